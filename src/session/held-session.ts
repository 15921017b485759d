// A session that answers the questions it is given replies for. It holds an input and its edits: of the two mutable
// variables of the program this is one. What a question does not need is not loaded.

import type { Assumptions } from '../engine/model/assumptions.ts';
import { assumptionsOf, type Chosen, type Held, hold, type World, withAssumptions, withEdits } from './held.ts';
import { refusal } from './names.ts';
import type { ProfileName } from './profile-names.ts';
import { type Answer, type Ask, isRefusal, type Name, type Question, type Refusal } from './questions.ts';
import { diagnosticsOf } from './reply/diagnostics.ts';
import { type Reading, readInput } from './sources.ts';

type Reply<N extends Name> = (held: Held, question: Question<N>) => Promise<Answer<N> | Refusal>;

/** What replaces or changes what is held, every session does; the rest is a table. */
export type Replies = { readonly [N in Exclude<Name, 'load' | 'open' | 'edit' | 'assume'>]?: Reply<N> };

/** What a profile sets, and what it adds to answers. */
export interface Profiling {
  readonly settingsOf: (profile: ProfileName) => Promise<Partial<Assumptions>>;
  readonly underProfile: (answer: object, chosen: Chosen, world: World) => Promise<object>;
}

/** How it reads, and how many diagnostics it tells. */
type Manner = Reading & { readonly told?: World['told'] };

export function heldSession(replies: Replies, profiling: Profiling | 'no-profiles', manner: Manner = {}): Ask {
  let held: Held | undefined; // what the session holds: see held.ts

  async function open(question: Question<'open'>): Promise<Held | Refusal> {
    const { assume, profile = 'none' } = question;
    if (profile !== 'none' && profiling === 'no-profiles')
      return refusal('bad-question', `this session knows no profile \`${profile}\``);
    const settings = profile === 'none' || profiling === 'no-profiles' ? {} : await profiling.settingsOf(profile);
    const assumptions = assumptionsOf({ ...settings, ...assume });
    if (isRefusal(assumptions)) return assumptions;
    const snapshot = await readInput(question.sources, question.lenient, manner);
    if (isRefusal(snapshot)) return snapshot;
    held = hold(snapshot, assumptions, question.lenient, { profile, assume }, manner.told);
    return held;
  }

  /** Keeps the change only when there is an answer to it. */
  async function change(next: Held, wanted: 'fitting' | 'edits'): Promise<Answer<'edit'>> {
    const answer = await inventoryOf(next, wanted);
    held = next;
    return answer;
  }

  const changing: { readonly [N in 'edit' | 'assume']: Reply<N> } = {
    edit: (now, { edits }) => change(withEdits(now, edits), 'edits'),
    assume: async (now, { assume }) => {
      const assumptions = assumptionsOf(assume);
      if (isRefusal(assumptions)) return assumptions;
      return change(withAssumptions({ ...now, chosen: { profile: 'none', assume } }, assumptions), 'fitting');
    },
  };
  const inventory: Reply<'inventory'> = (now, { detail = 'all' }) => inventoryOf(now, detail);
  const table: Readonly<Record<string, unknown>> = { inventory, ...replies, ...changing };

  /** An answer under a profile says whose word it is. */
  async function told({ chosen, now }: Held, answer: object): Promise<object> {
    const isPlain = chosen.profile === 'none' || profiling === 'no-profiles' || isRefusal(answer);
    return isPlain ? answer : profiling.underProfile(answer, chosen, now);
  }

  async function dispatch(name: Name, question: unknown): Promise<unknown> {
    if (name === 'load' || name === 'open') {
      const now = await open(question as Question<'open'>);
      if (isRefusal(now)) return now;
      return told(now, await (name === 'load' ? inventoryOf(now, 'fitting') : openedReply(now)));
    }
    if (held === undefined) return refusal('nothing-read', 'nothing is loaded yet');
    const reply = table[name] as ((held: Held, question: unknown) => Promise<unknown>) | undefined;
    if (reply === undefined) return refusal('bad-question', `this session has no answer to \`${name}\``);
    return told(held, (await reply(held, question)) as object);
  }

  // The table pairs each name with its question and answer; dispatch by name loses that pairing.
  return async <N extends Name>(name: N, question: Question<N>) =>
    (await dispatch(name, question)) as Answer<N> | Refusal;
}

async function openedReply({ base }: Held): Promise<Answer<'open'>> {
  const { objects, ignored } = base.snapshot;
  const others = [...ignored.values()].reduce((sum, count) => sum + count, 0);
  return { kind: 'Opened', objects: objects.length + others, diagnostics: await diagnosticsOf(base) };
}

async function inventoryOf(held: Held, wanted: 'all' | 'fitting' | 'edits'): Promise<Answer<'load'>> {
  return (await import('./reply/inventory.ts')).inventoryReply(held, wanted);
}
