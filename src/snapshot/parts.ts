// The objects of a snapshot by what they are for, each part in the order of the input, in one pass over all of them.

import type { NetworkPolicy } from '../engine/model/policy.ts';
import { tellsOfRuntime } from './cni.ts';
import { isWorkload } from './ownership.ts';
import type {
  ClusterPolicyObject,
  ForeignPolicyObject,
  NamespaceObject,
  NodeObject,
  PodObject,
  PolicyDefinition,
  ReadObject,
  WorkloadObject,
} from './snapshot.ts';
import { isTraffic, type TrafficObject } from './traffic.ts';

export interface Parts {
  readonly pods: readonly PodObject[];
  readonly workloads: readonly WorkloadObject[];
  readonly namespaces: readonly NamespaceObject[];
  readonly nodes: readonly NodeObject[];
  readonly policies: readonly NetworkPolicy[];
  readonly clusterWide: readonly (ClusterPolicyObject | PolicyDefinition)[];
  readonly foreign: readonly ForeignPolicyObject[];
  readonly traffic: readonly TrafficObject[];
  /** Those that may tell what the cluster runs. */
  readonly runtime: readonly ReadObject[];
  /** The first object in each namespace that its labels matter for: traffic only has a place. */
  readonly users: ReadonlyMap<string, ReadObject>;
}

export function partsOf(objects: readonly ReadObject[]): Parts {
  const [pods, workloads, namespaces, nodes]: [PodObject[], WorkloadObject[], NamespaceObject[], NodeObject[]] = [
    [],
    [],
    [],
    [],
  ];
  const policies: NetworkPolicy[] = [];
  const clusterWide: (ClusterPolicyObject | PolicyDefinition)[] = [];
  const foreign: ForeignPolicyObject[] = [];
  const traffic: TrafficObject[] = [];
  const runtime: ReadObject[] = [];
  const users = new Map<string, ReadObject>();
  let last = ''; // neighbours are as a rule of one namespace
  const usedBy = (object: ReadObject & { readonly namespace: string }): void => {
    if (object.namespace === last) return;
    last = object.namespace;
    if (last !== '' && !users.has(last)) users.set(last, object);
  };
  for (const object of objects) {
    if (tellsOfRuntime(object)) runtime.push(object);
    if (object.kind === 'Pod') {
      pods.push(object);
      usedBy(object);
    } else if (object.kind === 'NetworkPolicy') {
      policies.push(object);
      usedBy(object);
    } else if (isTraffic(object)) traffic.push(object);
    else if (object.kind === 'Namespace') namespaces.push(object);
    else if (object.kind === 'Node') nodes.push(object);
    else if (object.kind === 'ForeignPolicy') {
      foreign.push(object);
      usedBy(object);
    } else if (isWorkload(object)) {
      workloads.push(object);
      usedBy(object);
    } else clusterWide.push(object);
  }
  return { pods, workloads, namespaces, nodes, policies, clusterWide, foreign, traffic, runtime, users };
}
