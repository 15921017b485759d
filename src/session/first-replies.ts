// The replies that the page's first picture, an explanation and an edit take. Those of lenses that are opened later
// (later-replies.ts) a page loads when somebody asks for them.

import type { Replies } from './held-session.ts';
import { canReachReply } from './reply/can-reach.ts';

export const firstReplies = {
  flows: async (now, question) => (await import('./reply/flows.ts')).flowsReply(now, question),
  changes: async ({ base, now }, { by, namespaces }) =>
    (await import('./reply/changes.ts')).changesReply(base, now, by, namespaces),
  canReach: ({ now }, question) => canReachReply(now, question),
  highlight: async (now, question) => (await import('./reply/highlight.ts')).highlightReply(now, question),
} satisfies Replies;
