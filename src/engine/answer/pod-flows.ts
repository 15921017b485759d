// What some pods have with all others, and all others with them, counted by answer: what comes and goes with a pod.

import type { AnswerTable, ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Pod } from '../model/cluster.ts';
import { type Direction, directions } from '../model/policy.ts';
import { openedBy, openedTo } from './by-class.ts';
import { samePod } from './own-node.ts';
import type { Count } from './pair-counts.ts';
import { classReach, pairReach } from './reachable.ts';
import type { Placed } from './staying.ts';
import { standsForSeveral } from './units.ts';

/** How many ordered pairs of pods have an answer. */
export interface PairCount {
  readonly allowed: ReachIds['allowed'];
  readonly possible: ReachIds['possible'];
  readonly pairs: number;
}

/** `sizes`: how many pods each class has in this world; `near`: who shares a node with a pod and counts as it, or the pod does. */
export function podFlows(
  compiled: Compiled,
  family: CompiledFamily,
  pods: readonly Placed[],
  sizes: Readonly<Float64Array>,
  near: (pod: Pod) => readonly Placed[],
): readonly PairCount[] {
  if (pods.length === 0) return [];
  const { answers } = compiled;
  const sums = new Map<number, number>();
  const count: Count = (answer, pairs) => {
    if (answer !== answers.none) sums.set(answer, (sums.get(answer) ?? 0) + pairs);
  };
  const countReach = (reach: ReachIds, pairs: number): void => count(answers.ofReach(reach), pairs);
  // Pairs among these pods are counted as they send.
  const others = sizes.slice();
  for (const { i } of pods) others[i]! -= 1;
  const among = new Set(pods.map(({ pod }) => pod));
  for (const { pod, i } of pods) {
    for (const direction of directions) {
      countPeers(direction, i, direction === 'egress' ? sizes : others, family, answers, count);
    }
    if (!standsForSeveral(pod)) countReach(classReach(compiled, family, i, i), -1);
    for (const mate of near(pod)) {
      if (samePod(pod, mate.pod)) continue;
      recount(compiled, family, { pod, i }, mate, countReach);
      if (!among.has(mate.pod)) recount(compiled, family, mate, { pod, i }, countReach);
    }
  }
  return [...sums]
    .filter(([, pairs]) => pairs !== 0)
    .map(([answer, pairs]) => ({ ...answers.reach(answer), pairs }))
    .sort((a, b) => a.allowed - b.allowed || a.possible - b.possible);
}

/** A class with everyone whom it sends to, or who sends to it. */
function countPeers(
  direction: Direction,
  i: number,
  sizes: Readonly<Float64Array>,
  family: CompiledFamily,
  answers: AnswerTable,
  count: Count,
): void {
  const own = openedTo(direction, i, family, answers);
  const theirs = openedBy(direction === 'egress' ? 'ingress' : 'egress', i, family, answers);
  // Neighbours mostly have the same answers: they are counted together.
  let [start, pairs] = [0, 0];
  for (let peer = 0; peer < own.length; peer++) {
    if (own[peer] !== own[start] || theirs[peer] !== theirs[start]) {
      if (pairs !== 0) count(answers.intersect(own[start]!, theirs[start]!), pairs);
      [start, pairs] = [peer, 0];
    }
    pairs += sizes[peer]!;
  }
  if (pairs !== 0) count(answers.intersect(own[start]!, theirs[start]!), pairs);
}

/** From the answer of their classes to their own. */
function recount(
  compiled: Compiled,
  family: CompiledFamily,
  from: Placed,
  to: Placed,
  count: (reach: ReachIds, pairs: number) => void,
): void {
  count(classReach(compiled, family, from.i, to.i), -1);
  const ends = [
    { kind: 'pod', pod: from.pod },
    { kind: 'pod', pod: to.pod },
  ] as const;
  count(pairReach(compiled, family, from.i, to.i, ...ends), 1);
}
