// What the session holds now: for the page's lists, and for sentences such as "11 policies, 40 pods".

import { mayJudge } from '../../engine/answer/foreign.ts';
import { isolation } from '../../engine/answer/isolation.ts';
import { podsOfUnits } from '../../engine/answer/units.ts';
import type { Cluster, Pod } from '../../engine/model/cluster.ts';
import type { LabelSet } from '../../engine/model/labels.ts';
import type { Direction, Policy } from '../../engine/model/policy.ts';
import { isSubject } from '../../engine/model/select.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import { or, type Ternary } from '../../engine/sets/ternary.ts';
import { identityOf } from '../../snapshot/collected.ts';
import type { DiagnosticView, ObjectView } from '../answers.ts';
import type { Held } from '../held.ts';
import type { Places } from '../places.ts';
import type { Inventory, PolicyView, WorkloadView } from '../questions.ts';
import { podView, policyView, serviceView, workloadView } from './ends.ts';

export interface Texts {
  readonly digest: string;
  readonly diagnostics: readonly DiagnosticView[];
  readonly textOf: (policy: Policy) => string;
}

export function inventory(held: Held, places: Places, { digest, diagnostics, textOf }: Texts): Inventory {
  const { cluster, snapshot } = held.now;
  const workloads = [...podsOfUnits(cluster, 'workload').values()];
  return {
    kind: 'Inventory',
    digest,
    files: held.sources.map(({ file, text }) => ({
      file,
      bytes: text.length,
      objects: snapshot.objects.filter(({ origin }) => origin.file === file).length,
    })),
    counts: {
      pods: cluster.pods.length,
      workloads: workloads.length,
      namespaces: cluster.namespaces.length,
      policies: policiesOf(cluster).length,
    },
    namespaces: cluster.namespaces.map(({ name, labels, origin }) => ({
      name,
      given: origin !== 'not-given',
      labels: record(labels),
    })),
    workloads: workloads.flatMap((pods) => workloadEntry(pods, cluster)),
    policies: policiesOf(cluster).map((policy) => policyEntry(policy, held, places, textOf)),
    ends: [
      ...cluster.services.map(serviceView),
      ...cluster.nodes.map(({ name }): ObjectView => ({ kind: 'Node', name })),
    ],
    assumptions: held.assumptions,
    diagnostics,
  };
}

function workloadEntry(pods: readonly Pod[], cluster: Cluster): readonly WorkloadView[] {
  const [first] = pods;
  if (first === undefined) return [];
  const fates = pods.map((pod) => ({
    ingress: isolation(cluster, pod, 'ingress'),
    egress: isolation(cluster, pod, 'egress'),
  }));
  const all = (list: readonly ('yes' | 'no' | 'unknown')[]) =>
    new Set(list).size === 1 ? (list[0] ?? 'unknown') : 'unknown';
  return [
    {
      workload: workloadView(first.workload),
      pods: pods.map((pod) => ({
        pod: podView(pod),
        node: pod.node === 'unknown' ? '' : pod.node,
        addresses:
          pod.addressing === 'assigned' ? cidrCover(pod.addresses).map((cidr) => cidr.replace(/\/(32|128)$/, '')) : [],
      })),
      isolated: { ingress: all(fates.map((fate) => fate.ingress)), egress: all(fates.map((fate) => fate.egress)) },
      judged: {
        ingress: all(pods.map((pod) => judged(pod, 'ingress', cluster))),
        egress: all(pods.map((pod) => judged(pod, 'egress', cluster))),
      },
      labels: record(first.labels),
      hostNetwork: first.network === 'host',
    },
  ];
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

function record({ values }: LabelSet): Readonly<Record<string, string>> {
  return Object.fromEntries(values);
}

/** Those of namespaces, then those of the whole cluster in the order in which they are asked. */
function policiesOf({ policies, clusterPolicies }: Cluster): readonly Policy[] {
  return [...policies, ...clusterPolicies];
}

function policyEntry(policy: Policy, held: Held, places: Places, textOf: Texts['textOf']): PolicyView {
  const { pods, assumptions } = held.now.cluster;
  const selected = pods.filter((pod) => isSubject(policy.subject, pod, assumptions).holds === 'yes');
  const subjects = new Map(
    selected.map(({ workload }) => [`${workload.kind}/${workload.name}`, workloadView(workload)]),
  );
  return {
    policy: policyView(policy),
    at: places.ofPolicy(policy),
    text: textOf(policy),
    state: stateOf(policy, held),
    isolates: { ingress: isAbout(policy, 'ingress'), egress: isAbout(policy, 'egress') },
    selects: selected.length,
    subjects: [...subjects.values()],
  };
}

/** A NetworkPolicy isolates without a rule too; a cluster-wide policy says nothing where it has none (R112). */
function isAbout(policy: Policy, direction: Direction): boolean {
  return policy.kind === 'NetworkPolicy' ? policy[direction] !== 'open' : policy[direction].length > 0;
}

/** By where it stands, since the addresses of nodes may have changed under a policy that did not. */
function stateOf(policy: Policy, { base, now }: Held): PolicyView['state'] {
  const loaded = policiesOf(base.cluster);
  if (base === now || loaded.some(({ origin }) => origin === policy.origin)) return 'as-loaded';
  return loaded.some((one) => identityOf(one) === identityOf(policy)) ? 'edited' : 'added';
}
