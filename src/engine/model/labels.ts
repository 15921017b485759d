// Labels and selectors, as apimachinery defines them.

import type { NonEmpty } from './non-empty.ts';

export type Labels = ReadonlyMap<string, string>; // a Map survives structuredClone and is safe with __proto__

/** Labels, and the keys that the thing may carry beyond them with values that the input does not tell. */
export interface LabelSet {
  readonly values: Labels;
  readonly open: 'none' | 'every-other-key' | ReadonlySet<string>;
  /** Keys that it would be open about, but for the assumption that they are absent. */
  readonly assumedAbsent?: ReadonlySet<string>;
}

export type Requirement =
  | { readonly op: 'In'; readonly key: string; readonly values: NonEmpty<string> }
  | { readonly op: 'NotIn'; readonly key: string; readonly values: NonEmpty<string> }
  | { readonly op: 'Exists'; readonly key: string }
  | { readonly op: 'DoesNotExist'; readonly key: string };

/** All must hold; [] selects everything. `matchLabels` has become `In`. */
export type LabelSelector = readonly Requirement[];
