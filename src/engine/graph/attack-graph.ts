// The attack graph as people look at it: what is told as nodes, and the step by which each is first reached as edges.
// graphology holds it at that size; who reaches whom is the engine's answer, and which steps there are the attack room's.

import Graph from 'graphology';
import type { Pod } from '../model/cluster.ts';

export type Certainty = 'certain' | 'possible';

/** A node: a pod, or the internet. `hops` is 0 for the starts. */
export interface Held {
  readonly pod: Pod | 'internet';
  readonly hops: number;
  readonly certainty: Certainty;
  /** How many pods it is told for, itself among them; 0 for the internet. */
  readonly pods: number;
}

export interface AttackStep {
  readonly certainty: Certainty;
  /** The pod that takes it: the node that it comes from, or one that this is told for. */
  readonly from: Pod;
}

export type AttackGraph = Graph<Held, AttackStep>;

export const internetKey = 'internet';

export function podKey({ kind, namespace, name }: Pod): string {
  return `${namespace.name}/${kind}/${name}`;
}

export function startingFrom(starts: readonly Pod[]): AttackGraph {
  const graph: AttackGraph = new Graph({ type: 'directed' });
  for (const pod of starts) graph.mergeNode(podKey(pod), { pod, hops: 0, certainty: 'certain', pods: 1 });
  return graph;
}

/** The node from which this one is first reached. */
export function parentOf(graph: AttackGraph, key: string): string | undefined {
  return graph.inNeighbors(key)[0];
}
