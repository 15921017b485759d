// Which objects are read, by kind and API group, and which policies of other makers are not.

import { type WorkloadKind, workloadKinds } from '../engine/model/cluster.ts';
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
  readonly decode: (root: Field) => ReadObject;
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

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['NetworkPolicy', { versions: /^networking\.k8s\.io\/v1$/, current: 'networking.k8s.io/v1', decode: networkPolicy }],
  ['Pod', { versions: /^v1$/, current: 'v1', decode: pod }],
  ['Namespace', { versions: /^v1$/, current: 'v1', decode: namespace }],
  ['Node', { versions: /^v1$/, current: 'v1', decode: node }],
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
  const ownGroup = !group.includes('.') || group === 'networking.k8s.io';
  return ownGroup && decoders.has(kind) && !isForeignPolicy(apiVersion, kind) && !decoderOf(apiVersion, kind);
}

const foreignPolicies: ReadonlyMap<string, RegExp> = new Map([
  ['CiliumNetworkPolicy', /^cilium\.io\//],
  ['CiliumClusterwideNetworkPolicy', /^cilium\.io\//],
  ['GlobalNetworkPolicy', /^(crd\.)?projectcalico\.org\//],
  ['NetworkPolicy', /^((crd\.)?projectcalico\.org|crd\.antrea\.io|extensions|networking\.k8s\.io)\//],
  ['ClusterNetworkPolicy', /^(crd\.antrea\.io|policy\.networking\.k8s\.io)\//],
  ['AdminNetworkPolicy', /^policy\.networking\.k8s\.io\//],
  ['BaselineAdminNetworkPolicy', /^policy\.networking\.k8s\.io\//],
  ['AuthorizationPolicy', /^security\.istio\.io\//],
  ['MultiNetworkPolicy', /^k8s\.cni\.cncf\.io\//],
]);

/** Whether it is a policy that we don't evaluate, so that answers in its reach may be different. */
export function isForeignPolicy(apiVersion: string, kind: string): boolean {
  return foreignPolicies.get(kind)?.test(apiVersion) ?? false;
}
