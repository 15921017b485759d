// Pods of a node and its host-network pods: no NetworkPolicy stands between them, and no class knows who shares a node
// with whom. Their pairs are judged one by one, and left out of what their classes have.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Pod } from '../model/cluster.ts';
import { rememberedByClass } from './hanging.ts';
import type { FamilyEnds, Members, Own } from './members.ts';
import { nodeMates } from './node-mates.ts';
import { isPairOfPods } from './pod-pairs.ts';
import { countsAsNode, pairReach } from './reachable.ts';

export interface NearPair {
  readonly source: Pod;
  readonly target: Pod;
  readonly to: Own;
  readonly answer: number;
}

export interface Near {
  readonly pairs: readonly NearPair[];
  /** How many of them lead to these. */
  readonly to: (members: Members) => number;
}

export interface Hosts {
  /** Whether the pods of a class count as their node. */
  readonly has: (i: number) => boolean;
  /** Pairs of pods of which one may be on the node that the other counts as. */
  readonly near: (sender: Own, isTold: (unit: number) => boolean) => Near;
}

const nobody: Near = { pairs: [], to: () => 0 };

export function hostsOf(
  compiled: Compiled,
  family: CompiledFamily,
  { members }: FamilyEnds,
  unitOf: (pod: Pod) => number,
): Hosts {
  const { answers, cluster } = compiled;
  const { ofPod, list } = family.classes;
  const isHost = (pod: Pod): boolean => countsAsNode(pod, compiled);
  const has = rememberedByClass(list.length, (i) => list[i]!.pods.slice(0, 1).some(isHost));
  const mates = nodeMates(
    cluster.pods.filter((pod) => ofPod.get(pod) !== undefined),
    isHost,
  );
  if (mates.hosts.length === 0) return { has: () => false, near: () => nobody };

  function near(sender: Own, isTold: (unit: number) => boolean): Near {
    const pairs: NearPair[] = [];
    const counts = new Map<Members, number>();
    for (const source of sender.members.pods) {
      for (const target of isHost(source) ? mates.near(source) : mates.hostsNear(source)) {
        const unit = unitOf(target);
        if (!isPairOfPods(source, target) || !isTold(unit)) continue;
        const i = ofPod.get(target)!;
        const there = members[i]!.find((each) => each.unit === unit)!;
        counts.set(there, (counts.get(there) ?? 0) + 1);
        const ends = [source, target].map((pod) => ({ kind: 'pod' as const, pod }));
        const { allowed, possible } = pairReach(compiled, family, sender.i, i, ends[0]!, ends[1]!);
        pairs.push({ source, target, to: { i, members: there }, answer: answers.of(allowed, possible) });
      }
    }
    return { pairs, to: (those) => counts.get(those) ?? 0 };
  }

  return { has, near };
}
