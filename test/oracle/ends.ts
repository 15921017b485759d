// The ends of flows that an input holds: its Pods, and the workloads that stand for pods which are not there.
import type { Range } from './address.ts';
import { kindOf, list, nameOf, namespaceOf, own, text } from './raw.ts';
import { type Assume, assumed } from './three.ts';

export type Standing =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Job'
  | 'CronJob';

export interface PodEnd {
  readonly name: string;
  readonly kind: 'Pod' | Standing;
  readonly namespace: string;
  readonly labels: unknown;
  readonly spec: unknown;
  readonly addresses: readonly string[];
  readonly hostNetwork: boolean;
  /** Empty where the node is not known. */
  readonly node: string;
}

/** An end that no policy selects, in one family: a raw address, or a node. */
export interface Outside {
  /** Where its address of the family lies. */
  readonly ranges: readonly Range[];
  /** The name of the node; empty for a raw address. */
  readonly node: string;
}

const WORKLOADS: { readonly [kind: string]: Standing } = {
  'apps/v1 Deployment': 'Deployment',
  'apps/v1 StatefulSet': 'StatefulSet',
  'apps/v1 DaemonSet': 'DaemonSet',
  'apps/v1 ReplicaSet': 'ReplicaSet',
  'v1 ReplicationController': 'ReplicationController',
  'batch/v1 Job': 'Job',
  'batch/v1 CronJob': 'CronJob',
};

export function endsOf(objects: readonly unknown[], assume: Assume): readonly PodEnd[] {
  const ends: PodEnd[] = [];
  for (const object of objects) {
    const kind = workloadKind(object);
    if (kindOf(object) === 'v1 Pod' && !leftOut(object, assume)) ends.push(podEnd(object));
    if (kind !== 'none' && stands(objects, object, kind)) ends.push(workloadEnd(object, kind));
  }
  return ends;
}

/** 002 rule 11: "status.phase Succeeded or Failed: left out (finished-pods: ignore, default) or kept (count)". */
function leftOut(pod: unknown, assume: Assume): boolean {
  const phase = text(pod, 'status', 'phase');
  return (phase === 'Succeeded' || phase === 'Failed') && assumed(assume, 'finished-pods') === 'ignore';
}

function podEnd(pod: unknown): PodEnd {
  return {
    ...specOf(own(pod, 'spec')),
    name: `${namespaceOf(pod)}/${nameOf(pod)}`,
    kind: 'Pod',
    namespace: namespaceOf(pod),
    labels: own(pod, 'metadata', 'labels'),
    addresses: addressesOf(pod),
  };
}

function workloadEnd(workload: unknown, kind: Standing): PodEnd {
  // R28: the labels are those of the pod template. A CronJob holds its template inside its Job template.
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  const template = own(workload, ...path);
  return {
    ...specOf(own(template, 'spec')),
    name: `${namespaceOf(workload)}/${kind}/${nameOf(workload)}`,
    kind,
    namespace: namespaceOf(workload),
    labels: own(template, 'metadata', 'labels'),
    addresses: [],
  };
}

function specOf(spec: unknown): Pick<PodEnd, 'spec' | 'hostNetwork' | 'node'> {
  return { spec, hostNetwork: own(spec, 'hostNetwork') === true, node: text(spec, 'nodeName') };
}

/** R64: "status.podIPs, not only podIP". */
function addressesOf(pod: unknown): readonly string[] {
  const addresses: string[] = [];
  for (const entry of list(pod, 'status', 'podIPs')) addresses.push(text(entry, 'ip'));
  addresses.push(text(pod, 'status', 'podIP'));
  return [...new Set(addresses)].filter((address) => address !== '');
}

function workloadKind(object: unknown): 'none' | Standing {
  const kind = kindOf(object);
  return Object.hasOwn(WORKLOADS, kind) ? (WORKLOADS[kind] as Standing) : 'none';
}

/** A workload stands for its pods when no Pod of the input is its own; R103: with zero replicas too. */
function stands(objects: readonly unknown[], workload: unknown, kind: Standing): boolean {
  // A ReplicaSet of a Deployment, and a Job of a CronJob, leave it to their owner to stand.
  for (const owner of objects) {
    if (kind === 'ReplicaSet' && workloadKind(owner) === 'Deployment' && owns(owner, workload)) return false;
    if (kind === 'Job' && workloadKind(owner) === 'CronJob' && owns(owner, workload)) return false;
  }
  for (const pod of objects) {
    if (kindOf(pod) !== 'v1 Pod') continue;
    if (owns(workload, pod)) return false;
    for (const between of objects) {
      if (workloadKind(between) !== 'none' && owns(workload, between) && owns(between, pod)) return false;
    }
  }
  return true;
}

function owns(owner: unknown, owned: unknown): boolean {
  if (namespaceOf(owner) !== namespaceOf(owned)) return false;
  for (const reference of list(owned, 'metadata', 'ownerReferences')) {
    if (own(reference, 'controller') !== true) continue;
    if (text(reference, 'kind') === text(owner, 'kind') && text(reference, 'name') === nameOf(owner)) return true;
  }
  return false;
}
