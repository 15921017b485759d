// Which objects are read, by kind and API group, and which policies of other makers are not.

import { type WorkloadKind, workloadKinds } from '../engine/model/cluster.ts';
import { adminNetworkPolicy, baselineAdminNetworkPolicy } from './decode/admin-network-policy.ts';
import { clusterNetworkPolicy } from './decode/cluster-network-policy.ts';
import { customResourceDefinition } from './decode/custom-resource-definition.ts';
import { foreignDecoderOf } from './decode/foreign-policy.ts';
import { namespace } from './decode/namespace.ts';
import { networkPolicy } from './decode/network-policy.ts';
import { node } from './decode/node.ts';
import { pod } from './decode/pod.ts';
import { workload } from './decode/workload.ts';
import type { Field } from './field.ts';
import type { ReadObject } from './snapshot.ts';
import { trafficDecoders } from './traffic-decoders.ts';

interface Decoder {
  /** API versions that we take the kind from, and what to write in messages. */
  readonly versions: RegExp;
  readonly current: string;
  /** 'not-used' where only what the object says tells that it is nothing for us. */
  readonly decode: (root: Field) => ReadObject | 'not-used';
}

const workloadVersions: Readonly<Record<WorkloadKind, readonly [RegExp, string]>> = {
  Deployment: [/^(apps|extensions)\//, 'apps/v1'],
  StatefulSet: [/^apps\//, 'apps/v1'],
  DaemonSet: [/^(apps|extensions)\//, 'apps/v1'],
  ReplicaSet: [/^(apps|extensions)\//, 'apps/v1'],
  ReplicationController: [/^v1$/, 'v1'],
  Job: [/^batch\//, 'batch/v1'],
  CronJob: [/^batch\//, 'batch/v1'],
};

const cluster = /^policy\.networking\.k8s\.io\/v1alpha2$/;
const admin = /^policy\.networking\.k8s\.io\/v1alpha1$/;
const current = 'policy.networking.k8s.io/v1alpha1';

const clusterPolicies: readonly (readonly [string, Decoder])[] = [
  [
    'ClusterNetworkPolicy',
    { versions: cluster, current: 'policy.networking.k8s.io/v1alpha2', decode: clusterNetworkPolicy },
  ],
  ['AdminNetworkPolicy', { versions: admin, current, decode: adminNetworkPolicy }],
  ['BaselineAdminNetworkPolicy', { versions: admin, current, decode: baselineAdminNetworkPolicy }],
];

const definitions = /^apiextensions\.k8s\.io\//;

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['NetworkPolicy', { versions: /^networking\.k8s\.io\/v1$/, current: 'networking.k8s.io/v1', decode: networkPolicy }],
  ['Pod', { versions: /^v1$/, current: 'v1', decode: pod }],
  ['Namespace', { versions: /^v1$/, current: 'v1', decode: namespace }],
  ['Node', { versions: /^v1$/, current: 'v1', decode: node }],
  ...clusterPolicies,
  [
    'CustomResourceDefinition',
    { versions: definitions, current: 'apiextensions.k8s.io/v1', decode: customResourceDefinition },
  ],
  ...trafficDecoders,
  ...workloadKinds.map((kind): [string, Decoder] => {
    const [versions, current] = workloadVersions[kind];
    return [kind, { versions, current, decode: (root) => workload(root, kind) }];
  }),
]);

export function decoderOf(apiVersion: string, kind: string): Decoder['decode'] | undefined {
  const decoder = decoders.get(kind);
  return decoder?.versions.test(apiVersion) ? decoder.decode : foreignDecoderOf(apiVersion, kind);
}

/** The version to write for a kind that we know. */
export function currentVersion(kind: string): string | undefined {
  return decoders.get(kind)?.current;
}

/** Whether the API server has no such kind in that version: groups of other makers have a dot in their name. */
export function isMisversioned(apiVersion: string, kind: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const ownGroup = !group.includes('.') || /^(policy\.)?networking\.k8s\.io$/.test(group);
  return ownGroup && decoders.has(kind) && !isOldPolicy(apiVersion, kind) && !decoderOf(apiVersion, kind);
}

/** Versions of before NetworkPolicy v1: not evaluated, so that answers in their reach may be different. */
export function isOldPolicy(apiVersion: string, kind: string): boolean {
  return kind === 'NetworkPolicy' && /^(extensions|networking\.k8s\.io)\//.test(apiVersion);
}
