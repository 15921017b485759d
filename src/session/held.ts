// What a session holds: the input as loaded, the edits laid over it, and both compiled. One of the two
// mutable variables of the program is the `Held` of a session; everything inside is a value.

import type { Compiled } from '../engine/compile/compile.ts';
import { compile } from '../engine/compile/recompile.ts';
import {
  type AssumptionKey,
  type Assumptions,
  assumptionValues,
  defaultAssumptions,
} from '../engine/model/assumptions.ts';
import type { Cluster } from '../engine/model/cluster.ts';
import { type Assembled, assemble } from '../snapshot/assemble.ts';
import type { Diagnostic } from '../snapshot/diagnostic.ts';
import { applyEdits } from '../snapshot/overlay.ts';
import type { AnySource, Snapshot } from '../snapshot/snapshot.ts';
import { refusal } from './names.ts';
import type { ProfileName } from './profile-names.ts';
import type { Assume, Edit, Refusal } from './questions.ts';

/** A snapshot under assumptions. `compiled` is made when a question first needs it. */
export interface World {
  readonly snapshot: Snapshot;
  readonly assembled: Assembled;
  readonly cluster: Cluster;
  readonly diagnostics: () => readonly Diagnostic[];
  readonly compiled: () => Compiled;
  /** How many of its diagnostics answers tell: where thousands are alike, a page shows the first of them. */
  readonly told: 'all' | 'some';
}

export interface Held {
  readonly sources: readonly AnySource[];
  readonly base: World;
  readonly edits: readonly Edit[];
  /** `base` with the edits; the same object where there are none. */
  readonly now: World;
  readonly assumptions: Assumptions;
  readonly lenient: boolean;
  /** What `assumptions` were made of beside the defaults. */
  readonly chosen: Chosen;
}

export interface Chosen {
  readonly profile: ProfileName | 'none';
  /** What was assumed by hand: it beats the profile. */
  readonly assume: Assume;
}

const nothingChosen: Chosen = { profile: 'none', assume: {} };

export function hold(
  snapshot: Snapshot,
  assumptions: Assumptions,
  lenient: boolean,
  chosen = nothingChosen,
  told: World['told'] = 'all',
): Held {
  const base = world(snapshot, assumptions, told);
  return { sources: snapshot.sources, base, edits: [], now: base, assumptions, lenient, chosen };
}

export function withEdits(held: Held, edits: readonly Edit[]): Held {
  if (edits.length === 0) return { ...held, edits, now: held.base };
  const snapshot = applyEdits(held.base.snapshot, edits, { lenient: held.lenient }, held.now.snapshot);
  return { ...held, edits, now: world(snapshot, held.assumptions, held.now.told, held.now) };
}

export function withAssumptions(held: Held, assumptions: Assumptions): Held {
  const base = world(held.base.snapshot, assumptions, held.base.told);
  return withEdits({ ...held, base, now: base, assumptions }, held.edits);
}

/** `previous` only saves work. */
export function world(
  snapshot: Snapshot,
  assumptions: Assumptions,
  told: World['told'] = 'all',
  previous?: World,
): World {
  const assembled = assemble(snapshot, assumptions, previous?.assembled);
  const { cluster } = assembled;
  let diagnostics: readonly Diagnostic[] | undefined; // memos nobody can see
  let compiled: Compiled | undefined;
  let saves = previous; // let go once used, or every edit would keep all before it alive
  return {
    snapshot,
    assembled,
    cluster,
    diagnostics: () => {
      diagnostics ??= [...snapshot.diagnostics, ...assembled.diagnostics()];
      return diagnostics;
    },
    told,
    compiled: () => {
      compiled ??= compile(cluster, saves?.compiled());
      saves = undefined;
      return compiled;
    },
  };
}

export function assumptionsOf(assume: Assume): Assumptions | Refusal {
  for (const [key, value] of Object.entries(assume)) {
    if (!isKey(key)) {
      return refusal(
        'bad-question',
        `\`${key}\` is no assumption; there are ${Object.keys(assumptionValues).join(', ')}`,
      );
    }
    const values: readonly string[] = assumptionValues[key];
    if (!values.includes(value)) return refusal('bad-question', `${key} takes ${values.join(', ')}, not \`${value}\``);
  }
  return { ...defaultAssumptions, ...assume } as Assumptions; // each value was checked against its key above
}

function isKey(key: string): key is AssumptionKey {
  return Object.hasOwn(assumptionValues, key);
}
