// A pod and the host-network pods of its own node: no NetworkPolicy stands between them, and no class knows who shares
// a node with whom. Their pairs are counted node by node, and taken from where classes alone would have put them.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Pod } from '../model/cluster.ts';
import { nodeMates } from './node-mates.ts';
import { samePod } from './own-node.ts';
import type { Count } from './pair-counts.ts';
import { classReach, countsAsNode, pairReach } from './reachable.ts';
import type { Placed } from './staying.ts';

export function countHosts(compiled: Compiled, family: CompiledFamily, count: Count): void {
  const { list, ofPod } = family.classes;
  const isHost = (pod: Pod): boolean => countsAsNode(pod, compiled);
  const taking = compiled.cluster.pods.filter((pod) => ofPod.get(pod) !== undefined);
  const { hosts, hostsNear } = nodeMates(taking, isHost);
  if (hosts.length === 0) return;
  const meetings = new Map<number, Meeting>();
  const meet = (from: Placed, to: Placed): void => {
    if (samePod(from.pod, to.pod)) return;
    const sure = from.pod.node !== 'unknown' && to.pod.node !== 'unknown';
    const key = (from.i * list.length + to.i) * 2 + (sure ? 1 : 0);
    const known = meetings.get(key);
    if (known === undefined) meetings.set(key, { from, to, pairs: 1 });
    else known.pairs += 1;
  };
  list.forEach(({ pods }, i) => {
    for (const pod of pods) {
      for (const host of hostsNear(pod)) {
        const mate = { pod: host, i: ofPod.get(host)! };
        meet({ pod, i }, mate);
        if (!isHost(pod)) meet(mate, { pod, i }); // two hosts meet both ways as each comes up
      }
    }
  });
  for (const meeting of meetings.values()) move(compiled, family, meeting, count);
}

/** Pods of two classes that share a node, or all may: one pair of them, and how many there are. */
interface Meeting {
  readonly from: Placed;
  readonly to: Placed;
  pairs: number;
}

/** From the answer of their classes to their own. */
function move(compiled: Compiled, family: CompiledFamily, { from, to, pairs }: Meeting, count: Count): void {
  const { answers } = compiled;
  const byClasses = classReach(compiled, family, from.i, to.i);
  const ends = [
    { kind: 'pod', pod: from.pod },
    { kind: 'pod', pod: to.pod },
  ] as const;
  const own = pairReach(compiled, family, from.i, to.i, ...ends);
  const [was, is] = [answers.ofReach(byClasses), answers.ofReach(own)];
  if (was === is) return;
  count(was, -pairs);
  count(is, pairs);
}
