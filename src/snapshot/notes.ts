// What a reader should know about the pods of a cluster: finished ones, workloads without replicas,
// policies that select nothing, selectors that ask for labels which files lack.

import type { Cluster, Pod } from '../engine/model/cluster.ts';
import type { ClusterNetworkPolicy, NetworkPolicy, PodScope, Policy } from '../engine/model/policy.ts';
import { isSubject, selectorHolds } from '../engine/model/select.ts';
import { everyAddedKey } from './controller-labels.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Path } from './field.ts';
import { placeOfPod, rangeOf } from './in-order.ts';
import { podScopesOf } from './pod-scopes.ts';
import type { PodObject, WorkloadObject } from './snapshot.ts';

/** What is said of a policy: only of those that something is said of. */
export interface PolicyNote<P extends Policy = NetworkPolicy> {
  readonly policy: P;
  readonly said: readonly Diagnostic[];
}

/** Sorted as the policies are. */
export type PolicyNotes = readonly PolicyNote[];

export function finishedNotes(pods: readonly PodObject[], cluster: Cluster): readonly Diagnostic[] {
  return finishedPods(
    pods.filter(({ phase }) => phase === 'finished'),
    cluster,
  );
}

/** Of workloads that stand for their pods. */
export function replicaNotes(standing: readonly WorkloadObject[]): readonly Diagnostic[] {
  return standing.filter(({ replicas }) => replicas === 0).map(replicasZero);
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
function distinct(pods: readonly Pod[]): readonly Pod[] {
  let known = new Map<unknown, Pod['network']>();
  let last: Pod['namespace'] | undefined;
  return pods.filter(({ namespace, labels, network }) => {
    if (namespace !== last) known = new Map();
    last = namespace;
    const key = labels.open === 'none' ? labels.values : labels;
    if (known.get(key) === network) return false;
    known.set(key, network);
    return true;
  });
}

/** Policies of the list that select no pod; both lists are sorted by namespace. */
export function idlePolicies(policies: readonly NetworkPolicy[], cluster: Cluster): PolicyNotes {
  const notes: PolicyNote[] = [];
  let namespace = '';
  let pods: readonly Pod[] = [];
  for (const policy of policies) {
    if (policy.namespace !== namespace) {
      namespace = policy.namespace;
      const { start, end } = rangeOf(cluster.pods, namespace, placeOfPod);
      pods = distinct(cluster.pods.slice(start, end));
    }
    const said = selectsNothing(policy, pods, cluster);
    if (said !== 'nothing') notes.push({ policy, said: [said] });
  }
  return notes;
}

function selectsNothing(policy: NetworkPolicy, pods: readonly Pod[], { assumptions }: Cluster): Diagnostic | 'nothing' {
  let selects = false;
  for (const pod of pods) {
    if (selectorHolds(policy.subject.pods, pod.labels) === 'no') continue;
    if (pod.network === 'pod' || assumptions['host-network-pods'] !== 'as-nodes') return 'nothing';
    selects = true;
  }
  const message = selects
    ? 'the policy selects only pods on the host network, which policies are taken not to reach'
    : `the policy selects no pod of the input in namespace \`${policy.namespace}\``;
  return info('selects-nothing', message, policy, ['spec', 'podSelector']);
}

/** A subject that cannot be read may be any pod: nothing is said of it here. */
export function idleClusterPolicies({ clusterPolicies, pods, assumptions }: Cluster): readonly Diagnostic[] {
  const readable = clusterPolicies.filter(({ subject }) => subject !== 'unreadable');
  if (readable.length === 0) return [];
  const different = distinct(pods);
  const idle = ({ subject }: ClusterNetworkPolicy) =>
    different.every((pod) => isSubject(subject, pod, assumptions).holds === 'no');
  return readable.filter(idle).map((policy) => {
    const message = 'the policy selects no pod of the input; pods on the host network it never selects';
    return info('selects-nothing', message, policy, ['spec', 'subject']);
  });
}

/** Selectors that name a label which a controller adds: of pods that don't exist yet its value is not known. */
export function unknowableLabels<P extends Policy>(
  policies: readonly P[],
  { pods }: Cluster,
): readonly PolicyNote<P>[] {
  if (policies.length === 0) return [];
  const standing = pods.filter((pod) => typeof pod.labels.open === 'object');
  if (standing.length === 0) return [];
  const notes = policies.map((policy) => ({
    policy,
    said: podScopesOf(policy).flatMap(({ scope, path }) => {
      const keys = scope.pods.map(({ key }) => key).filter((key) => everyAddedKey.has(key));
      if (keys.length === 0) return [];
      const pod = standing.find((candidate) => mayMatch(scope, candidate));
      return pod === undefined ? [] : [labelUnknowable(policy, path, keys, pod)];
    }),
  }));
  return notes.filter(({ said }) => said.length > 0);
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
