// Which pods run on which node. State and dispatch are per node, so a cost needs a placement even where
// the input has none: then the pods of each workload are dealt out one after another, the next workload
// going on where the last one stopped. Node loads differ by one pod at most, and no order of documents matters.

import type { Cluster, Pod } from '../model/cluster.ts';

export interface Placement {
  /** 'snapshot': every pod says its node. 'spread': at least one was dealt out. */
  readonly how: 'snapshot' | 'spread';
  readonly nodes: readonly string[];
  /** How many of a pod (a workload that stands for its pods is many) run on which node, by index; zeros left out. */
  readonly on: (pod: Pod) => ReadonlyMap<number, number>;
}

/** Kubernetes supports 5,000 nodes; a number beyond this is a slip, not a cluster. */
export const mostNodes = 10_000;
const assumedNodes = 3;

export function place(cluster: Cluster, nodes: number | 'from-input'): Placement {
  const known = [...new Set(cluster.pods.flatMap(({ node }) => (node === 'unknown' ? [] : [node])))].sort(compare);
  const keeps = nodes === 'from-input';
  const names = keeps && known.length > 0 ? known : numbered(keeps ? assumedNodes : nodes);
  const on = new Map<Pod, ReadonlyMap<number, number>>();
  let cursor = 0;
  let dealt = names !== known;
  for (const pod of [...cluster.pods].sort(byWorkload)) {
    if (pod.replicas === 'one-a-node') {
      on.set(pod, new Map(names.map((_, node) => [node, 1])));
    } else if (keeps && pod.node !== 'unknown') {
      on.set(pod, new Map([[names.indexOf(pod.node), pod.replicas]]));
    } else {
      on.set(pod, deal(pod.replicas, cursor, names.length));
      cursor = (cursor + pod.replicas) % names.length;
      dealt = true;
    }
  }
  return { how: dealt ? 'spread' : 'snapshot', nodes: names, on: (pod) => on.get(pod) ?? nowhere };
}

const nowhere: ReadonlyMap<number, number> = new Map();

function numbered(asked: number): readonly string[] {
  const count = Number.isFinite(asked) ? Math.min(mostNodes, Math.max(1, Math.floor(asked))) : assumedNodes;
  return Array.from({ length: count }, (_, i) => `node-${i + 1}`);
}

/** By arithmetic, since replicas may be any number. */
function deal(replicas: number, start: number, nodes: number): ReadonlyMap<number, number> {
  const each = Math.floor(replicas / nodes);
  const rest = replicas % nodes;
  const counts = new Map<number, number>();
  for (let i = 0; i < (each > 0 ? nodes : rest); i++) counts.set((start + i) % nodes, each + (i < rest ? 1 : 0));
  return counts;
}

function byWorkload(a: Pod, b: Pod): number {
  return (
    compare(a.workload.namespace, b.workload.namespace) ||
    compare(a.workload.kind, b.workload.kind) ||
    compare(a.workload.name, b.workload.name) ||
    compare(a.name, b.name) ||
    compare(a.kind, b.kind)
  );
}

/** By UTF-16 units: the same everywhere, unlike localeCompare. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
