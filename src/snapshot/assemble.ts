// Snapshot → Cluster: which pods there are, what they belong to, and what of them is not known
// (docs/decisions/002-three-values.md, rules 3, 7, 8, 10 and 11).

import type { Assumptions } from '../engine/model/assumptions.ts';
import type { Cluster, Pod } from '../engine/model/cluster.ts';
import type { LabelSet, Labels } from '../engine/model/labels.ts';
import {
  type ClusterNetworkPolicy,
  directions,
  type ForeignPolicy,
  type NetworkPolicy,
} from '../engine/model/policy.ts';
import {
  type AddressSet,
  everyAddress,
  type Family,
  hasFamily,
  isEmpty,
  noAddresses,
  ofFamily,
  unionAddresses,
} from '../engine/sets/addresses.ts';
import { blocksV6, clusterPoliciesOf } from './cluster-policies.ts';
import { runtimeNotes } from './cni.ts';
import { addedKeys } from './controller-labels.ts';
import type { Diagnostic } from './diagnostic.ts';
import { frontDoorsOf } from './front-doors.ts';
import { type Namespaces, namespacesOf } from './namespaces.ts';
import { nodesOf } from './node-scopes.ts';
import { notes } from './notes.ts';
import { isWorkload, type Ownership, ownershipOf } from './ownership.ts';
import { keeper } from './same-pod.ts';
import { servicesOf } from './services.ts';
import type { PodObject, PodSpec, Snapshot, WorkloadObject } from './snapshot.ts';

export interface Assembled {
  readonly cluster: Cluster;
  readonly diagnostics: readonly Diagnostic[];
}

/** `previous` only saves work: pods that did not change are then the identical values. */
export function assemble(snapshot: Snapshot, assumptions: Assumptions, previous?: Cluster): Assembled {
  const { objects } = snapshot;
  const namespaces = namespacesOf(snapshot, assumptions, previous);
  const ownership = ownershipOf(snapshot);
  const policies = objects.filter((object) => object.kind === 'NetworkPolicy').sort(byNamespaceAndName);
  const present = objects.filter((object) => object.kind === 'Pod').filter((pod) => isPresent(pod, assumptions));
  const standing = objects.filter(isWorkload).filter(ownership.standsForItsPods);
  const nodeObjects = objects.filter((object) => object.kind === 'Node');
  const nodeRanges = nodeObjects.map(({ podRanges }) => podRanges).reduce(unionAddresses, noAddresses);
  const nodes = nodesOf(nodeObjects, previous);
  const clusterWide = clusterPoliciesOf(snapshot, nodes, previous);
  const addresses = [nodeRanges, ...[...present, ...nodes].map((one) => one.addresses)];
  const families = familiesInPlay(addresses, policies, clusterWide.policies);
  const unassigned = unassignedRanges(nodeRanges, families);
  const context: Context = { namespaces, ownership, unassigned, assumptions };
  const keep = keeper(previous);
  const pods = [
    ...present.map((pod) => keep(fromPod(pod, context))),
    ...standing.map((workload) => keep(fromWorkload(workload, context))),
  ].sort(byNamespaceNameKind);
  const cluster: Cluster = {
    namespaces: namespaces.all,
    pods,
    policies,
    clusterPolicies: clusterWide.policies,
    foreignPolicies: objects
      .flatMap((object) => (object.kind === 'ForeignPolicy' ? [object.policy] : []))
      .sort(byKindNamespaceName),
    nodes,
    services: servicesOf(snapshot),
    frontDoors: frontDoorsOf(snapshot, { namespaces: namespaces.all, pods, assumptions }),
    families,
    assumptions,
  };
  return {
    cluster,
    diagnostics: [
      ...namespaces.diagnostics,
      ...clusterWide.diagnostics,
      ...notes(snapshot, standing, cluster),
      ...runtimeNotes(snapshot),
    ],
  };
}

interface Context {
  readonly namespaces: Namespaces;
  readonly ownership: Ownership;
  readonly unassigned: Readonly<Record<Pod['network'], AddressSet>>;
  readonly assumptions: Assumptions;
}

/** A pod that has ended has given its address back (rule 11). */
function isPresent(pod: PodObject, assumptions: Assumptions): boolean {
  return pod.phase === 'running' || assumptions['finished-pods'] === 'count';
}

function fromPod(pod: PodObject, context: Context): Pod {
  const assigned = !isEmpty(pod.addresses);
  return {
    kind: 'Pod',
    namespace: context.namespaces.named(pod.namespace),
    name: pod.name,
    labels: { values: pod.labels, open: 'none' },
    addresses: assigned ? pod.addresses : context.unassigned[pod.network],
    addressing: assigned ? 'assigned' : 'unassigned',
    ...spec(pod),
    readiness: pod.phase === 'finished' ? 'finished' : pod.readiness,
    workload: context.ownership.workloadOf(pod),
    replicas: 1,
    origin: pod.origin,
  };
}

function fromWorkload(workload: WorkloadObject, context: Context): Pod {
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

/** IPv4 always; IPv6 where a pod, a node, its range or a block of a policy has it (rule 10). */
function familiesInPlay(
  addresses: readonly AddressSet[],
  policies: readonly NetworkPolicy[],
  clusterWide: readonly ClusterNetworkPolicy[],
): readonly Family[] {
  const v6 = addresses.some((set) => hasFamily(set, 'IPv6')) || policies.some(namesV6) || clusterWide.some(blocksV6);
  return v6 ? ['IPv4', 'IPv6'] : ['IPv4'];
}

function namesV6(policy: NetworkPolicy): boolean {
  return directions.some((direction) => {
    const rules = policy[direction];
    if (rules === 'open') return false;
    return rules.some(
      ({ peers }) =>
        peers !== 'anyone' && peers.some((peer) => peer.kind === 'ip-block' && hasFamily(peer.addresses, 'IPv6')),
    );
  });
}

/** Where an address may lie that is not known: the nodes' pod ranges of the family, or anywhere (rule 8). */
function unassignedRanges(nodeRanges: AddressSet, families: readonly Family[]): Context['unassigned'] {
  const anywhere = (family: Family): AddressSet => ofFamily(everyAddress, family);
  const inRange = (family: Family): AddressSet =>
    hasFamily(nodeRanges, family) ? ofFamily(nodeRanges, family) : anywhere(family);
  return {
    pod: families.map(inRange).reduce(unionAddresses, noAddresses),
    host: families.map(anywhere).reduce(unionAddresses, noAddresses),
  };
}

function byNamespaceAndName(a: NetworkPolicy, b: NetworkPolicy): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function byKindNamespaceName(a: ForeignPolicy, b: ForeignPolicy): number {
  return compare(a.kind, b.kind) || compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function byNamespaceNameKind(a: Pod, b: Pod): number {
  return compare(a.namespace.name, b.namespace.name) || compare(a.name, b.name) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
