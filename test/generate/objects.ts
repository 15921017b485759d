// The parts that Kubernetes objects share, as the API server would have filled them in.
import type { Random } from './random.ts';

export type Labels = Readonly<Record<string, string>>;

export interface NamespacePlan {
  readonly name: string;
  readonly labels: Labels;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
}

export interface Policy extends KubernetesObject {
  readonly kind: 'NetworkPolicy' | 'ClusterNetworkPolicy';
  readonly spec: object;
}

interface Keyed {
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

/** As the API server lists what is of one kind: by namespace and name. */
export function inKeyOrder<T extends Keyed>(objects: readonly T[]): readonly T[] {
  const keyed = objects.map((object) => ({
    object,
    key: `${object.metadata.namespace ?? ''}/${object.metadata.name}`,
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ object }) => object);
}

export function uid(chance: Random): string {
  return `${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-a${chance.hex(3)}-${chance.hex(12)}`;
}

/** Within the first 28 days of a month, so that every one of them exists. */
export function instant(chance: Random): string {
  const two = (most: number, least = 0) => `${chance.between(least, most)}`.padStart(2, '0');
  return `2026-${two(9, 1)}-${two(28, 1)}T${two(23)}:${two(59)}:${two(59)}Z`;
}

/** What the API server adds to what its user wrote. */
export function given(chance: Random): { uid: string; resourceVersion: string; creationTimestamp: string } {
  return { uid: uid(chance), resourceVersion: `${chance.between(1e8, 9e8)}`, creationTimestamp: instant(chance) };
}

export function namespaceObject({ name, labels }: NamespacePlan, chance: Random): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...given(chance), labels, name },
    ...{ spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
  };
}

export function networkPolicy(namespace: string, name: string, spec: object, chance: Random): Policy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { ...given(chance), ...{ generation: 1 }, name, namespace },
    spec,
  };
}

export function clusterNetworkPolicy(name: string, spec: object, chance: Random): Policy {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { ...given(chance), ...{ generation: 1 }, name },
    spec,
  };
}
