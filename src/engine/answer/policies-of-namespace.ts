// The NetworkPolicies that can select a pod at all: those of its namespace (R10). Explaining asks for them once a pair
// of ends, and a cluster has thousands of policies: they are parted once for each list.

import type { NetworkPolicy } from '../model/policy.ts';

const parted = new WeakMap<readonly NetworkPolicy[], ReadonlyMap<string, readonly NetworkPolicy[]>>();

/** In the order of the list. */
export function policiesOfNamespace(policies: readonly NetworkPolicy[], namespace: string): readonly NetworkPolicy[] {
  const known = parted.get(policies) ?? byNamespace(policies);
  parted.set(policies, known);
  return known.get(namespace) ?? [];
}

function byNamespace(policies: readonly NetworkPolicy[]): ReadonlyMap<string, readonly NetworkPolicy[]> {
  const found = new Map<string, NetworkPolicy[]>();
  for (const policy of policies) {
    const others = found.get(policy.namespace);
    if (others === undefined) found.set(policy.namespace, [policy]);
    else others.push(policy);
  }
  return found;
}
