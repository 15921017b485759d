// The levels at which flows are told: pods, workloads, namespaces; and outside addresses.

import type { Cluster, Node, Pod, Workload } from '../model/cluster.ts';
import type { AddressSet } from '../sets/addresses.ts';

export type Level = 'pod' | 'workload' | 'namespace';

export type Unit =
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'workload'; readonly workload: Workload }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'external'; readonly addresses: AddressSet };

/** How pods are told: all at one level, or each as a function says. */
export type Grouping = Level | ((pod: Pod) => Unit);

export function unitOf(pod: Pod, level: Grouping): Unit {
  if (typeof level === 'function') return level(pod);
  if (level === 'namespace') return { kind: 'namespace', name: pod.namespace.name };
  return level === 'pod' ? { kind: 'pod', pod } : { kind: 'workload', workload: pod.workload };
}

/** Sorts units, and is equal for equal ones: namespace, name, kind; namespaces, the outside and nodes last. */
export function unitKey(unit: Unit): string {
  switch (unit.kind) {
    case 'pod':
      return `0 ${unit.pod.namespace.name}/${unit.pod.name}/${unit.pod.kind}`;
    case 'workload':
      return `0 ${unit.workload.namespace}/${unit.workload.name}/${unit.workload.kind}`;
    case 'namespace':
      return `1 ${unit.name}`;
    case 'node':
      return `3 ${unit.node.name}`;
    case 'external':
      return `2 ${unit.addresses.v4.join(',')}|${unit.addresses.v6.join(',')}`;
  }
}

/** Units of a level that the cluster's pods make up, by key. */
export function podsOfUnits(cluster: Cluster, level: Grouping): ReadonlyMap<string, readonly Pod[]> {
  const units = new Map<string, Pod[]>();
  for (const pod of cluster.pods) {
    const key = unitKey(unitOf(pod, level));
    const known = units.get(key);
    if (known === undefined) units.set(key, [pod]);
    else known.push(pod);
  }
  return units;
}

/** Whether two replicas exist that this one entry of the input stands for. */
export function standsForSeveral(pod: Pod): boolean {
  return pod.replicas === 'one-a-node' || pod.replicas > 1;
}
