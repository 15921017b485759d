// Which card stands in which column of which box: boxes are namespaces, layered by the flows between them, and
// inside a box its workloads are layered by the flows among them. Of all ways to merge layers the one that can be
// shown largest on a screen is taken. Only flows from before an edit are looked at, so the plan outlives edits.

import { type Box, boxKey, type SizeOf, type Stacks } from './box.ts';
import type { Edge, Fan } from './edges.ts';
import { grouped } from './grouped.ts';
import { layersOf } from './layering.ts';
import { qualityOf, weightOf } from './quality.ts';
import type { Unit } from './units.ts';

export interface Plan {
  readonly sources: readonly Box[];
  readonly stacks: Stacks;
  readonly destinations: readonly Box[];
}

export function planOf(units: readonly Unit[], drawn: readonly Edge[], fans: readonly Fan[], sizeOf: SizeOf): Plan {
  const inside = [
    ...grouped(
      units.filter((unit) => unit.workloads > 0),
      (unit) => unit.namespace,
    ),
  ];
  const bare = (kind: Unit['kind']) => units.filter((unit) => unit.kind === kind).map(bareBox);
  const sources = bare('source');
  const destinations = bare('destination');
  let stacks: Stacks = [];
  let best = 0;
  for (const candidate of candidates(inside, drawn, fans, sizeOf)) {
    const quality = qualityOf(candidate, drawn, sizeOf);
    if (quality <= best) continue;
    best = quality;
    stacks = candidate;
  }
  return { sources, stacks, destinations };
}

type Members = readonly (readonly [string, readonly [Unit, ...Unit[]]])[];

function candidates(inside: Members, drawn: readonly Edge[], fans: readonly Fan[], sizeOf: SizeOf): readonly Stacks[] {
  return [4, 3, 2, 1].flatMap((columns) => {
    const boxes = inside.map(([namespace, members]) => boxOf(namespace, members, drawn, columns));
    const layers = layersOfBoxes(boxes, drawn, fans);
    return Array.from({ length: Math.max(0, ...layers) + 1 }, (_, i) =>
      stacked(boxes, layers, merged(layers, i + 1, boxes, sizeOf), sizeOf),
    ).reverse();
  });
}

/** A merged layer that is too tall is split again where its own layers were. */
function stacked(boxes: readonly Box[], fine: readonly number[], coarse: readonly number[], sizeOf: SizeOf): Stacks {
  const tallest = tallestStack(boxes, sizeOf);
  const order = [...boxes.keys()].sort((a, b) => (fine[a] ?? 0) - (fine[b] ?? 0) || a - b);
  return [...Array(Math.max(0, ...coarse) + 1).keys()].flatMap((layer) => {
    const together = order.filter((i) => coarse[i] === layer);
    return split(
      together.flatMap((i) => boxes[i] ?? []),
      tallest,
      sizeOf,
    );
  });
}

function bareBox(unit: Unit): Box {
  return { key: unit.key, kind: 'bare', name: unit.name, columns: [[unit]] };
}

function boxOf(namespace: string, members: readonly [Unit, ...Unit[]], drawn: readonly Edge[], most: number): Box {
  const [first] = members;
  if (first.kind === 'namespace') return bareBox(first);
  const layers = layersOf(
    members.length,
    arcsAmong(
      members.map((unit) => [unit.key]),
      drawn,
    ),
  );
  const rows = Math.max(4, Math.ceil(Math.sqrt(members.length * 1.6)));
  const columns = [...Array(Math.min(most, Math.max(...layers) + 1)).keys()].flatMap((layer) =>
    chunks(
      members.filter((_, i) => Math.min(most - 1, layers[i] ?? 0) === layer),
      rows,
    ),
  );
  return { key: boxKey(namespace), kind: 'frame', name: namespace, columns };
}

function arcsAmong(groups: readonly (readonly string[])[], drawn: readonly Edge[]) {
  const groupOf = new Map(groups.flatMap((keys, i) => keys.map((key) => [key, i] as const)));
  return drawn.flatMap((edge) => {
    const from = groupOf.get(edge.from);
    const to = groupOf.get(edge.to);
    return from === undefined || to === undefined ? [] : [{ from, to, weight: weightOf(edge) }];
  });
}

/** What only its fans tie to the others stands at the end that they point to. */
function layersOfBoxes(boxes: readonly Box[], drawn: readonly Edge[], fans: readonly Fan[]): readonly number[] {
  const keys = boxes.map((box) => box.columns.flat().map((unit) => unit.key));
  const arcs = arcsAmong(keys, drawn).filter((arc) => arc.from !== arc.to);
  const layers = layersOf(boxes.length, arcs);
  const last = Math.max(0, ...layers) + (arcs.length > 0 ? 1 : 0);
  return layers.map((layer, i) => {
    if (arcs.some((arc) => arc.from === i || arc.to === i)) return layer;
    const own = fans.filter((fan) => keys[i]?.includes(fan.unit));
    const used = own.some((fan) => fan.side === 'in') && !own.some((fan) => fan.side === 'out');
    return used ? last : 0;
  });
}

/** No more than `most` layers: the neighbours that are lowest together become one. */
function merged(layers: readonly number[], most: number, boxes: readonly Box[], sizeOf: SizeOf): readonly number[] {
  let now = layers;
  for (let count = Math.max(0, ...layers) + 1; count > most; count--) {
    const heights = Array.from(
      { length: count },
      (_, layer) => sizeOf(boxes.filter((_, i) => now[i] === layer)).height,
    );
    const together = heights.slice(1).map((height, i) => height + (heights[i] ?? 0));
    const lowest = together.indexOf(Math.min(...together));
    now = now.map((layer) => (layer > lowest ? layer - 1 : layer));
  }
  return now;
}

/** So that the whole is about half again as wide as tall. */
function tallestStack(boxes: readonly Box[], sizeOf: SizeOf): number {
  const sizes = boxes.map((box) => sizeOf([box]));
  const area = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
  return Math.max(560, Math.sqrt(area / 1.6), ...sizes.map(({ height }) => height));
}

function split(boxes: readonly Box[], tallest: number, sizeOf: SizeOf): Box[][] {
  const total = sizeOf(boxes).height;
  const share = total / Math.max(1, Math.ceil(total / tallest));
  const stacks: Box[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const own = sizeOf([box]).height;
    if (height + own / 2 > share) {
      stacks.push([]);
      height = 0;
    }
    stacks.at(-1)?.push(box);
    height += own;
  }
  return stacks;
}

function chunks<T>(items: readonly T[], most: number): T[][] {
  const parts = Math.ceil(items.length / most);
  const size = Math.ceil(items.length / Math.max(1, parts));
  return [...Array(parts).keys()].map((i) => items.slice(i * size, (i + 1) * size));
}
