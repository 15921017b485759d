// A cluster from all of its objects. What it was assembled of before gives the identical values for what did not change.

import type { Assumptions } from '../engine/model/assumptions.ts';
import type { Cluster, Pod } from '../engine/model/cluster.ts';
import type { ForeignPolicy } from '../engine/model/policy.ts';
import type { Assembly } from './assembly.ts';
import { clusterPoliciesOf } from './cluster-policies.ts';
import { runtimeNotes } from './cni.ts';
import { familiesInPlay, hasV6, rangesOf, standsInV6, unassignedRanges } from './families.ts';
import { frontDoorsOf, sameDoors } from './front-doors.ts';
import { compare, inOrder } from './in-order.ts';
import { namespacesOf } from './namespaces.ts';
import { nodesOf } from './node-scopes.ts';
import { finishedNotes, idleClusterPolicies, idlePolicies, replicaNotes, unknowableLabels } from './notes.ts';
import { ownershipOf } from './ownership.ts';
import { partsOf } from './parts.ts';
import { type Context, fromPod, fromWorkload, isPresent, sharedLabels } from './pod-values.ts';
import { keeper } from './same-pod.ts';
import { servicesOf } from './services.ts';
import type { Snapshot } from './snapshot.ts';
import type { TrafficObject } from './traffic.ts';

export function assembleAnew(snapshot: Snapshot, assumptions: Assumptions, before?: Assembly): Assembly {
  const previous = before?.cluster;
  const { objects, mode, ignored } = snapshot;
  const parts = partsOf(objects);
  const namespaces = namespacesOf(parts, assumptions, previous);
  const ownership = ownershipOf(parts);
  const policies = inOrder(parts.policies, ({ namespace }) => namespace, byName);
  const present = parts.pods.filter((pod) => isPresent(pod, assumptions));
  const standing = parts.workloads.filter(ownership.standsForItsPods);
  const nodeRanges = rangesOf(parts.nodes);
  const nodes = nodesOf(parts.nodes, previous);
  const clusterWide = clusterPoliciesOf({ objects: parts.clusterWide, mode }, nodes, previous);
  const others = standsInV6(nodeRanges, nodes, clusterWide.policies) ? 1 : 0;
  const inV6 = count(present, hasV6) + count(policies, hasV6) + others;
  const families = familiesInPlay(inV6 > 0 ? 'in-play' : 'nowhere');
  const unassigned = unassignedRanges(nodeRanges, families);
  const context: Context = { namespaces, ownership, unassigned, assumptions, labelsOf: sharedLabels() };
  const keep = keeper(previous);
  const unsorted: Pod[] = [];
  for (const pod of present) unsorted.push(keep(fromPod(pod, context)));
  for (const workload of standing) unsorted.push(keep(fromWorkload(workload, context)));
  const pods = inOrder(unsorted, ({ namespace }) => namespace.name, byNameAndKind);
  const made: Cluster = {
    namespaces: namespaces.all,
    pods,
    policies,
    clusterPolicies: clusterWide.policies,
    foreignPolicies: parts.foreign.map(({ policy }) => policy).sort(byKindNamespaceName),
    nodes,
    services: servicesOf({ objects: parts.traffic }),
    frontDoors: frontDoorsOf(parts.traffic, { namespaces: namespaces.all, pods, assumptions }),
    families,
    assumptions,
  };
  const cluster = before === undefined ? made : keepingLists(made, before, parts.traffic);
  return {
    snapshot: { objects, mode, ignored },
    cluster,
    context,
    traffic: parts.traffic,
    inV6,
    labels: pods.some((pod) => pod.labels.open !== 'none') ? 'open' : 'given',
    said: {
      clusterWide: clusterWide.diagnostics,
      finished: finishedNotes(parts.pods, cluster),
      replicas: replicaNotes(standing),
      idle: idlePolicies(policies, cluster),
      idleClusterWide: idleClusterPolicies(cluster),
      unknowable: unknowableLabels(policies, cluster),
      unknowableClusterWide: unknowableLabels(clusterWide.policies, cluster).flatMap(({ said }) => said),
      runtime: runtimeNotes({ objects: parts.runtime, ignored }),
    },
  };
}

/** The lists of before where all that stands in them is the identical value. */
function keepingLists(made: Cluster, { cluster, traffic }: Assembly, now: readonly TrafficObject[]): Cluster {
  return {
    namespaces: same(made.namespaces, cluster.namespaces),
    pods: same(made.pods, cluster.pods),
    policies: same(made.policies, cluster.policies),
    clusterPolicies: same(made.clusterPolicies, cluster.clusterPolicies),
    foreignPolicies: same(made.foreignPolicies, cluster.foreignPolicies),
    nodes: same(made.nodes, cluster.nodes),
    services: same(now, traffic) === traffic ? cluster.services : made.services,
    frontDoors: sameDoors(made.frontDoors, cluster.frontDoors),
    families: same(made.families, cluster.families),
    assumptions: made.assumptions,
  };
}

function same<T>(made: readonly T[], before: readonly T[]): readonly T[] {
  return made.length === before.length && made.every((one, i) => one === before[i]) ? before : made;
}

function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  let found = 0;
  for (const item of items) if (is(item)) found++;
  return found;
}

interface Named {
  readonly name: string;
}

function byName(a: Named, b: Named): number {
  return compare(a.name, b.name);
}

function byNameAndKind(a: Pod, b: Pod): number {
  return compare(a.name, b.name) || compare(a.kind, b.kind);
}

function byKindNamespaceName(a: ForeignPolicy, b: ForeignPolicy): number {
  return compare(a.kind, b.kind) || compare(a.namespace, b.namespace) || compare(a.name, b.name);
}
