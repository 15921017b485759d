// What differs between two clusters that are mostly the same values: found by walking their lists in step.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { NetworkPolicy } from '../model/policy.ts';
import { type ListDifference, listDifference, sameFrom } from '../sets/list-difference.ts';

export interface Differences {
  readonly policies: ListDifference<NetworkPolicy>;
  readonly pods: ListDifference<Pod>;
}

/** More changes than this are not told one by one. */
const many = 64;

/** 'much': where something else than pods and NetworkPolicies changed, or very many of them. */
export function differences(before: Cluster, after: Cluster): Differences | 'much' {
  const alike =
    before.assumptions === after.assumptions &&
    sameList(before.namespaces, after.namespaces) &&
    sameList(before.clusterPolicies, after.clusterPolicies) &&
    sameList(before.foreignPolicies, after.foreignPolicies) &&
    sameList(before.families, after.families);
  if (!alike) return 'much';
  const policies = listDifference(before.policies, after.policies);
  const pods = listDifference(before.pods, after.pods);
  return isMuch(policies) || isMuch(pods) ? 'much' : { policies, pods };
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && sameFrom(a, 0, b, 0) === a.length);
}

function isMuch({ gone, come }: ListDifference<unknown>): boolean {
  return gone.length + come.length > many;
}
