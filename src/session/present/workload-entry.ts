// The workloads that some pods make up: how policies isolate them, where they run, what they are labelled.

import { mayJudge } from '../../engine/answer/foreign.ts';
import { isolation } from '../../engine/answer/isolation.ts';
import { podsOfUnits } from '../../engine/answer/units.ts';
import type { Cluster, Pod } from '../../engine/model/cluster.ts';
import { namedIn } from '../../engine/model/in-namespace.ts';
import type { LabelSet } from '../../engine/model/labels.ts';
import type { Direction, NetworkPolicy } from '../../engine/model/policy.ts';
import { isSubject } from '../../engine/model/select.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import { or, type Ternary } from '../../engine/sets/ternary.ts';
import type { Isolated, WorkloadView } from '../questions.ts';
import { podView, workloadView } from './ends.ts';
import { isAbout } from './policy-entry.ts';

/** Of pods of one namespace. */
export function workloadEntries(pods: readonly Pod[], cluster: Cluster): readonly WorkloadView[] {
  const fates = fatesOf(pods, cluster);
  return [...podsOfUnits({ ...cluster, pods }, 'workload').values()].flatMap((members) =>
    workloadEntry(members, cluster, fates),
  );
}

type Fates = (pod: Pod) => Readonly<Record<Direction, Ternary>>;

/** Of pods of one namespace, how many are isolated. */
export function isolatedCounts(pods: readonly Pod[], cluster: Cluster): Readonly<Record<Direction, Isolated>> {
  const fates = fatesOf(pods, cluster);
  const counts = { ingress: { yes: 0, no: 0, unknown: 0 }, egress: { yes: 0, no: 0, unknown: 0 } };
  for (const pod of pods) {
    const { ingress, egress } = fates(pod);
    counts.ingress[ingress] += 1;
    counts.egress[egress] += 1;
  }
  return counts;
}

/** Pods with the same labels and network have one fate, which is worked out once. */
function fatesOf([first]: readonly Pod[], cluster: Cluster): Fates {
  const own = first === undefined ? [] : namedIn(cluster.policies, first.namespace.name);
  const of = (pod: Pod, direction: Direction) =>
    isolation({ ...cluster, policies: deciding(own, direction) }, pod, direction);
  const known = new Map<unknown, ReturnType<Fates>>();
  return (pod) => {
    const like = pod.network === 'host' || pod.labels.open !== 'none' ? pod : pod.labels.values;
    const fate = known.get(like) ?? { ingress: of(pod, 'ingress'), egress: of(pod, 'egress') };
    known.set(like, fate);
    return fate;
  };
}

/** Where one policy selects every pod of the namespace, the others isolate no more than it does. */
function deciding(policies: readonly NetworkPolicy[], direction: Direction): readonly NetworkPolicy[] {
  const forAll = policies.find((policy) => policy[direction] !== 'open' && policy.subject.pods.length === 0);
  return forAll === undefined ? policies : [forAll];
}

function workloadEntry(pods: readonly Pod[], cluster: Cluster, fates: Fates): readonly WorkloadView[] {
  const [first] = pods;
  if (first === undefined) return [];
  return [
    {
      workload: workloadView(first.workload),
      pods: pods.map((pod) => ({
        pod: podView(pod),
        node: pod.node === 'unknown' ? '' : pod.node,
        addresses:
          pod.addressing === 'assigned' ? cidrCover(pod.addresses).map((cidr) => cidr.replace(/\/(32|128)$/, '')) : [],
      })),
      isolated: {
        ingress: together(pods.map((pod) => fates(pod).ingress)),
        egress: together(pods.map((pod) => fates(pod).egress)),
      },
      judged: {
        ingress: together(pods.map((pod) => judged(pod, 'ingress', cluster))),
        egress: together(pods.map((pod) => judged(pod, 'egress', cluster))),
      },
      labels: record(first.labels),
      hostNetwork: first.network === 'host',
    },
  ];
}

function together(list: readonly Ternary[]): Ternary {
  return new Set(list).size === 1 ? (list[0] ?? 'unknown') : 'unknown';
}

/** Whether a cluster-wide policy that is about the direction selects the pod; open where one that we don't read may. */
function judged(pod: Pod, direction: Direction, cluster: Cluster): Ternary {
  const { clusterPolicies, foreignPolicies, assumptions } = cluster;
  const counts = assumptions['foreign-policies'] === 'unknown';
  const mayBe = foreignPolicies.some(
    (policy) => counts && policy.effect !== 'note' && mayJudge(policy, direction, pod, cluster),
  );
  return clusterPolicies
    .filter((policy) => isAbout(policy, direction))
    .map((policy) => isSubject(policy.subject, pod, assumptions).holds)
    .reduce(or, mayBe ? 'unknown' : 'no');
}

export function record({ values }: LabelSet): Readonly<Record<string, string>> {
  return Object.fromEntries(values);
}
