// What the session holds now: for the page's lists, and for sentences such as "11 policies, 40 pods". What is too large
// to list is counted, namespace by namespace; of an edited input that large only what the edits touch is told.

import type { Cluster } from '../../engine/model/cluster.ts';
import { namedIn, podsIn } from '../../engine/model/in-namespace.ts';
import type { Policy } from '../../engine/model/policy.ts';
import { listDifference } from '../../engine/sets/list-difference.ts';
import type { DiagnosticView, ObjectView } from '../answers.ts';
import { lengthOf } from '../digest.ts';
import type { Held } from '../held.ts';
import type { Places } from '../places.ts';
import type { Inventory, NamespaceContents, NamespaceView } from '../questions.ts';
import { serviceView } from './ends.ts';
import { policiesOf, policyEntry } from './policy-entry.ts';
import { isolatedCounts, record, workloadEntries } from './workload-entry.ts';

export interface Texts {
  readonly digest: string;
  readonly diagnostics: readonly DiagnosticView[];
  readonly places: Places;
  readonly textOf: (policy: Policy) => string;
}

/** More of either than this is not listed unless somebody asks for it: the page would wait for what it cannot show. */
const most = { pods: 2_000, policies: 2_000, namespaces: 1_000 };

export function isLarge({ base: { cluster } }: Held): boolean {
  const { pods, namespaces } = cluster;
  return pods.length > most.pods || policiesOf(cluster).length > most.policies || namespaces.length > most.namespaces;
}

export function inventory(held: Held, texts: Texts): Inventory {
  const { cluster } = held.now;
  const namespaces = cluster.namespaces.map((namespace) => namespaceView(namespace));
  const workloads = namespaces.flatMap(({ name }) => workloadEntries(podsIn(cluster.pods, name), cluster));
  return {
    ...summary(held, texts),
    namespaces,
    workloads,
    policies: policiesOf(cluster).map((policy) => policyEntry(policy, { ...shown(held, texts), tells: () => true })),
    ends: [
      ...cluster.services.map(serviceView),
      ...cluster.nodes.map(({ name }): ObjectView => ({ kind: 'Node', name })),
    ],
  };
}

export function countedInventory(held: Held, texts: Texts): Inventory {
  const { cluster } = held.now;
  return {
    ...summary(held, texts),
    detail: 'by-namespace',
    namespaces: cluster.namespaces.map((namespace) => countedView(namespace, cluster)),
    workloads: [],
    policies: clusterWide(held, texts),
  };
}

export function editedInventory(held: Held, texts: Texts): Inventory {
  const { base, now } = held;
  const touched = touchedNamespaces(base.cluster, now.cluster);
  const there = now.cluster.namespaces.filter(({ name }) => touched.has(name));
  const left = new Set(there.map(({ name }) => name));
  return {
    ...summary(held, texts),
    detail: 'edits',
    files: [],
    namespaces: there.map((namespace) => countedView(namespace, now.cluster)),
    gone: [...touched].filter((name) => !left.has(name)),
    workloads: [],
    policies: clusterWide(held, texts),
  };
}

export function contents(held: Held, texts: Texts, asked: readonly string[]): NamespaceContents {
  const { base, now } = held;
  const names = new Set(asked);
  const known = now.cluster.namespaces.flatMap(({ name }) => (names.has(name) ? [name] : []));
  const inside = known.flatMap((name) => namedIn(now.cluster.policies, name));
  const kept = new Set<Policy>(inside);
  const before = base === now ? [] : known.flatMap((name) => namedIn(base.cluster.policies, name));
  const tells = { tells: (pod: { readonly namespace: { readonly name: string } }) => names.has(pod.namespace.name) };
  return {
    kind: 'NamespaceContents',
    namespaces: known,
    workloads: known.flatMap((name) => workloadEntries(podsIn(now.cluster.pods, name), now.cluster)),
    policies: [...inside, ...now.cluster.clusterPolicies].map((policy) =>
      policyEntry(policy, { ...shown(held, texts), ...tells }),
    ),
    before: before
      .filter((policy) => !kept.has(policy))
      .map((policy) => policyEntry(policy, { ...shown(held, texts), world: base, ...tells })),
    ends: now.cluster.services.filter(({ namespace }) => names.has(namespace)).map(serviceView),
  };
}

function summary(held: Held, { digest, diagnostics }: Texts): Omit<Inventory, 'namespaces' | 'workloads' | 'policies'> {
  const { cluster, snapshot } = held.now;
  const objects = new Map<string, number>();
  for (const { origin } of snapshot.objects) objects.set(origin.file, (objects.get(origin.file) ?? 0) + 1);
  return {
    kind: 'Inventory',
    digest,
    files: held.sources.map((source) => ({
      file: source.file,
      bytes: lengthOf(source),
      objects: objects.get(source.file) ?? 0,
    })),
    counts: {
      pods: cluster.pods.length,
      workloads: workloadCount(cluster.pods),
      namespaces: cluster.namespaces.length,
      policies: policiesOf(cluster).length,
    },
    assumptions: held.assumptions,
    diagnostics,
  };
}

function shown({ base, now }: Held, { places, textOf }: Texts) {
  return { world: now, base, places, textOf };
}

function clusterWide(held: Held, texts: Texts): Inventory['policies'] {
  const { clusterPolicies } = held.now.cluster;
  return clusterPolicies.map((policy) => policyEntry(policy, { ...shown(held, texts), tells: () => false }));
}

function namespaceView({ name, labels, origin }: Cluster['namespaces'][number]): NamespaceView {
  return { name, given: origin !== 'not-given', labels: record(labels) };
}

function countedView(namespace: Cluster['namespaces'][number], cluster: Cluster): NamespaceView {
  const pods = podsIn(cluster.pods, namespace.name);
  return {
    ...namespaceView(namespace),
    holds: {
      pods: pods.length,
      workloads: workloadCount(pods),
      policies: namedIn(cluster.policies, namespace.name).length,
      ...isolatedCounts(pods, cluster),
    },
  };
}

const workloadCounts = new WeakMap<Cluster['pods'], number>();

/** Pods stand sorted by namespace, so a workload is told from others of its namespace alone. */
function workloadCount(pods: Cluster['pods']): number {
  const known = workloadCounts.get(pods);
  if (known !== undefined) return known;
  let sum = 0;
  let here = { namespace: '', names: new Set<string>() };
  for (const { namespace, workload } of pods) {
    if (namespace.name !== here.namespace) here = { namespace: namespace.name, names: new Set() };
    const before = here.names.size;
    sum += here.names.add(`${workload.kind}/${workload.name}`).size - before;
  }
  workloadCounts.set(pods, sum);
  return sum;
}

/** Where the edits changed a pod, a policy or the namespace itself. */
function touchedNamespaces(base: Cluster, now: Cluster): ReadonlySet<string> {
  const pods = listDifference(base.pods, now.pods);
  const policies = listDifference(base.policies, now.policies);
  const namespaces = listDifference(base.namespaces, now.namespaces);
  return new Set([
    ...[...pods.gone, ...pods.come].map(({ namespace }) => namespace.name),
    ...[...policies.gone, ...policies.come].map(({ namespace }) => namespace),
    ...[...namespaces.gone, ...namespaces.come].map(({ name }) => name),
  ]);
}
