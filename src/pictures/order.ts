// Who stands above whom: boxes within their stack and cards within their column are sorted by where their neighbours
// stand, in sweeps to and fro; the shortest edges seen are kept. Then boxes drift towards their neighbours.

import { apart } from './apart.ts';
import { type Arrangement, arrange, type Heights } from './arrange.ts';
import type { Box, Stacks } from './box.ts';
import type { Edge } from './edges.ts';
import { grouped } from './grouped.ts';
import type { Unit } from './units.ts';

export interface Arranged {
  readonly stacks: Stacks;
  readonly tops: ReadonlyMap<string, number>;
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

const sweeps = 8;

/** `tops` says how far down each box starts. */
export function arranged(plan: Stacks, edges: readonly Edge[], heights: Heights): Arranged {
  const neighbours = neighboursOf(edges, plan);
  let stacks = plan;
  let best = plan;
  let least = lengthOf(arrange(plan, heights), neighbours);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const indices = [...stacks.keys()];
    for (const i of sweep % 2 === 0 ? indices : indices.reverse()) {
      const at = arrange(stacks, heights);
      stacks = stacks.map((stack, k) => (k === i ? sortedStack(stack, at, neighbours) : stack));
    }
    const length = lengthOf(arrange(stacks, heights), neighbours);
    if (length < least) {
      least = length;
      best = stacks;
    }
  }
  return { stacks: best, tops: drifted(best, neighbours, heights) };
}

/** Outside blocks stand by the cards that they touch, but never draw those after them: they come and go with edits. */
function neighboursOf(edges: readonly Edge[], stacks: Stacks): Neighbours {
  const units = new Map(stacks.flat().flatMap((box) => box.columns.flat().map((unit) => [unit.key, unit] as const)));
  const isInside = (key: string) => (units.get(key)?.workloads ?? 0) > 0;
  const pairs = edges
    .filter(({ from, to }) => from !== to && units.has(from) && units.has(to))
    .flatMap(({ from, to }) => [
      { key: from, other: to },
      { key: to, other: from },
    ])
    .filter(({ key, other }) => isInside(other) || !isInside(key));
  return new Map([...grouped(pairs, ({ key }) => key)].map(([key, group]) => [key, group.map(({ other }) => other)]));
}

function lengthOf({ middles }: Arrangement, neighbours: Neighbours): number {
  let length = 0;
  for (const [key, others] of neighbours) {
    const own = middles.get(key) ?? 0;
    for (const other of others) length += Math.abs(own - (middles.get(other) ?? 0));
  }
  return length;
}

function sortedStack(stack: readonly Box[], { middles }: Arrangement, neighbours: Neighbours): readonly Box[] {
  const pull = (unit: Unit, among: (key: string) => boolean): number => {
    const others = (neighbours.get(unit.key) ?? []).filter(among);
    return others.length === 0 ? (middles.get(unit.key) ?? 0) : mean(others.map((key) => middles.get(key) ?? 0));
  };
  const boxes = stack.map((box) => {
    const own = new Set(box.columns.flat().map((unit) => unit.key));
    const abroad = (key: string) => !own.has(key);
    const columns = box.columns.map((column) => sortedBy(column, (unit) => pull(unit, () => true)));
    return { box: { ...box, columns }, weight: mean(box.columns.flat().map((unit) => pull(unit, abroad))) };
  });
  return sortedBy(boxes, ({ weight }) => weight).map(({ box }) => box);
}

/** Stable, so that ties keep the order of names. */
function sortedBy<T>(items: readonly T[], weight: (item: T) => number): readonly T[] {
  return [...items].sort((a, b) => weight(a) - weight(b));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function drifted(stacks: Stacks, neighbours: Neighbours, heights: Heights): ReadonlyMap<string, number> {
  let tops: ReadonlyMap<string, number> = arrange(stacks, heights).tops;
  for (const _ of [1, 2, 3, 4]) {
    for (const stack of stacks) {
      const { middles } = arrange(stacks, heights, tops);
      const wishes = stack.map((box) => wish(box, tops.get(box.key) ?? 0, middles, neighbours));
      const placed = apart(
        wishes,
        stack.map((box) => heights.box(box) + heights.gap),
      );
      tops = new Map([...tops, ...stack.map((box, i) => [box.key, placed[i] ?? 0] as const)]);
    }
  }
  return tops;
}

function wish(box: Box, top: number, middles: ReadonlyMap<string, number>, neighbours: Neighbours): number {
  const own = new Set(box.columns.flat().map((unit) => unit.key));
  const shifts = [...own].flatMap((key) =>
    (neighbours.get(key) ?? [])
      .filter((other) => !own.has(other))
      .map((other) => (middles.get(other) ?? 0) - (middles.get(key) ?? 0)),
  );
  return top + 0.7 * mean(shifts);
}
