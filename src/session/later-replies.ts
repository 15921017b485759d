// The replies of the lenses that are opened later: they bring the attack graph and the cost models with them.

import type { Replies } from './held-session.ts';

export const laterReplies = {
  blastRadius: async (now, question) => (await import('./reply/blast-radius.ts')).blastRadiusReply(now, question),
  blastRadii: async (now, question) => (await import('./reply/blast-radii.ts')).blastRadiiReply(now, question),
  cost: async (now, question) => (await import('./reply/cost.ts')).costReply(now, question),
  packetWalk: async (now, question) => (await import('./reply/cost.ts')).packetWalkReply(now, question),
} satisfies Replies;
