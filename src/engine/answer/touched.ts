// Which pods a difference between two inputs may concern: those that say something else themselves, and those that an
// edited policy selects. What two other pods may send to each other is what it was.

import type { Cluster, Pod } from '../model/cluster.ts';
import { podsIn } from '../model/in-namespace.ts';
import type { AnyPolicy } from '../model/policy.ts';
import { isSubject } from '../model/select.ts';
import { isSameMeaning, isSamePod } from './same-meaning.ts';

/** Of both sides. */
export function touchedPods(before: Cluster, after: Cluster): ReadonlySet<Pod> {
  if (!isSameMeaning(before.assumptions, after.assumptions) || before.families.join() !== after.families.join()) {
    return new Set([...before.pods, ...after.pods]);
  }
  const pods = apart(before.pods, after.pods, podKey, isSamePod);
  const policies = apart<AnyPolicy>(everyPolicy(before), everyPolicy(after), policyKey, isSameMeaning);
  return new Set([
    ...pods.gone,
    ...pods.come,
    ...policies.gone.flatMap((policy) => selected(policy, before)),
    ...policies.come.flatMap((policy) => selected(policy, after)),
  ]);
}

export function podKey({ kind, namespace, name }: Pod): string {
  return `${kind} ${namespace.name}/${name}`;
}

export function policyKey(policy: AnyPolicy): string {
  return 'namespace' in policy ? `${policy.kind} ${policy.namespace}/${policy.name}` : `${policy.kind} ${policy.name}`;
}

function everyPolicy({ policies, clusterPolicies, foreignPolicies }: Cluster): readonly AnyPolicy[] {
  return [...policies, ...clusterPolicies, ...foreignPolicies];
}

/** The pods that a policy judges, or may. */
export function selected(policy: AnyPolicy, cluster: Cluster): readonly Pod[] {
  const { subject } = policy;
  const named = subject !== 'unreadable' && subject.namespaces.kind === 'named' ? subject.namespaces.name : 'any';
  const pods = named === 'any' ? cluster.pods : podsIn(cluster.pods, named);
  return pods.filter((pod) => isSubject(subject, pod, cluster.assumptions).holds !== 'no');
}

/** What stands on one side alone, or says something else there. */
export function apart<T extends object>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (each: T) => string,
  isAlike: (a: T, b: T) => boolean,
): { readonly gone: readonly T[]; readonly come: readonly T[] } {
  const kept = new Set(before);
  const moved = after.filter((each) => !kept.delete(each));
  const others = new Map([...kept].map((each) => [keyOf(each), each]));
  const come = moved.filter((each) => {
    const key = keyOf(each);
    const other = others.get(key);
    if (other === undefined || !isAlike(other, each)) return true;
    others.delete(key);
    return false;
  });
  return { gone: [...others.values()], come };
}
