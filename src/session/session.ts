// Answers questions about what it holds. Every maker of `Ask` ends here: the command line in process,
// the page through a worker. What a question does not need is not loaded.

import { assumptionsOf, type Held, hold, withAssumptions, withEdits } from './held.ts';
import { refusal } from './names.ts';
import { type Answer, type Ask, isRefusal, type Name, type Question, type Refusal } from './questions.ts';
import { canReachReply } from './reply/can-reach.ts';
import { diagnosticsOf } from './reply/diagnostics.ts';
import { readSources } from './sources.ts';

type Replies = {
  readonly [N in Exclude<Name, 'load' | 'open' | 'expectationInputs'>]: (
    held: Held,
    question: Question<N>,
  ) => Promise<Answer<N> | Refusal>;
};

export function createSession(): Ask {
  let held: Held | undefined; // what the session holds: see held.ts

  async function open(question: Question<'open'>): Promise<Held | Refusal> {
    const { assume, profile = 'none' } = question;
    const settings = profile === 'none' ? {} : (await import('./profiles.ts')).settingsOf(profile);
    const assumptions = assumptionsOf({ ...settings, ...assume });
    if (isRefusal(assumptions)) return assumptions;
    const { sources, unreadable } = await readSources(question.sources);
    held = hold(sources, unreadable, assumptions, question.lenient, { profile, assume });
    return held;
  }

  /** Keeps the change only when there is an answer to it. */
  async function change(next: Held): Promise<Answer<'edit'>> {
    const answer = await inventoryOf(next);
    held = next;
    return answer;
  }

  const replies: Replies = {
    inventory: inventoryOf,
    edit: (now, { edits }) => change(withEdits(now, edits)),
    assume: async (now, { assume }) => {
      const assumptions = assumptionsOf(assume);
      if (isRefusal(assumptions)) return assumptions;
      return change(withAssumptions({ ...now, chosen: { profile: 'none', assume } }, assumptions));
    },
    flows: async (now, question) => (await import('./reply/flows.ts')).flowsReply(now, question),
    changes: async ({ base, now }, { by, namespaces }) =>
      (await import('./reply/changes.ts')).changesReply(base, now, by, namespaces),
    diff: async ({ now, assumptions, lenient, chosen }, { after, by, namespaces }) => {
      const { sources, unreadable } = await readSources(after);
      const other = hold(sources, unreadable, assumptions, lenient, chosen);
      return (await import('./reply/changes.ts')).changesReply(now, other.now, by, namespaces);
    },
    compareProfiles: async (now, question) => (await import('./reply/comparison.ts')).comparisonReply(now, question),
    canReach: ({ now }, question) => canReachReply(now, question),
    blastRadius: async (now, question) => (await import('./reply/blast-radius.ts')).blastRadiusReply(now, question),
    cost: async (now, question) => (await import('./reply/cost.ts')).costReply(now, question),
    packetWalk: async (now, question) => (await import('./reply/cost.ts')).packetWalkReply(now, question),
    exposure: async (now, question) => (await import('./reply/exposure.ts')).exposureReply(now, question),
    lint: async ({ now }, question) => (await import('./reply/lint.ts')).lintReply(now, question),
    test: async (now, question) => (await import('./reply/test.ts')).testReply(now, question),
    highlight: async (now, question) => (await import('./reply/highlight.ts')).highlightReply(now, question),
  };

  async function dispatch(name: Name, question: unknown): Promise<unknown> {
    if (name === 'expectationInputs') {
      const { expectations } = question as Question<'expectationInputs'>;
      return (await import('./reply/test.ts')).expectationInputsReply(expectations);
    }
    if (name === 'load' || name === 'open') {
      const now = await open(question as Question<'open'>);
      if (isRefusal(now)) return now;
      return told(now, await (name === 'load' ? inventoryOf(now) : openedReply(now)));
    }
    if (held === undefined) return refusal('nothing-read', 'nothing is loaded yet');
    const reply = replies[name] as (held: Held, question: unknown) => Promise<unknown>;
    return told(held, (await reply(held, question)) as object);
  }

  // The table pairs each name with its question and answer; dispatch by name loses that pairing.
  return async <N extends Name>(name: N, question: Question<N>) =>
    (await dispatch(name, question)) as Answer<N> | Refusal;
}

/** An answer under a profile says whose word it is. */
async function told({ chosen, now }: Held, answer: object): Promise<object> {
  if (chosen.profile === 'none' || isRefusal(answer)) return answer;
  return (await import('./under-profile.ts')).underProfile(answer, chosen.profile, chosen.assume, [now]);
}

async function openedReply({ base }: Held): Promise<Answer<'open'>> {
  const { objects, ignored } = base.snapshot;
  const others = [...ignored.values()].reduce((sum, count) => sum + count, 0);
  return { kind: 'Opened', objects: objects.length + others, diagnostics: await diagnosticsOf(base) };
}

async function inventoryOf(held: Held): Promise<Answer<'load'>> {
  return (await import('./reply/inventory.ts')).inventoryReply(held);
}
