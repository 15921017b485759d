// The lists of a cluster are sorted by namespace, so what is in one namespace is a run of them: found by halving,
// without an index that every edit would have to make again.

import { firstPlace } from '../sets/first-place.ts';
import type { Pod } from './cluster.ts';

export function podsIn(pods: readonly Pod[], namespace: string): readonly Pod[] {
  return runOf(pods, (pod) => pod.namespace.name, namespace);
}

/** Policies and Services: whatever names its namespace. */
export function namedIn<T extends { readonly namespace: string }>(list: readonly T[], namespace: string): readonly T[] {
  return runOf(list, (each) => each.namespace, namespace);
}

function runOf<T>(sorted: readonly T[], namespaceOf: (item: T) => string, namespace: string): readonly T[] {
  const start = firstPlace(sorted.length, (at) => namespaceOf(sorted[at]!) >= namespace);
  const end = firstPlace(sorted.length, (at) => namespaceOf(sorted[at]!) > namespace);
  return sorted.slice(start, end);
}
