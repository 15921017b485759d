// A blast as an attack graph that can be told: each reached pod by itself while they are few. More of them are told by
// their first: those of one workload that are reached alike, and of very many those of one namespace.

import type { CompiledFamily } from '../compile/compile.ts';
import { type AttackGraph, internetKey, podKey, startingFrom } from '../graph/attack-graph.ts';
import type { Pod } from '../model/cluster.ts';
import { entry } from '../sets/entry.ts';
import type { Blast } from './blast-radius.ts';

export type ToldBy = 'pod' | 'workload' | 'namespace';

export interface Told {
  readonly graph: AttackGraph;
  readonly by: ToldBy;
  /** Nearer ones first, then in the order of their keys; `node` is the one of the graph that stands for it. */
  readonly pods: readonly { readonly pod: Pod; readonly key: string; readonly hops: number; readonly node: string }[];
}

interface Reached {
  readonly pod: Pod;
  readonly key: string;
  readonly hops: number;
  readonly from: Pod;
}

/** At most so many nodes; of more, one for each namespace and number of steps. */
export const mostTold = 2_000;

export function told(blast: Blast, starts: readonly Pod[], families: readonly CompiledFamily[], most = mostTold): Told {
  const reached = blast.pods
    .flatMap(({ pods, hops, from }) => pods.map((pod): Reached => ({ pod, key: podKey(pod), hops, from })))
    .sort((a, b) => a.hops - b.hops || (a.key < b.key ? -1 : 1));
  const nodes = nodesFor(reached, starts, families, most);
  const graph = startingFrom(starts);
  for (const [node, { pod, hops, from, pods }] of nodes.first) {
    graph.addNode(node, { pod, hops, certainty: 'possible', pods });
    graph.addEdge(nodes.of.get(from) ?? podKey(from), node, { certainty: 'possible', from });
  }
  if (blast.internet !== 'not-reached') {
    const { hops, from, certainty } = blast.internet;
    graph.addNode(internetKey, { pod: 'internet', hops, certainty, pods: 0 });
    graph.addEdge(nodes.of.get(from) ?? podKey(from), internetKey, { certainty, from });
  }
  const pods = reached.map(({ pod, key, hops }) => ({ pod, key, hops, node: nodes.of.get(pod) ?? key }));
  return { graph, by: nodes.by, pods };
}

interface Nodes {
  readonly by: ToldBy;
  /** By key: the first pod of each, and how many it stands for. */
  readonly first: ReadonlyMap<string, Reached & { readonly pods: number }>;
  readonly of: ReadonlyMap<Pod, string>;
}

function nodesFor(
  reached: readonly Reached[],
  starts: readonly Pod[],
  families: readonly CompiledFamily[],
  most: number,
): Nodes {
  if (reached.length <= most) return nodesBy('pod', reached, starts, ({ key }) => key);
  const byWorkload = nodesBy('workload', reached, starts, ({ pod, from }, parent) => {
    const classes = families.map(({ classes: { ofPod } }) => ofPod.get(pod)).join();
    const onNode = from.node === pod.node && (from.network === 'host' || pod.network === 'host');
    return `${parent} ${pod.workload.namespace}/${pod.workload.kind}/${pod.workload.name} ${classes} ${onNode}`;
  });
  if (byWorkload.first.size <= most) return byWorkload;
  return nodesBy('namespace', reached, starts, ({ pod }) => pod.namespace.name);
}

/** Pods of one node are reached by as many steps. */
function nodesBy(
  by: ToldBy,
  reached: readonly Reached[],
  starts: readonly Pod[],
  group: (one: Reached, parent: string) => string,
): Nodes {
  const of = new Map(starts.map((pod) => [pod, podKey(pod)]));
  const groups = new Map<string, Reached & { pods: number }>();
  for (const one of reached) {
    const parent = of.get(one.from) ?? '';
    const first = entry(groups, `${one.hops} ${group(one, parent)}`, () => ({ ...one, pods: 0 }));
    first.pods++;
    of.set(one.pod, first.key);
  }
  return { by, of, first: new Map([...groups.values()].map((first) => [first.key, first])) };
}
