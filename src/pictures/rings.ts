// Blast rings: the start in the middle, on ring k what is first reached at step k, by workload, with an area of its
// pods. Each mark keeps to the sector of what led to it, and in there to that of its namespace: so branches fan out
// and never cross. A gap at twelve o'clock is for the rings' names. The internet is a mark outside the rings.

import type { Blast, Reached } from './blast.ts';
import { grouped } from './grouped.ts';
import type { Point } from './rect.ts';

export interface RingMark extends Point {
  readonly reached: Reached;
  readonly radius: number;
  /** From twelve o'clock, clockwise, in radians. */
  readonly angle: number;
  readonly distance: number;
}

export interface Ring {
  readonly hop: number;
  readonly radius: number;
  readonly count: number;
  readonly label: string;
}

export interface Rings {
  /** The radius of the outermost ring. */
  readonly extent: number;
  /** How much larger text must be written, so that it can still be read when the whole is in sight. */
  readonly textScale: number;
  readonly start: RingMark;
  readonly rings: readonly Ring[];
  readonly marks: readonly RingMark[];
  readonly branches: readonly { readonly from: RingMark; readonly to: RingMark }[];
}

const gapHalf = 62; // half the room for a ring's name
const beyond = 78; // from the outermost ring to the internet

export function ringsOf(blast: Blast): Rings {
  const start = { reached: blast.start, x: 0, y: 0, radius: 15, angle: 0, distance: 0 };
  const tree = treeOf(blast);
  const radii = radiiOf(blast, tree);
  const rings = ringNames(blast, radii);
  const extent = radii.at(-1) ?? 0;
  const textScale = Math.min(2.4, Math.max(1, extent / 420));
  const marks = new Map<string, RingMark>();
  for (const { reached, share } of spread(blast.start.key, 0, 1, tree, radii)) {
    const distance = reached.kind === 'outside' ? extent + beyond : (radii[reached.hop] ?? extent);
    const angle = angleAt(share, distance, gapHalf * textScale);
    const x = distance * Math.sin(angle);
    const y = -distance * Math.cos(angle);
    marks.set(reached.key, { reached, angle, distance, x, y, radius: radiusOf(reached) });
  }
  const branches = [...marks.values()].flatMap((to) => {
    const from = to.reached.parent === start.reached.key ? start : marks.get(to.reached.parent);
    return from === undefined ? [] : [{ from, to }];
  });
  return { extent, textScale, start, rings, marks: [...marks.values()], branches };
}

/** The area of a mark grows with what it counts. */
function radiusOf({ kind, count }: Reached): number {
  return kind === 'outside' ? 20 : Math.min(24, 4.6 * Math.sqrt(count));
}

interface Tree {
  readonly children: (key: string) => readonly Reached[];
  /** Of a mark with everything behind it, as a length on its ring. */
  readonly need: (reached: Reached, radii: readonly number[]) => number;
}

function treeOf({ reached }: Blast): Tree {
  const byParent = grouped([...reached].sort(byNamespaceAndName), (item) => item.parent);
  const children = (key: string) => byParent.get(key) ?? [];
  const need = (item: Reached, radii: readonly number[]): number => {
    const ring = item.kind === 'outside' ? (radii.at(-1) ?? 0) + beyond : (radii[item.hop] ?? beyond);
    const own = (2 * radiusOf(item) + 6) / ring;
    return Math.max(own, needs(children(item.key), radii));
  };
  const needs = (items: readonly Reached[], radii: readonly number[]) =>
    items.reduce((sum, item) => sum + need(item, radii), 0);
  return { children, need };
}

function byNamespaceAndName(a: Reached, b: Reached): number {
  const [one, other] = [a, b].map(({ namespace, name, key }) => [namespace, name, key].join('\u0000'));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

/** Rings stand apart evenly, and further where the marks need more room; index 0 is the start. */
function radiiOf(blast: Blast, tree: Tree): readonly number[] {
  const first = Math.max(118, 220 - 40 * blast.hops);
  const between = blast.hops > 6 ? 64 : Math.max(92, 140 - 12 * blast.hops);
  const radii = [0, ...Array.from({ length: blast.hops }, (_, i) => first + i * between)];
  const needed = tree.children(blast.start.key).reduce((sum, item) => sum + tree.need(item, radii), 0);
  const room = 2 * Math.PI - 2 * Math.asin(gapHalf / first);
  const grow = Math.max(1, needed / room);
  return radii.map((radius) => radius * grow);
}

function ringNames({ reached }: Blast, radii: readonly number[]): readonly Ring[] {
  const byHop = grouped(
    reached.filter((item) => item.kind !== 'outside'),
    (item) => `${item.hop}`,
  );
  return radii.slice(1).map((radius, i) => {
    const items = byHop.get(`${i + 1}`) ?? [];
    const count = items.reduce((sum, item) => sum + item.count, 0);
    const one = items.every((item) => item.kind === 'pods' || item.kind === 'namespace') ? 'pod' : 'thing';
    return { hop: i + 1, radius, count, label: `step ${i + 1} · ${count} ${one}${count === 1 ? '' : 's'}` };
  });
}

/** Shares of the circle, from 0 to 1: each mark in the middle of what it and everything behind it need. */
function spread(key: string, from: number, to: number, tree: Tree, radii: readonly number[]) {
  const found: { readonly reached: Reached; readonly share: number }[] = [];
  const children = tree.children(key);
  const needs = children.map((child) => tree.need(child, radii));
  const total = needs.reduce((sum, need) => sum + need, 0);
  let at = from;
  for (const [i, reached] of children.entries()) {
    const next = at + ((needs[i] ?? 0) / total) * (to - from);
    found.push({ reached, share: (at + next) / 2 }, ...spread(reached.key, at, next, tree, radii));
    at = next;
  }
  return found;
}

/** The gap for the names is equally wide on every ring. */
function angleAt(share: number, distance: number, half: number): number {
  const gap = Math.asin(Math.min(0.8, half / distance));
  return gap + share * (2 * Math.PI - 2 * gap);
}
