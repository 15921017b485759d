// What has some words in its name: for lists that are too long to be sent. Every kind is counted, and the first of each
// are told.

import type { Cluster } from '../../engine/model/cluster.ts';
import type { ObjectView } from '../answers.ts';
import type { Held } from '../held.ts';
import { podView, policyView, serviceView, workloadView } from '../present/ends.ts';
import { policiesOf } from '../present/policy-entry.ts';
import type { Found, Question } from '../questions.ts';

type Group = Found['groups'][number];
type Item = Group['items'][number];

export async function findReply({ now: { cluster } }: Held, { text, most }: Question<'find'>): Promise<Found> {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (name: string) => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  const group = (kind: Group['kind'], items: Iterable<Item>): Group => told(kind, items, fits, most);
  return {
    kind: 'Found',
    text,
    groups: [
      group(
        'Namespace',
        views(cluster.namespaces, ({ name }) => ({ kind: 'Namespace', name })),
      ),
      group('workload', workloads(cluster)),
      group('policy', views(policiesOf(cluster), policyView)),
      group('Pod', pods(cluster)),
      group('Service', views(cluster.services, serviceView)),
      group(
        'Node',
        views(cluster.nodes, ({ name }) => ({ kind: 'Node', name })),
      ),
    ],
  };
}

function told(kind: Group['kind'], all: Iterable<Item>, fits: (name: string) => boolean, most: number): Group {
  const items: Item[] = [];
  let count = 0;
  for (const item of all) {
    const { namespace, name } = item.object;
    if (!fits(namespace === undefined ? name : `${namespace}/${name}`)) continue;
    count += 1;
    if (items.length < most) items.push(item);
  }
  return { kind, count, items };
}

function* views<T>(list: readonly T[], view: (item: T) => ObjectView): Generator<Item> {
  for (const item of list) yield { object: view(item) };
}

/** Each once; pods stand sorted by namespace. */
function* workloads({ pods }: Cluster): Generator<Item> {
  let here = { namespace: '', names: new Set<string>() };
  for (const { workload, namespace } of pods) {
    if (namespace.name !== here.namespace) here = { namespace: namespace.name, names: new Set() };
    const key = `${workload.kind}/${workload.name}`;
    if (here.names.has(key)) continue;
    here.names.add(key);
    yield { object: workloadView(workload) };
  }
}

/** A workload that stands for its pods is no pod to be found by name. */
function* pods({ pods: all }: Cluster): Generator<Item> {
  for (const pod of all) {
    if (pod.kind === 'Pod') yield { object: podView(pod), workload: workloadView(pod.workload) };
  }
}
