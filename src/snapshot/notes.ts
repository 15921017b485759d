// What a reader should know about the pods of a cluster: finished ones, workloads without replicas,
// policies that select nothing, selectors that ask for labels which files lack.

import type { Cluster, Pod } from '../engine/model/cluster.ts';
import type { ClusterNetworkPolicy, NetworkPolicy, PodScope, Policy } from '../engine/model/policy.ts';
import { isSubject, selectorHolds } from '../engine/model/select.ts';
import { everyAddedKey } from './controller-labels.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Path } from './field.ts';
import { podScopesOf } from './pod-scopes.ts';
import type { PodObject, Snapshot, WorkloadObject } from './snapshot.ts';

export function notes(
  { objects }: Snapshot,
  standing: readonly WorkloadObject[],
  cluster: Cluster,
): readonly Diagnostic[] {
  const finished = objects.filter((object) => object.kind === 'Pod').filter((pod) => pod.phase === 'finished');
  const different = distinctByNamespace(cluster.pods);
  return [
    ...finishedPods(finished, cluster),
    ...standing.filter((workload) => workload.replicas === 0).map(replicasZero),
    ...cluster.policies.flatMap((policy) => selectsNothing(policy, different.get(policy.namespace) ?? [], cluster)),
    ...selectNothing(cluster, [...different.values()].flat()),
    ...unknowableLabels(cluster),
  ];
}

function finishedPods(finished: readonly PodObject[], { assumptions }: Cluster): readonly Diagnostic[] {
  const [first] = finished;
  if (first === undefined) return [];
  const what = finished.length === 1 ? 'pod has' : 'pods have';
  const fate = assumptions['finished-pods'] === 'ignore' ? 'left out, since its address may be used again' : 'counted';
  return [
    info('finished-pod', `${finished.length} ${what} ended (Succeeded or Failed): ${fate}`, first, ['status', 'phase']),
  ];
}

function replicasZero(workload: WorkloadObject): Diagnostic {
  const { kind, namespace, name } = workload;
  const count = kind === 'Job' || kind === 'CronJob' ? 'parallelism' : 'replicas';
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', count] : ['spec', count];
  const message = `${kind} ${namespace}/${name} has ${count} 0: it has no pod now, and is answered for as if it had`;
  return info('replicas-zero', message, workload, path);
}

/** One pod for each different set of labels in a namespace: a selector cannot tell the others apart. */
function distinctByNamespace(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const byNamespace = new Map<string, Map<string, Pod>>();
  for (const pod of pods) {
    const known = byNamespace.get(pod.namespace.name) ?? new Map<string, Pod>();
    byNamespace.set(pod.namespace.name, known);
    const open = typeof pod.labels.open === 'object' ? [...pod.labels.open] : [];
    known.set(JSON.stringify([pod.network, [...pod.labels.values].sort(), open]), pod);
  }
  return new Map([...byNamespace].map(([name, known]) => [name, [...known.values()]]));
}

function selectsNothing(policy: NetworkPolicy, pods: readonly Pod[], { assumptions }: Cluster): readonly Diagnostic[] {
  const selected = pods.filter((pod) => selectorHolds(policy.subject.pods, pod.labels) !== 'no');
  const counted = selected.some((pod) => pod.network === 'pod' || assumptions['host-network-pods'] !== 'as-nodes');
  if (counted) return [];
  const message =
    selected.length === 0
      ? `the policy selects no pod of the input in namespace \`${policy.namespace}\``
      : 'the policy selects only pods on the host network, which policies are taken not to reach';
  return [info('selects-nothing', message, policy, ['spec', 'podSelector'])];
}

/** A subject that cannot be read may be any pod: nothing is said of it here. */
function selectNothing({ clusterPolicies, assumptions }: Cluster, pods: readonly Pod[]): readonly Diagnostic[] {
  const idle = (policy: ClusterNetworkPolicy) =>
    pods.every((pod) => isSubject(policy.subject, pod, assumptions).holds === 'no');
  return clusterPolicies
    .filter((policy) => policy.subject !== 'unreadable' && idle(policy))
    .map((policy) => {
      const message = 'the policy selects no pod of the input; pods on the host network it never selects';
      return info('selects-nothing', message, policy, ['spec', 'subject']);
    });
}

/** Selectors that name a label which a controller adds: of pods that don't exist yet its value is not known. */
function unknowableLabels({ policies, clusterPolicies, pods }: Cluster): readonly Diagnostic[] {
  const standing = pods.filter((pod) => typeof pod.labels.open === 'object');
  if (standing.length === 0) return [];
  return [...policies, ...clusterPolicies].flatMap((policy) =>
    podScopesOf(policy).flatMap(({ scope, path }) => {
      const keys = scope.pods.map(({ key }) => key).filter((key) => everyAddedKey.has(key));
      if (keys.length === 0) return [];
      const pod = standing.find((candidate) => mayMatch(scope, candidate));
      return pod === undefined ? [] : [labelUnknowable(policy, path, keys, pod)];
    }),
  );
}

function mayMatch({ namespaces, pods }: PodScope, pod: Pod): boolean {
  const inNamespace =
    namespaces.kind === 'named'
      ? namespaces.name === pod.namespace.name
      : selectorHolds(namespaces.selector, pod.namespace.labels) !== 'no';
  return inNamespace && selectorHolds(pods, pod.labels) === 'unknown';
}

function labelUnknowable(policy: Policy, path: Path, keys: readonly string[], pod: Pod): Diagnostic {
  const named = keys.map((key) => `\`${key}\``).join(', ');
  const message = `${named} is set by a controller, and the input has no pods of ${pod.kind} ${pod.namespace.name}/${pod.name}: whether they match is unknown`;
  return { severity: 'warning', code: 'label-unknowable', message, origin: policy.origin, path };
}

function info(
  code: Diagnostic['code'],
  message: string,
  { origin }: Pick<PodObject, 'origin'>,
  path: Path,
): Diagnostic {
  return { severity: 'info', code, message, origin, path };
}
