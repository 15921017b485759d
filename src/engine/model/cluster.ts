// What the cluster says, after reading: Kubernetes' words, no YAML, no defaults left to apply.

import { type AddressSet, type Family, noAddresses } from '../sets/addresses.ts';
import type { Protocol } from '../sets/ports.ts';
import type { Assumptions } from './assumptions.ts';
import type { LabelSet } from './labels.ts';
import type { Origin } from './origin.ts';
import type { ClusterNetworkPolicy, ForeignPolicy, NetworkPolicy } from './policy.ts';
import type { FrontDoor, Service } from './service.ts';

export interface Namespace {
  readonly name: string;
  /** Always has `kubernetes.io/metadata.name`. */
  readonly labels: LabelSet;
  /** 'not-given': something is in it, but the input has no such Namespace. */
  readonly origin: Origin | 'not-given';
}

export const workloadKinds = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
] as const;
export type WorkloadKind = (typeof workloadKinds)[number];

/** What a pod belongs to: the last of its controllers, or the pod itself. */
export interface Workload {
  readonly kind: string; // a WorkloadKind, 'Pod', or the kind of an owner we don't know
  readonly namespace: string;
  readonly name: string;
}

export interface ContainerPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** A sidecar is an init container with `restartPolicy: Always`. */
  readonly container: 'main' | 'sidecar';
}

export interface Pod {
  /** 'Pod', or the kind of a workload that stands for the pods that the input lacks. */
  readonly kind: 'Pod' | WorkloadKind;
  readonly namespace: Namespace;
  readonly name: string;
  readonly labels: LabelSet;
  /** Where its addresses may lie: the addresses themselves once they are assigned. */
  readonly addresses: AddressSet;
  readonly addressing: 'assigned' | 'unassigned';
  /** Named ports only, main containers before sidecars, in the order of the spec. */
  readonly ports: readonly ContainerPort[];
  /** Every declared port, named or not: they rank what is reached and open nothing. */
  readonly declared: readonly { readonly protocol: Protocol; readonly port: number }[];
  readonly network: 'pod' | 'host';
  /** Whether Services send traffic to it: `terminating` pods that still serve stand in where none is ready (R96). */
  readonly readiness: 'ready' | 'not-ready' | 'terminating' | 'finished';
  readonly node: string | 'unknown';
  readonly workload: Workload;
  /** How many pods this one is: 1 but for a workload that stands for its pods. */
  readonly replicas: number | 'one-a-node';
  readonly origin: Origin;
}

export interface Node {
  readonly name: string;
  readonly labels: LabelSet;
  /** Every address of `status.addresses`; none where the input does not say. */
  readonly addresses: AddressSet;
  /** Those of type InternalIP: where its traffic comes from. */
  readonly internal: AddressSet;
  readonly origin: Origin;
}

export interface Cluster {
  readonly namespaces: readonly Namespace[];
  /** Sorted by namespace, name, kind. */
  readonly pods: readonly Pod[];
  /** Sorted by namespace, name. */
  readonly policies: readonly NetworkPolicy[];
  /** In the order that they are asked: Admin first, by priority, then by name and kind. */
  readonly clusterPolicies: readonly ClusterNetworkPolicy[];
  /** Sorted by kind, namespace, name. */
  readonly foreignPolicies: readonly ForeignPolicy[];
  /** Sorted by name. */
  readonly nodes: readonly Node[];
  /** Sorted by namespace, name. */
  readonly services: readonly Service[];
  /** What lets the outside in by name or path: Ingresses, Gateway API routes, OpenShift Routes. Sorted by kind, namespace, name. */
  readonly frontDoors: readonly FrontDoor[];
  /** IPv4 always; IPv6 where a pod, a node's range or a block of a policy has it. */
  readonly families: readonly Family[];
  readonly assumptions: Assumptions;
}

/**
 * One end of a flow: a pod, or the outside addresses of one family that no boundary tells apart. `node` is there
 * where the addresses are a node's own: to policies they are addresses like any other, but its own pods
 * cannot be cut off from it.
 */
export type Endpoint =
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'external'; readonly addresses: AddressSet; readonly node?: Node };

/** Selected by nothing, in no block, without port names. */
export const nobody: Endpoint = { kind: 'external', addresses: noAddresses };
