// What the session holds now: for the page's lists, and for sentences such as "11 policies, 40 pods".

import { isolation } from '../../engine/answer/isolation.ts';
import { podsOfUnits } from '../../engine/answer/units.ts';
import type { Cluster, Pod } from '../../engine/model/cluster.ts';
import type { LabelSet } from '../../engine/model/labels.ts';
import type { NetworkPolicy } from '../../engine/model/policy.ts';
import { selectsPod } from '../../engine/model/select.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import type { DiagnosticView } from '../answers.ts';
import type { Held } from '../held.ts';
import type { Places } from '../places.ts';
import type { Inventory, PolicyView, WorkloadView } from '../questions.ts';
import { podView, policyView, workloadView } from './ends.ts';

export interface Texts {
  readonly digest: string;
  readonly diagnostics: readonly DiagnosticView[];
  readonly textOf: (policy: NetworkPolicy) => string;
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
      policies: cluster.policies.length,
    },
    namespaces: cluster.namespaces.map(({ name, labels, origin }) => ({
      name,
      given: origin !== 'not-given',
      labels: record(labels),
    })),
    workloads: workloads.flatMap((pods) => workloadEntry(pods, cluster)),
    policies: cluster.policies.map((policy) => policyEntry(policy, held, places, textOf)),
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
      labels: record(first.labels),
      hostNetwork: first.network === 'host',
    },
  ];
}

function record({ values }: LabelSet): Readonly<Record<string, string>> {
  return Object.fromEntries(values);
}

function policyEntry(policy: NetworkPolicy, held: Held, places: Places, textOf: Texts['textOf']): PolicyView {
  const { pods, assumptions } = held.now.cluster;
  const selected = pods.filter((pod) => selectsPod(policy.subject, pod, assumptions).holds === 'yes');
  const subjects = new Map(
    selected.map(({ workload }) => [`${workload.kind}/${workload.name}`, workloadView(workload)]),
  );
  return {
    policy: policyView(policy),
    at: places.ofPolicy(policy),
    text: textOf(policy),
    state: stateOf(policy, held),
    isolates: { ingress: policy.ingress !== 'open', egress: policy.egress !== 'open' },
    selects: selected.length,
    subjects: [...subjects.values()],
  };
}

function stateOf(policy: NetworkPolicy, { base, now }: Held): PolicyView['state'] {
  if (base === now || base.cluster.policies.includes(policy)) return 'as-loaded';
  const sameName = ({ namespace, name }: NetworkPolicy) => namespace === policy.namespace && name === policy.name;
  return base.cluster.policies.some(sameName) ? 'edited' : 'added';
}
