// Every way that a generated cluster's labels offer to select pods of one namespace, by how many pods that selects: so
// that a policy or a peer can be made for a number of pods.
import { grouped } from './grouped.ts';
import type { Labels } from './objects.ts';
import type { Random } from './random.ts';
import type { Workload } from './workload.ts';

export interface Selection {
  readonly namespace: string;
  readonly selector: object;
}

export interface Selections {
  /** One that selects this many pods, or as near to it as there is. */
  readonly ofSize: (pods: number, chance: Random) => Selection;
  /** The same inside one namespace; 'none' where nothing there has just this size. */
  readonly inNamespace: (namespace: string, pods: number, chance: Random) => Selection | 'none';
}

/** Pods on the host's network are selected by nobody. */
export function selectionsOf(workloads: readonly Workload[]): Selections {
  const byNamespace = grouped(
    workloads.filter(({ network }) => network === 'pod'),
    ({ namespace }) => namespace,
  );
  const bySize = new Map<number, Selection[]>();
  const byPlace = new Map<string, Selection[]>();
  for (const [namespace, own] of byNamespace) {
    for (const [pods, selector] of selectorsIn(own)) {
      const selection = { namespace, selector };
      entriesOf(bySize, pods).push(selection);
      entriesOf(byPlace, `${namespace} ${pods}`).push(selection);
    }
  }
  const sizes = [...bySize.keys()].sort((a, b) => a - b);
  return {
    ofSize: (pods, chance) => chance.pick(bySize.get(nearest(sizes, pods)) ?? []),
    inNamespace: (namespace, pods, chance) => {
      const found = byPlace.get(`${namespace} ${pods}`);
      return found === undefined ? 'none' : chance.pick(found);
    },
  };
}

/** All pods; one workload; an application of several; two or three workloads by name. */
function selectorsIn(workloads: readonly Workload[]): readonly (readonly [pods: number, selector: object])[] {
  const sum = (some: readonly Workload[]) => some.reduce((pods, workload) => pods + workload.pods, 0);
  const parts = grouped(workloads, ({ labels }) => labels['app.kubernetes.io/part-of'] ?? '');
  const neighbours = (count: number) =>
    workloads.slice(count - 1).map((_, i) => {
      const some = workloads.slice(i, i + count);
      const values = some.map(({ labels }) => labels.app ?? '');
      return [sum(some), { matchExpressions: [{ key: 'app', operator: 'In', values }] }] as const;
    });
  return [
    [sum(workloads), {}],
    ...workloads.map(({ pods, labels }) => [pods, matching(labels, 'app')] as const),
    ...[...parts].flatMap(([part, some]) =>
      part === '' ? [] : ([[sum(some), { matchLabels: { 'app.kubernetes.io/part-of': part } }]] as const),
    ),
    ...neighbours(2),
    ...neighbours(3),
  ];
}

function matching(labels: Labels, key: string): object {
  const [first = ''] = Object.keys(labels);
  return { matchLabels: labels[key] === undefined ? { [first]: labels[first] } : { [key]: labels[key] } };
}

function entriesOf<K>(map: Map<K, Selection[]>, key: K): Selection[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}

function nearest(sorted: readonly number[], wanted: number): number {
  return sorted.reduce(
    (best, size) => (Math.abs(size - wanted) < Math.abs(best - wanted) ? size : best),
    sorted[0] ?? 0,
  );
}
