// What a generated cluster will have, before any object is written: small enough to hold at every size, since pods are
// only counted in it.
import type { Labels, NamespacePlan, Policy } from './objects.ts';
import type { Workload } from './workload.ts';

export const PODS_A_NODE = 30;

/** What every profile is asked for. */
export interface Size {
  readonly pods: number;
  readonly seed: number;
}

export interface Plan {
  readonly namespaces: readonly NamespacePlan[];
  readonly workloads: readonly Workload[];
  /** Written one after another, each time anew. */
  readonly policies: () => Iterable<Policy>;
}

export function nodesFor(pods: number): number {
  return Math.max(1, Math.ceil(pods / PODS_A_NODE));
}

export function podsOf(workloads: readonly Workload[]): number {
  return workloads.reduce((sum, { pods }) => sum + pods, 0);
}

/** Every Namespace carries its own name, as the API server writes it there. */
export function namespacePlan(name: string, labels: Labels = {}): NamespacePlan {
  return { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } };
}
