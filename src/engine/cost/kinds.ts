// Pods that no policy can tell apart by labels are one kind: selectors are matched once a kind, and
// counts are multiplied by how many pods the kind has, here and on each node.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { AddressSet, Family } from '../sets/addresses.ts';
import { runs } from '../sets/intervals.ts';
import { compare, type Placement } from './placement.ts';

export interface Kind {
  readonly index: number;
  /** The first of its pods; all have its namespace, labels, network and named ports. */
  readonly pod: Pod;
  readonly pods: readonly Pod[];
  /** How many run on each node, by index of the placement; zeros left out. */
  readonly on: ReadonlyMap<number, number>;
  readonly count: number;
  /** How many addresses its pods have. */
  readonly addresses: Readonly<Record<Family, number>>;
}

/** In the order of namespace, then of what makes the kind: no order of documents matters. */
export function kindsOf(cluster: Cluster, placement: Placement): readonly Kind[] {
  const groups = new Map<string, Pod[]>();
  for (const pod of cluster.pods) {
    const key = kindKey(pod);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => compare(a, b))
    .map(([, pods], index) => kind(index, pods, cluster.families, placement));
}

function kind(index: number, members: readonly Pod[], families: readonly Family[], placement: Placement): Kind {
  const pods = [...members].sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind));
  const on = new Map<number, number>();
  const addresses = { IPv4: 0, IPv6: 0 };
  let count = 0;
  for (const pod of pods) {
    let here = 0;
    for (const [node, running] of placement.on(pod)) {
      on.set(node, (on.get(node) ?? 0) + running);
      here += running;
    }
    count += here;
    // A pod that waits for its address will have one of each family.
    for (const family of families) {
      addresses[family] += pod.addressing === 'assigned' ? addressCount(pod.addresses, family) : here;
    }
  }
  const [first] = pods;
  if (first === undefined) throw new Error('a kind without pods');
  return { index, pod: first, pods, on, count, addresses };
}

function addressCount({ v4, v6 }: AddressSet, family: Family): number {
  if (family === 'IPv4') return [...runs(v4)].reduce((count, [first, end]) => count + end - first, 0);
  return [...runs(v6)].reduce((count, [first, end]) => count + Number(end - first), 0);
}

function kindKey({ namespace, labels, network, ports }: Pod): string {
  const open = labels.open === 'none' || labels.open === 'every-other-key' ? labels.open : [...labels.open].sort();
  return JSON.stringify([
    namespace.name,
    [...labels.values].sort(([a], [b]) => compare(a, b)),
    open,
    network,
    ports.map(({ name, protocol, port, container }) => [name, protocol, port, container]),
  ]);
}
