// The pods of a cluster: those that the input has, and the workloads that stand for the pods it lacks.

import type { Assumptions } from '../engine/model/assumptions.ts';
import type { Pod } from '../engine/model/cluster.ts';
import type { LabelSet, Labels } from '../engine/model/labels.ts';
import { type AddressSet, isEmpty } from '../engine/sets/addresses.ts';
import { addedKeys } from './controller-labels.ts';
import type { Namespaces } from './namespaces.ts';
import type { Ownership } from './ownership.ts';
import type { PodObject, PodSpec, WorkloadObject } from './snapshot.ts';

/** What pods hang on beside their own objects. */
export interface Context {
  readonly namespaces: Namespaces;
  readonly ownership: Ownership;
  readonly unassigned: Readonly<Record<Pod['network'], AddressSet>>;
  readonly assumptions: Assumptions;
  readonly labelsOf: (pod: PodObject) => LabelSet;
}

/** Pods of one owner share their labels and stand side by side as a rule: the same value for all of them. */
export function sharedLabels(): Context['labelsOf'] {
  let last: LabelSet = { values: new Map(), open: 'none' };
  return ({ labels }) => {
    if (last.values !== labels) last = { values: labels, open: 'none' };
    return last;
  };
}

/** A pod that has ended has given its address back (rule 11). */
export function isPresent(pod: PodObject, assumptions: Assumptions): boolean {
  return pod.phase === 'running' || assumptions['finished-pods'] === 'count';
}

export function fromPod(pod: PodObject, context: Context): Pod {
  const assigned = !isEmpty(pod.addresses);
  return {
    kind: 'Pod',
    namespace: context.namespaces.named(pod.namespace),
    name: pod.name,
    labels: context.labelsOf(pod),
    addresses: assigned ? pod.addresses : context.unassigned[pod.network],
    addressing: assigned ? 'assigned' : 'unassigned',
    ports: pod.ports,
    declared: pod.declared,
    network: pod.network,
    node: pod.node,
    readiness: pod.phase === 'finished' ? 'finished' : pod.readiness,
    workload: context.ownership.workloadOf(pod),
    replicas: 1,
    origin: pod.origin,
  };
}

export function fromWorkload(workload: WorkloadObject, context: Context): Pod {
  const { template, kind } = workload;
  const labels = templateLabels(kind, template.labels, context.assumptions);
  return {
    kind,
    namespace: context.namespaces.named(workload.namespace),
    name: workload.name,
    labels,
    addresses: context.unassigned[template.network],
    addressing: 'unassigned',
    ...spec(template),
    readiness: 'ready',
    workload: context.ownership.workloadOf(workload),
    replicas: workload.replicas,
    origin: workload.origin,
  };
}

/** Labels that a controller adds are open, or taken to be absent (rule 7). */
function templateLabels(kind: WorkloadObject['kind'], values: Labels, assumptions: Assumptions): LabelSet {
  const open = addedKeys(kind, values);
  if (assumptions['controller-labels'] === 'unknown' || typeof open === 'string') return { values, open };
  return { values, open: 'none', assumedAbsent: open };
}

function spec({ ports, declared, network, node }: PodSpec): Pick<Pod, 'ports' | 'declared' | 'network' | 'node'> {
  return { ports, declared, network, node };
}
