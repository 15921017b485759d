// The attack graph: what is held as nodes, steps as edges. graphology holds it at the size that people walk
// and look at; who reaches whom is the engine's answer, and which steps there are the attack room's.

import Graph from 'graphology';
import type { Pod } from '../model/cluster.ts';
import type { AddressSet } from '../sets/addresses.ts';
import type { PortSet } from '../sets/ports.ts';

export type Certainty = 'certain' | 'possible';

/** A node: a pod, or the internet. `hops` is 0 for the starts. */
export interface Held {
  readonly pod: Pod | 'internet';
  readonly hops: number;
  readonly certainty: Certainty;
}

/** An edge: the ports that were open, allowed ⊆ possible. `outside` tells the addresses of reach-internet. */
export interface AttackStep {
  readonly opening: { readonly allowed: PortSet; readonly possible: PortSet };
  readonly certainty: Certainty;
  readonly outside: AddressSet | 'none';
}

export type AttackGraph = Graph<Held, AttackStep>;

export const internetKey = 'internet';

export function podKey({ kind, namespace, name }: Pod): string {
  return `${namespace.name}/${kind}/${name}`;
}

export function startingFrom(starts: readonly Pod[]): AttackGraph {
  const graph: AttackGraph = new Graph({ type: 'directed' });
  for (const pod of starts) graph.mergeNode(podKey(pod), { pod, hops: 0, certainty: 'certain' });
  return graph;
}

/** The node by whose step this one was first reached: by a certain step before a possible one, then by name. */
export function firstParent(graph: AttackGraph, key: string): string | undefined {
  const edges = graph.mapInEdges(key, (_, { certainty }, source) => ({ source, rank: `${certainty} ${source}` }));
  return edges.toSorted((a, b) => (a.rank < b.rank ? -1 : 1))[0]?.source;
}
