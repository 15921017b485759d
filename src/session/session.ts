// Answers questions about what it holds: a session with every reply there is. The command line asks it in process;
// the page carries parts of it, each in a worker of its own.

import { firstReplies } from './first-replies.ts';
import { hold } from './held.ts';
import { heldSession, type Profiling, type Replies } from './held-session.ts';
import { laterReplies } from './later-replies.ts';
import { type Ask, isRefusal, type Name, type Question } from './questions.ts';
import { type Reading, readInput } from './sources.ts';

type Every = Required<Omit<Replies, 'inventory' | 'expectationInputs'>>;

const replies: Omit<Every, 'diff'> = {
  ...firstReplies,
  ...laterReplies,
  flowStream: async (now, question) => (await import('./reply/flows.ts')).flowStreamReply(now, question),
  compareProfiles: async (now, question) => (await import('./reply/comparison.ts')).comparisonReply(now, question),
  exposure: async (now, question) => (await import('./reply/exposure.ts')).exposureReply(now, question),
  lint: async ({ now }, question) => (await import('./reply/lint.ts')).lintReply(now, question),
  test: async (now, question) => (await import('./reply/test.ts')).testReply(now, question),
};

function diffReply(reading: Reading): Every['diff'] {
  return async ({ now, assumptions, lenient, chosen }, { after, by, namespaces }) => {
    const snapshot = await readInput(after, lenient, reading);
    if (isRefusal(snapshot)) return snapshot;
    const other = hold(snapshot, assumptions, lenient, chosen);
    return (await import('./reply/changes.ts')).changesReply(now, other.now, by, namespaces);
  };
}

const profiling: Profiling = {
  settingsOf: async (profile) => (await import('./profiles.ts')).settingsOf(profile),
  underProfile: async (answer, { profile, assume }, world) =>
    profile === 'none' ? answer : (await import('./under-profile.ts')).underProfile(answer, profile, assume, [world]),
};

export function createSession(reading: Reading = {}): Ask {
  const ask = heldSession({ ...replies, diff: diffReply(reading) }, profiling, reading);
  const expectationInputs = async ({ expectations }: Question<'expectationInputs'>) =>
    (await import('./reply/test.ts')).expectationInputsReply(expectations);
  // Which input expectations want is asked before any is there.
  return async <N extends Name>(name: N, question: Question<N>) =>
    name === 'expectationInputs'
      ? ((await expectationInputs(question as Question<'expectationInputs'>)) as Awaited<ReturnType<typeof ask<N>>>)
      : ask(name, question);
}
