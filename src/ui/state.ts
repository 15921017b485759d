// Everything the page knows, as one value, and the events that change it. Pictures and panels are functions of it;
// what must be asked of the session follows from it too (needs.ts), so nothing here waits or fetches.

import type {
  BlastRadius,
  DiagnosticView,
  FlowDiff,
  FlowList,
  PolicyCostList,
  ReachAnswer,
} from '../session/answers.ts';
import type { Edit, Found, Inventory, NamespaceContents, ReadProgress, Refusal } from '../session/questions.ts';
import { type History, noHistory } from './history.ts';
import { firstView, type View } from './view.ts';

export type Input =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'loading';
      readonly title: string;
      readonly step: string;
      readonly progress: ReadProgress | 'none';
    }
  | {
      readonly kind: 'failed';
      readonly title: string;
      readonly message: string;
      readonly diagnostics: readonly DiagnosticView[];
    }
  | {
      readonly kind: 'loaded';
      readonly title: string;
      /** Before any edit: its policies are what an edit starts from. */
      readonly asLoaded: Inventory;
      readonly inventory: Inventory;
    };

/** Typed text that the session has not accepted: the last valid result stays on the screen meanwhile. */
export type Draft =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'checking';
      readonly id: string;
      readonly text: string;
      readonly label: string;
      readonly burst: string;
    }
  | {
      readonly kind: 'invalid';
      readonly id: string;
      readonly text: string;
      readonly diagnostics: readonly DiagnosticView[];
    };

/** The last answer to a question; it stays while a newer one is awaited. */
export interface Held<T> {
  readonly key: string;
  readonly waiting: boolean;
  readonly answer: T | Refusal | 'none';
}

export interface Answers {
  readonly flows: Held<FlowList>;
  readonly changes: Held<FlowDiff>;
  readonly reach: Held<ReachAnswer>;
  readonly blast: Held<BlastRadius>;
  readonly cost: Held<PolicyCostList>;
  readonly costBefore: Held<PolicyCostList>;
  /** Of an input that is not listed: what the namespaces in view hold. */
  readonly contents: Held<NamespaceContents>;
  /** Of such an input: what the find box finds, and the names that a field suggests. */
  readonly found: Held<Found>;
  readonly names: Held<Found>;
}
export type Slot = keyof Answers;
export type Answered = {
  [S in Slot]: { readonly slot: S; readonly answer: Exclude<Answers[S]['answer'], 'none'> };
}[Slot];

/** Edits of a link, until the input that they belong to is open. */
export type Link =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting'; readonly digest: string; readonly edits: readonly Edit[] };

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
}

export interface AppState {
  readonly view: View;
  readonly input: Input;
  readonly history: History;
  readonly draft: Draft;
  readonly answers: Answers;
  readonly link: Link;
  /** What stands in the field that suggests names. */
  readonly looked: string;
  readonly notices: readonly Notice[];
  /** Counts what the session has been given: an answer is only good for the revision it was asked at. */
  readonly revision: number;
  /** What the session has been given last, and answered for. */
  readonly applied: string;
}

const unasked = { key: '', waiting: false, answer: 'none' } as const;
export const noAnswers: Answers = {
  flows: unasked,
  changes: unasked,
  reach: unasked,
  blast: unasked,
  cost: unasked,
  costBefore: unasked,
  contents: unasked,
  found: unasked,
  names: unasked,
};

export const firstState: AppState = {
  view: firstView,
  input: { kind: 'empty' },
  history: noHistory,
  draft: { kind: 'none' },
  answers: noAnswers,
  link: { kind: 'none' },
  looked: '',
  notices: [],
  revision: 0,
  applied: '[]',
};

export type Event =
  | { readonly kind: 'went'; readonly view: Partial<View> }
  | { readonly kind: 'load-started'; readonly title: string; readonly step: string }
  | { readonly kind: 'load-progressed'; readonly progress: ReadProgress }
  | { readonly kind: 'load-ended'; readonly title: string; readonly scenario: string; readonly inventory: Inventory }
  | {
      readonly kind: 'load-failed';
      readonly title: string;
      readonly message: string;
      readonly diagnostics: readonly DiagnosticView[];
    }
  | { readonly kind: 'closed' }
  | { readonly kind: 'linked'; readonly digest: string; readonly edits: readonly Edit[] }
  | {
      readonly kind: 'typed';
      readonly id: string;
      readonly text: string;
      readonly label: string;
      readonly burst: string;
    }
  | { readonly kind: 'stepped'; readonly label: string; readonly edits: readonly Edit[] }
  | { readonly kind: 'moved'; readonly at: number }
  | { readonly kind: 'reverted' }
  | { readonly kind: 'edits-answered'; readonly key: string; readonly inventory: Inventory }
  | { readonly kind: 'assumed'; readonly inventory: Inventory; readonly edited: Inventory | 'whole' }
  | { readonly kind: 'edits-refused'; readonly key: string; readonly message: string }
  | { readonly kind: 'asked'; readonly slot: Slot; readonly key: string }
  | ({ readonly kind: 'answered'; readonly key: string } & Answered)
  | { readonly kind: 'looked'; readonly text: string }
  | { readonly kind: 'noticed'; readonly tone: Notice['tone']; readonly text: string }
  | { readonly kind: 'dismissed'; readonly id: number }
  | { readonly kind: 'asked-again' };
