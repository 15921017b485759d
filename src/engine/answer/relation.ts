// Every flow between pods as one relation: the rows of both directions say who has what, and the sums here how many
// ordered pairs of different pods have each answer. Nothing over pairs is ever listed.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { PortSetId } from '../compile/port-table.ts';
import type { Family } from '../sets/addresses.ts';
import { countHosts } from './host-pairs.ts';
import { type Count, countPairs } from './pair-counts.ts';
import { classReach } from './reachable.ts';
import { standsForSeveral } from './units.ts';

export interface Relation {
  readonly families: readonly FamilyRelation[];
}

export interface FamilyRelation {
  readonly family: Family;
  /** Sorted by the ids of the port sets; an entry that stands for several pods counts as one, and meets itself. */
  readonly byPorts: readonly PairCount[];
}

/** Port sets by number, allowed ⊆ possible, and how many ordered pairs of pods have them. */
export interface PairCount {
  readonly allowed: PortSetId;
  readonly possible: PortSetId;
  readonly pairs: number;
}

export function relation(compiled: Compiled): Relation {
  return { families: compiled.families.map((family) => familyRelation(compiled, family)) };
}

function familyRelation(compiled: Compiled, family: CompiledFamily): FamilyRelation {
  const { answers } = compiled;
  const sums: number[] = [];
  const count = (answer: number, pairs: number): void => {
    sums[answer] = (sums[answer] ?? 0) + pairs;
  };
  countPairs(family, answers, weightsOf(family), count);
  leaveOutSelves(compiled, family, count);
  countHosts(compiled, family, count);
  const byPorts = sums.flatMap((pairs, answer) => (pairs === 0 ? [] : [{ ...answers.reach(answer), pairs }]));
  return {
    family: family.family,
    byPorts: byPorts.toSorted((a, b) => a.allowed - b.allowed || a.possible - b.possible),
  };
}

function weightsOf({ classes: { list } }: CompiledFamily): Float64Array {
  return Float64Array.from(list, ({ pods }) => pods.length);
}

/** A pod with itself is no pair. */
function leaveOutSelves(compiled: Compiled, family: CompiledFamily, count: Count): void {
  family.classes.list.forEach(({ pods }, i) => {
    let alone = 0;
    for (const pod of pods) if (!standsForSeveral(pod)) alone++;
    if (alone === 0) return;
    count(compiled.answers.ofReach(classReach(compiled, family, i, i)), -alone);
  });
}
