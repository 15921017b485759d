// What a blast reaches, gathered for a picture: the pods of one workload that are first reached at the same step are
// one item, and its parent is the item that most of them were reached from. A step with too many items is gathered
// by namespace. Counts are of the answer's own list, so they add up to it.

import type { AttackStepView, BlastRadius, Certainty, ThingView } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { thingKey } from './ends.ts';
import { grouped } from './grouped.ts';

export interface Reached {
  readonly key: string;
  readonly kind: 'pods' | 'things' | 'namespace' | 'start' | 'outside';
  readonly name: string;
  readonly namespace: string;
  readonly hop: number;
  readonly count: number;
  readonly certainty: Certainty;
  /** The key of the item that led here; the start's own is ''. */
  readonly parent: string;
  readonly things: readonly ThingView[];
  /** What stands for all of them when somebody picks the mark. */
  readonly subject: ThingView;
}

export interface Blast {
  readonly start: Reached;
  readonly reached: readonly Reached[];
  readonly hops: number;
}

export const mostMarks = 400;
const startKey = 'start';

type Item = BlastRadius['reached'][number] & { readonly owner: ThingView };

export function blastOf({ starts, reached, steps }: BlastRadius, workloads: readonly WorkloadView[]): Blast {
  const owners = new Map(
    workloads.flatMap((w) => w.pods.map(({ pod }) => [thingKey(pod), { ...w.workload }] as const)),
  );
  const started = new Set(starts.map(thingKey));
  const items = reached
    .filter((item) => item.hops > 0 && !started.has(thingKey(item.what)))
    .map((item): Item => ({ ...item, owner: owners.get(thingKey(item.what)) ?? item.what }));
  const groupOf = groupsOf(items);
  const stepOf = new Map(steps.map((step) => [step.id, step]));
  const keyOfThing = new Map(items.map((item) => [thingKey(item.what), groupOf(item)]));
  const groups = [...grouped(items, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    start: startOf(starts, (thing) => owners.get(thingKey(thing)) ?? thing),
    reached: groups.map(([key, group]) => reachedOf(key, group, parentOf(group, stepOf, keyOfThing))),
    hops: items.reduce((most, item) => (item.what.kind === 'Outside' ? most : Math.max(most, item.hops)), 0),
  };
}

function groupsOf(items: readonly Item[]): (item: Item) => string {
  const byWorkload = (item: Item) => JSON.stringify([item.hops, thingKey(item.owner)]);
  const byNamespace = (item: Item) => JSON.stringify([item.hops, 'namespace', item.owner.namespace ?? '']);
  const crowded = new Set(
    [...grouped(items, (item) => `${item.hops}`)]
      .filter(([, ring]) => new Set(ring.map(byWorkload)).size > mostMarks)
      .map(([hop]) => hop),
  );
  return (item) => (crowded.has(`${item.hops}`) && item.what.kind !== 'Outside' ? byNamespace(item) : byWorkload(item));
}

function reachedOf(key: string, group: readonly [Item, ...Item[]], parent: string): Reached {
  const [{ owner, hops, what }] = group;
  const namespace = owner.namespace ?? '';
  const isNamespace = new Set(group.map((item) => thingKey(item.owner))).size > 1;
  const name = isNamespace ? namespace : (owner.name ?? (what.kind === 'Outside' ? 'internet' : what.kind));
  const isPods = group.every((item) => item.what.namespace !== undefined && item.what.name !== undefined);
  return {
    key,
    kind: what.kind === 'Outside' ? 'outside' : isNamespace ? 'namespace' : isPods ? 'pods' : 'things',
    name,
    namespace,
    hop: hops,
    count: group.length,
    certainty: group.some((item) => item.certainty === 'certain') ? 'certain' : 'possible',
    parent,
    things: group.map((item) => item.what),
    subject: isNamespace ? { kind: 'Namespace', name: namespace } : owner,
  };
}

/** The last step to each thing names what it came from; most count, ties go to the first by key. */
function parentOf(
  group: readonly Item[],
  stepOf: ReadonlyMap<string, AttackStepView>,
  keyOfThing: ReadonlyMap<string, string>,
): string {
  const votes = new Map<string, number>();
  for (const item of group) {
    const needs = stepOf.get(item.steps.at(-1) ?? '')?.needs ?? [];
    const parent = needs.map((need) => keyOfThing.get(thingKey(need))).find((key) => key !== undefined) ?? startKey;
    votes.set(parent, (votes.get(parent) ?? 0) + 1);
  }
  const sorted = [...votes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return sorted[0]?.[0] ?? startKey;
}

/** Named by the workload if all are its pods. */
function startOf(starts: readonly ThingView[], ownerOf: (thing: ThingView) => ThingView): Reached {
  const [first = { kind: 'Pod' }, ...more] = starts.map(ownerOf);
  const isOne = more.every((other) => thingKey(other) === thingKey(first));
  return {
    key: startKey,
    kind: 'start',
    name: isOne ? (first.name ?? first.kind) : `${starts.length} starts`,
    namespace: isOne ? (first.namespace ?? '') : '',
    hop: 0,
    count: starts.length,
    certainty: 'certain',
    parent: '',
    things: starts,
    subject: first,
  };
}
