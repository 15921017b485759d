// Ordered pairs of different pods: an entry that stands for several pods makes one pair with itself.

import type { Pod } from '../model/cluster.ts';
import type { Ends, FamilyEnds, Own } from './members.ts';
import { standsForSeveral } from './units.ts';

export interface PodPair {
  readonly source: Pod;
  readonly target: Pod;
}

export function isPairOfPods(source: Pod, target: Pod): boolean {
  return source !== target || standsForSeveral(source);
}

export function* podPairs(from: readonly Pod[], to: readonly Pod[]): Generator<PodPair, void, undefined> {
  for (const source of from) {
    for (const target of to) if (isPairOfPods(source, target)) yield { source, target };
  }
}

export function countBetween({ members: from }: Own, { members: to }: Own): number {
  const { pods } = from;
  if (from !== to) return pods.length * to.pods.length;
  return pods.length * (pods.length - 1) + pods.filter(standsForSeveral).length;
}

/** Pairs of one family between two units. */
export function countInFamily({ pods, several }: FamilyEnds, from: number, to: number): number {
  return from === to ? pods[from]! * (pods[from]! - 1) + several[from]! : pods[from]! * pods[to]!;
}

/** Pairs that no family joins: nothing passes between them, so that their units lack every port for one pair. */
export function countApart({ families: [first, second] }: Ends, from: number, to: number): number {
  if (first === undefined || second === undefined) return 0; // with one family in play every pod has it
  return first.without[from]! * second.without[to]! + second.without[from]! * first.without[to]!;
}
