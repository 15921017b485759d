// A pod and the host-network pods of its own node: no NetworkPolicy stands between them, and no class knows who shares
// a node with whom. Their pairs are counted node by node, and taken from where classes alone would have put them.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { answerAt } from '../compile/rows.ts';
import type { Pod } from '../model/cluster.ts';
import { nodeMates } from './node-mates.ts';
import { samePod } from './own-node.ts';
import type { Count } from './pair-counts.ts';
import { countsAsNode, pairReach } from './reachable.ts';

export function countHosts(compiled: Compiled, family: CompiledFamily, count: Count): void {
  const pods = compiled.cluster.pods.filter((pod) => family.classes.ofPod.get(pod) !== undefined);
  const recount = recounting(compiled, family, count);
  const mates = nodeMates(pods, (pod) => countsAsNode(pod, compiled));
  for (const host of mates.hosts) {
    for (const pod of mates.near(host)) {
      if (samePod(host, pod)) continue;
      recount(host, pod);
      if (!countsAsNode(pod, compiled)) recount(pod, host);
    }
  }
}

/** Moves one pair from the answer of its classes to its own; classes and nearness remembered. */
function recounting(compiled: Compiled, family: CompiledFamily, count: Count): (from: Pod, to: Pod) => void {
  const { answers } = compiled;
  const { list, ofPod } = family.classes;
  const moves = new Map<number, { readonly was: number; readonly is: number }>();
  return (from, to) => {
    const [a, b] = [ofPod.get(from)!, ofPod.get(to)!];
    const sure = from.node !== 'unknown' && to.node !== 'unknown';
    const key = (a * list.length + b) * 2 + (sure ? 1 : 0);
    let move = moves.get(key);
    if (move === undefined) {
      const [out, into] = [answerAt(rowOf(family.egress, a), b), answerAt(rowOf(family.ingress, b), a)];
      const is = pairReach(compiled, family, a, b, { kind: 'pod', pod: from }, { kind: 'pod', pod: to });
      move = {
        was: answers.intersect(answers.of(out.allowed, out.possible), answers.of(into.allowed, into.possible)),
        is: answers.of(is.allowed, is.possible),
      };
      moves.set(key, move);
    }
    if (move.was === move.is) return;
    count(move.was, -1);
    count(move.is, 1);
  };
}
