// The replies that the page's first picture, an explanation and an edit take. Those of lenses that are opened later
// (later-replies.ts) a page loads when somebody asks for them.

import type { Replies } from './held-session.ts';
import { canReachReply } from './reply/can-reach.ts';

export const firstReplies = {
  flows: async (now, question) =>
    question.far === 'folded'
      ? (await import('./reply/folded-flows.ts')).foldedFlowsReply(now, question)
      : (await import('./reply/flows.ts')).flowsReply(now, question),
  changes: async (held, question) =>
    question.most === undefined
      ? (await import('./reply/changes.ts')).changesReply(held.base, held.now, question.by, question.namespaces)
      : (await import('./reply/nearby-changes.ts')).nearbyChangesReply(held, question),
  contents: async (now, question) => (await import('./reply/inventory.ts')).contentsReply(now, question),
  find: async (now, question) => (await import('./reply/find.ts')).findReply(now, question),
  canReach: ({ now }, question) => canReachReply(now, question),
  highlight: async (now, question) => (await import('./reply/highlight.ts')).highlightReply(now, question),
} satisfies Replies;
