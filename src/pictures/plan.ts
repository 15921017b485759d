// Which card stands in which column of which box: boxes are namespaces, layered by the flows between them, and
// inside a box its workloads are layered by the flows among them. Columns that would grow too tall are split.
// Only flows from before an edit are looked at, so the plan stays when the flows change.

import type { Edge, Fan } from './edges.ts';
import { grouped } from './grouped.ts';
import { layersOf } from './layering.ts';
import type { Unit } from './units.ts';

/** 'frame': a namespace drawn around its cards. 'bare': one card that stands for itself. */
export interface Box {
  readonly key: string;
  readonly kind: 'frame' | 'bare';
  readonly name: string;
  readonly columns: readonly (readonly Unit[])[];
}

/** Boxes from left to right; those of one stack stand above each other. */
export type Stacks = readonly (readonly Box[])[];

export interface Plan {
  readonly sources: readonly Box[];
  readonly stacks: Stacks;
  readonly destinations: readonly Box[];
}

export type Size = (box: Box) => { readonly width: number; readonly height: number };

export function planOf(units: readonly Unit[], drawn: readonly Edge[], fans: readonly Fan[], sizeOf: Size): Plan {
  const inside = units.filter((unit) => unit.workloads > 0);
  const boxes = [...grouped(inside, (unit) => unit.namespace)].map(([namespace, members]) =>
    boxOf(namespace, members, drawn),
  );
  const layers = layersOfBoxes(boxes, drawn, fans);
  const tallest = tallestStack(boxes, sizeOf);
  const stacks = [...Array(Math.max(0, ...layers) + 1).keys()].flatMap((layer) =>
    split(
      boxes.filter((_, i) => layers[i] === layer),
      tallest,
      sizeOf,
    ),
  );
  const bare = (kind: Unit['kind']) => units.filter((unit) => unit.kind === kind).map(bareBox);
  return { sources: bare('source'), stacks, destinations: bare('destination') };
}

function bareBox(unit: Unit): Box {
  return { key: unit.key, kind: 'bare', name: unit.name, columns: [[unit]] };
}

function boxOf(namespace: string, members: readonly [Unit, ...Unit[]], drawn: readonly Edge[]): Box {
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
  const columns = [...Array(Math.max(...layers) + 1).keys()].flatMap((layer) =>
    chunks(
      members.filter((_, i) => layers[i] === layer),
      rows,
    ),
  );
  return { key: JSON.stringify(['box', namespace]), kind: 'frame', name: namespace, columns };
}

/** Arcs between groups of cards, as heavy as they have edges from before the edit. */
function arcsAmong(groups: readonly (readonly string[])[], drawn: readonly Edge[]) {
  const groupOf = new Map(groups.flatMap((keys, i) => keys.map((key) => [key, i] as const)));
  return drawn.flatMap((edge) => {
    const from = groupOf.get(edge.from);
    const to = groupOf.get(edge.to);
    return edge.labelBefore === '' || from === undefined || to === undefined ? [] : [{ from, to, weight: 1 }];
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

/** So that the whole is about half again as wide as tall. */
function tallestStack(boxes: readonly Box[], sizeOf: Size): number {
  const sizes = boxes.map(sizeOf);
  const area = sizes.reduce((sum, { width, height }) => sum + (width + 90) * (height + 30), 0);
  return Math.max(420, Math.sqrt(area / 1.6), ...sizes.map(({ height }) => height));
}

function split(boxes: readonly Box[], tallest: number, sizeOf: Size): Box[][] {
  const total = boxes.reduce((sum, box) => sum + sizeOf(box).height, 0);
  const share = total / Math.max(1, Math.ceil(total / tallest));
  const stacks: Box[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const own = sizeOf(box).height;
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
