// A pod and the host-network pods of its own node: no NetworkPolicy stands between them, and no class knows who shares
// a node with whom. Their pairs are counted node by node, and taken from where classes alone would have put them.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { answerAt } from '../compile/rows.ts';
import type { Pod } from '../model/cluster.ts';
import { samePod } from './own-node.ts';
import type { Count } from './pair-counts.ts';
import { countsAsNode, pairReach } from './reachable.ts';

export function countHosts(compiled: Compiled, family: CompiledFamily, count: Count): void {
  const { list } = family.classes;
  const hosts: Placed[] = [];
  for (let i = 0; i < list.length; i++) {
    const { pods } = list[i]!;
    if (pods.length > 0 && countsAsNode(pods[0]!, compiled)) for (const pod of pods) hosts.push({ pod, i });
  }
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
  const near = hostsNear(hosts);
  for (let i = 0; i < list.length; i++) {
    for (const pod of list[i]!.pods) {
      const mates = near(pod.node);
      if (mates.length === 0) continue;
      const isHost = countsAsNode(pod, compiled);
      for (const mate of mates) {
        meet({ pod, i }, mate);
        if (!isHost) meet(mate, { pod, i }); // two hosts meet both ways as each comes up
      }
    }
  }
  for (const meeting of meetings.values()) move(compiled, family, meeting, count);
}

interface Placed {
  readonly pod: Pod;
  /** Its class. */
  readonly i: number;
}

/** Pods of two classes that share a node, or all may: one pair of them, and how many there are. */
interface Meeting {
  readonly from: Placed;
  readonly to: Placed;
  pairs: number;
}

/** Of a host whose node is not known every pod may be the mate, and of such a pod every host. */
function hostsNear(hosts: readonly Placed[]): (node: string) => readonly Placed[] {
  const byNode = new Map<string, Placed[]>();
  for (const host of hosts) {
    const known = byNode.get(host.pod.node);
    if (known === undefined) byNode.set(host.pod.node, [host]);
    else known.push(host);
  }
  const unplaced = byNode.get('unknown') ?? [];
  const none: readonly Placed[] = unplaced;
  return (node) => {
    if (node === 'unknown') return hosts;
    const own = byNode.get(node);
    if (own === undefined) return none;
    return unplaced.length === 0 ? own : [...own, ...unplaced];
  };
}

/** From the answer of their classes to their own. */
function move(compiled: Compiled, family: CompiledFamily, { from, to, pairs }: Meeting, count: Count): void {
  const { answers } = compiled;
  const [out, into] = [answerAt(rowOf(family.egress, from.i), to.i), answerAt(rowOf(family.ingress, to.i), from.i)];
  const was = answers.intersect(answers.of(out.allowed, out.possible), answers.of(into.allowed, into.possible));
  const ends = [
    { kind: 'pod', pod: from.pod },
    { kind: 'pod', pod: to.pod },
  ] as const;
  const own = pairReach(compiled, family, from.i, to.i, ...ends);
  const is = answers.of(own.allowed, own.possible);
  if (was === is) return;
  count(was, -pairs);
  count(is, pairs);
}
