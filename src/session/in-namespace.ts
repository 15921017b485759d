// The lists of a cluster are sorted by namespace, so what is in one namespace is a run of them: found by halving,
// without an index that an edit would have to keep.

import type { Cluster, Pod } from '../engine/model/cluster.ts';
import type { NetworkPolicy } from '../engine/model/policy.ts';
import type { Service } from '../engine/model/service.ts';

export function podsIn({ pods }: Cluster, namespace: string): readonly Pod[] {
  return runOf(pods, (pod) => pod.namespace.name, namespace);
}

export function policiesIn({ policies }: Cluster, namespace: string): readonly NetworkPolicy[] {
  return runOf(policies, (policy) => policy.namespace, namespace);
}

export function servicesIn({ services }: Cluster, namespace: string): readonly Service[] {
  return runOf(services, (service) => service.namespace, namespace);
}

function runOf<T>(sorted: readonly T[], namespaceOf: (item: T) => string, namespace: string): readonly T[] {
  const start = firstAt(sorted, (item) => namespaceOf(item) >= namespace);
  const end = firstAt(sorted, (item) => namespaceOf(item) > namespace);
  return sorted.slice(start, end);
}

/** The first place from which on `holds` is true. */
function firstAt<T>(sorted: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What stands in one of two lists and not in the other, as identical value. What they begin and end with alike is skipped. */
export function apart<T>(
  before: readonly T[],
  after: readonly T[],
): { readonly gone: readonly T[]; readonly come: readonly T[] } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [oldEnd, newEnd] = [before.length, after.length];
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  const [old, now] = [before.slice(start, oldEnd), after.slice(start, newEnd)];
  const [inOld, inNow] = [new Set(old), new Set(now)];
  return { gone: old.filter((item) => !inNow.has(item)), come: now.filter((item) => !inOld.has(item)) };
}
