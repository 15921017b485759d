// What an edit changed between pods and the host-network pods of their own node, which no class knows: those pairs
// are taken out of the counts of their classes and counted by themselves.

import type { ReachIds } from '../compile/answer-table.ts';
import type { Classes } from '../compile/classes.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Pod } from '../model/cluster.ts';
import { type Bitset, eachBit } from '../sets/bitset.ts';
import { mayShareNode, type NodeMates, nodeMates } from './node-mates.ts';
import { samePod } from './own-node.ts';
import { classReach, countsAsNode, pairReach } from './reachable.ts';
import type { Placed, Staying } from './staying.ts';

export interface TwoWorlds {
  readonly before: Compiled;
  readonly was: CompiledFamily;
  readonly after: Compiled;
  readonly now: CompiledFamily;
}

/** Pairs that classes don't tell: who counts as its node, and who shares that node, in each world. */
export interface Mates {
  readonly before: (pod: Pod) => readonly Placed[];
  readonly after: (pod: Pod) => readonly Placed[];
}

const known = new WeakMap<Classes, NodeMates>();

/** Found once for the world before; of the world after only what differs is looked at. */
export function matesOf(before: Compiled, classes: Classes, { stays, come }: Staying): Mates {
  const isHost = (pod: Pod): boolean => countsAsNode(pod, before);
  const found = known.get(classes) ?? nodeMates(before.cluster.pods, isHost);
  known.set(classes, found);
  const near = (pod: Pod): readonly Pod[] => {
    if (found.hosts.length === 0 && !isHost(pod)) return [];
    return isHost(pod) ? found.near(pod) : found.hostsNear(pod);
  };
  const placed = (pod: Pod): readonly Placed[] => {
    const i = classes.ofPod.get(pod);
    return i === undefined ? [] : [{ pod, i }];
  };
  return {
    before: (pod) => near(pod).flatMap(placed),
    after: (pod) => [
      ...near(pod).filter(stays).flatMap(placed),
      ...come.filter((other) => (isHost(pod) || isHost(other.pod)) && mayShareNode(pod, other.pod)),
    ],
  };
}

/** Of pods that both worlds know. `touched`: the classes of which a row changed. */
export function changedHosts(
  worlds: TwoWorlds,
  touched: Bitset,
  { podsOf, stays }: Staying,
  mates: Mates,
  count: (before: ReachIds, after: ReachIds, pairs: number) => void,
): void {
  const seen = new Set<Pod>();
  eachBit(touched, (i) => {
    for (const pod of podsOf(i)) {
      for (const mate of mates.before(pod)) {
        // A pair of which both ends are touched is met twice.
        if (samePod(pod, mate.pod) || seen.has(mate.pod) || !stays(mate.pod)) continue;
        recount(worlds, i, mate.i, pod, mate.pod, count);
        if (pod !== mate.pod) recount(worlds, mate.i, i, mate.pod, pod, count);
      }
      seen.add(pod);
    }
  });
}

function recount(
  { before, was, after, now }: TwoWorlds,
  a: number,
  b: number,
  from: Pod,
  to: Pod,
  count: (before: ReachIds, after: ReachIds, pairs: number) => void,
): void {
  count(classReach(before, was, a, b), classReach(after, now, a, b), -1);
  const ends = [
    { kind: 'pod', pod: from },
    { kind: 'pod', pod: to },
  ] as const;
  count(pairReach(before, was, a, b, ...ends), pairReach(after, now, a, b, ...ends), 1);
}
