// Flows between nodes and the pods of the cluster: what `flows --nodes` adds. A pod's own node reaches it under
// any NetworkPolicy (R80); other nodes are addresses like any other (R82).

import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Endpoint, Node, Pod } from '../model/cluster.ts';
import { difference, intersection, union } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet } from '../sets/ports.ts';
import { nodeAsDestination, nodeAsSource } from './node-ends.ts';
import { type Reach, reach } from './reach.ts';
import { reachable } from './reachable.ts';
import { type FlowItem, reaches } from './tally.ts';
import { type Level, podsOfUnits, type Unit, unitOf } from './units.ts';
import { distinctReasons } from './verdict.ts';

/** Pods on the host network are left out: between them and the nodes no policy stands. Sorted by unit, then node. */
export function nodeFlows(compiled: Compiled, level: Level): readonly FlowItem[] {
  const { cluster } = compiled;
  const units = [...podsOfUnits(cluster, level).values()].flatMap((all) => {
    const pods = all.filter(({ network }) => network === 'pod');
    const [first] = pods;
    return first === undefined ? [] : [{ unit: unitOf(first, level), pods }];
  });
  const memo: Memo = new Map();
  return units.flatMap(({ unit, pods }) =>
    cluster.nodes.flatMap((node) => {
      const end: Unit = { kind: 'node', node };
      return [
        { from: unit, to: end, ...folded(pods.map((pod) => asked(compiled, pod, node, 'to', memo))) },
        { from: end, to: unit, ...folded(pods.map((pod) => asked(compiled, pod, node, 'from', memo))) },
      ].filter(reaches);
    }),
  );
}

interface Asked {
  readonly reach: readonly Reach[];
  readonly because: readonly Reason[];
}

type Memo = Map<string, Asked>;

/** Pods of one class have one answer, but for whether the node is their own. */
function asked(compiled: Compiled, pod: Pod, node: Node, role: 'from' | 'to', memo: Memo): Asked {
  const place = pod.node === 'unknown' ? 'perhaps' : pod.node === node.name ? 'own' : 'other';
  const classes = compiled.families.map(({ classes }) => classes.ofPod.get(pod) ?? -1);
  const key = `${role} ${node.name} ${place} ${classes.join(',')}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = judged(compiled, pod, node, role);
  memo.set(key, made);
  return made;
}

function judged(compiled: Compiled, pod: Pod, node: Node, role: 'from' | 'to'): Asked {
  const { cluster } = compiled;
  const end: Endpoint = { kind: 'pod', pod };
  const [from, to] =
    role === 'from' ? [nodeAsSource(node, cluster), end] : ([end, nodeAsDestination(node, cluster)] as const);
  const because = reach(cluster, from, to, everyPort).flatMap((each) => each.because);
  return { reach: reachable(compiled, from, to), because };
}

function folded(all: readonly Asked[]): Omit<FlowItem, 'from' | 'to'> {
  let every: PortSet = everyPort;
  let some: PortSet = noPorts;
  let unknown: PortSet = noPorts;
  for (const { reach: families } of all) {
    if (families.length === 0) every = noPorts;
    for (const { allowed, possible } of families) {
      every = intersection(every, allowed);
      some = union(some, allowed);
      unknown = union(unknown, difference(possible, allowed));
    }
  }
  const because = distinctReasons(all.flatMap((each) => each.because));
  return { ports: every, unknown, partial: difference(some, every), because };
}
