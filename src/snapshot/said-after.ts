// What is said of a cluster after a few changes: only what they touch is judged again.

import type { Cluster } from '../engine/model/cluster.ts';
import type { NetworkPolicy } from '../engine/model/policy.ts';
import type { Assembly, Said } from './assembly.ts';
import { runtimeNotes, tellsOfRuntime } from './cni.ts';
import { changed, type Place, placeOfObject, rangeOf } from './in-order.ts';
import {
  finishedNotes,
  idleClusterPolicies,
  idlePolicies,
  type PolicyNote,
  type PolicyNotes,
  unknowableLabels,
} from './notes.ts';
import type { Changes } from './reach.ts';
import type { ReadObject } from './snapshot.ts';

export function saidAfter(
  { said, ...before }: Assembly,
  snapshot: Assembly['snapshot'],
  cluster: Cluster,
  changes: Changes,
): Said {
  const { gone, come, relabelled } = changes;
  const passing = [...gone, ...come];
  const samePods = cluster.pods === before.cluster.pods && relabelled.length === 0;
  const { clusterPolicies } = cluster;
  const runs = [...passing, ...relabelled].some(tellsOfRuntime) || !areSame(snapshot.ignored, before.snapshot.ignored);
  return {
    ...said,
    finished: passing.some((object) => object.kind === 'Pod' && object.phase === 'finished')
      ? finishedNotes(
          snapshot.objects.filter((object) => object.kind === 'Pod'),
          cluster,
        )
      : said.finished,
    idle: idleAfter(said.idle, cluster, changes),
    idleClusterWide: samePods ? said.idleClusterWide : idleClusterPolicies(cluster),
    unknowable: before.labels === 'given' ? said.unknowable : unknowableAfter(said, cluster, changes),
    unknowableClusterWide: samePods
      ? said.unknowableClusterWide
      : unknowableLabels(clusterPolicies, cluster).flatMap(({ said }) => said),
    runtime: runs
      ? runtimeNotes({ objects: snapshot.objects.filter(tellsOfRuntime), ignored: snapshot.ignored })
      : said.runtime,
  };
}

/** Policies select in their own namespace: where a pod changed, those of its namespace are judged again. */
function idleAfter(before: PolicyNotes, cluster: Cluster, { gone, come }: Changes): PolicyNotes {
  const namespaces = [...gone, ...come].flatMap((object) => (object.kind === 'Pod' ? [object.namespace] : []));
  const judged = new Set(namespaces);
  const places = [...judged].flatMap((namespace) => within(before, namespace, placeOfNote).map(placeOfNote));
  const again = [...judged].flatMap((namespace) => within(cluster.policies, namespace, placeOfObject));
  const others = come.filter(isPolicy).filter(({ namespace }) => !judged.has(namespace));
  return changed(
    before,
    [...places, ...gone.filter(isPolicy).map(placeOfObject)],
    idlePolicies([...again, ...others], cluster),
    placeOfNote,
  );
}

function unknowableAfter({ unknowable }: Said, cluster: Cluster, { gone, come, relabelled }: Changes): PolicyNotes {
  if (relabelled.length > 0) return unknowableLabels(cluster.policies, cluster);
  const policies = come.filter(isPolicy);
  const notes = policies.length === 0 ? [] : unknowableLabels(policies, cluster);
  return changed(unknowable, gone.filter(isPolicy).map(placeOfObject), notes, placeOfNote);
}

function within<T>(sorted: readonly T[], namespace: string, placeOf: (item: T) => Place): readonly T[] {
  const { start, end } = rangeOf(sorted, namespace, placeOf);
  return sorted.slice(start, end);
}

function placeOfNote({ policy }: PolicyNote): Place {
  return placeOfObject(policy);
}

function isPolicy(object: ReadObject): object is NetworkPolicy {
  return object.kind === 'NetworkPolicy';
}

function areSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a === b || (a.size === b.size && [...a].every(([key, count]) => b.get(key) === count));
}
