// What an edit changed between pods and the host-network pods of their own node, which no class knows: those pairs
// are taken out of the counts of their classes and counted by themselves.

import type { ReachIds } from '../compile/answer-table.ts';
import type { Classes } from '../compile/classes.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { answerAt } from '../compile/rows.ts';
import type { Pod } from '../model/cluster.ts';
import { type Bitset, eachBit } from '../sets/bitset.ts';
import { type NodeMates, nodeMates } from './node-mates.ts';
import { samePod } from './own-node.ts';
import { countsAsNode, pairReach } from './reachable.ts';

export interface TwoWorlds {
  readonly before: Compiled;
  readonly was: CompiledFamily;
  readonly after: Compiled;
  readonly now: CompiledFamily;
}

/** `touched`: the classes of which a row changed. */
export function changedHosts(
  worlds: TwoWorlds,
  touched: Bitset,
  count: (before: ReachIds, after: ReachIds, pairs: number) => void,
): void {
  const { after, now } = worlds;
  const mates = matesOf(after, now);
  if (mates.hosts.length === 0) return;
  const seen = new Set<Pod>();
  eachBit(touched, (i) => {
    for (const pod of now.classes.list[i]!.pods) {
      const near = countsAsNode(pod, after) ? mates.near(pod) : mates.hostsNear(pod);
      for (const mate of near) {
        // A pair of which both ends are touched is met twice.
        if (samePod(pod, mate) || seen.has(mate) || now.classes.ofPod.get(mate) === undefined) continue;
        recount(worlds, pod, mate, count);
        if (pod !== mate) recount(worlds, mate, pod, count);
      }
      seen.add(pod);
    }
  });
}

const known = new WeakMap<Classes, NodeMates>();

function matesOf(compiled: Compiled, { classes }: CompiledFamily): NodeMates {
  const made = known.get(classes) ?? nodeMates(compiled.cluster.pods, (pod) => countsAsNode(pod, compiled));
  known.set(classes, made);
  return made;
}

function recount(
  { before, was, after, now }: TwoWorlds,
  from: Pod,
  to: Pod,
  count: (before: ReachIds, after: ReachIds, pairs: number) => void,
): void {
  const [a, b] = [now.classes.ofPod.get(from)!, now.classes.ofPod.get(to)!];
  count(byClasses(before, was, a, b), byClasses(after, now, a, b), -1);
  const ends = [
    { kind: 'pod', pod: from },
    { kind: 'pod', pod: to },
  ] as const;
  count(pairReach(before, was, a, b, ...ends), pairReach(after, now, a, b, ...ends), 1);
}

function byClasses({ ports }: Compiled, { egress, ingress }: CompiledFamily, a: number, b: number): ReachIds {
  const [out, into] = [answerAt(rowOf(egress, a), b), answerAt(rowOf(ingress, b), a)];
  return {
    allowed: ports.intersect(out.allowed, into.allowed),
    possible: ports.intersect(out.possible, into.possible),
  };
}
