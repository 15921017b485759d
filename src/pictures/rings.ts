// Blast rings: the start in the middle, on ring k what is first reached at step k, by workload, with an area of its
// pods. A namespace has the same sector on every ring; inside it marks stand in the order of what led to them, so
// that edges fan out. A gap at twelve o'clock is for the rings' names. The internet is one mark, outside the rings.

import type { Blast, Reached } from './blast.ts';
import { grouped } from './grouped.ts';
import type { Point } from './route.ts';

export interface RingMark extends Point {
  readonly reached: Reached;
  readonly radius: number;
  /** From twelve o'clock, clockwise, in radians. */
  readonly angle: number;
}

export interface Ring {
  readonly hop: number;
  readonly radius: number;
  readonly count: number;
  readonly label: string;
}

export interface Sector {
  readonly namespace: string;
  readonly from: number;
  readonly to: number;
}

export interface Rings {
  /** Of a square around (0, 0), without the internet's mark. */
  readonly extent: number;
  readonly start: RingMark;
  readonly rings: readonly Ring[];
  readonly sectors: readonly Sector[];
  readonly marks: readonly RingMark[];
  readonly branches: readonly { readonly from: RingMark; readonly to: RingMark }[];
}

const gapHalf = 62; // half the room for a ring's name
const startRadius = 15;
const firstRing = 118;
const betweenRings = 96;

export function ringsOf(blast: Blast): Rings {
  const { start, reached, hops } = blast;
  const inside = reached.filter((item) => item.kind !== 'outside');
  const byHop = grouped(inside, (item) => `${item.hop}`);
  const sectors = sectorsOf(inside);
  const rings: Ring[] = [];
  const marks = new Map<string, RingMark>();
  const startMark = { reached: start, x: 0, y: 0, radius: startRadius, angle: 0 };
  let radius = firstRing - betweenRings;
  for (let hop = 1; hop <= hops; hop++) {
    const items = byHop.get(`${hop}`) ?? [];
    radius = Math.max(radius + betweenRings, roomFor(items));
    for (const mark of onRing(items, radius, sectors, (key) => marks.get(key)?.angle ?? 0))
      marks.set(mark.reached.key, mark);
    const count = items.reduce((sum, item) => sum + item.count, 0);
    rings.push({ hop, radius, count, label: `step ${hop} · ${count} ${noun(items, count)}` });
  }
  const extent = radius + 34;
  for (const [i, item] of reached.filter((item) => item.kind === 'outside').entries()) {
    marks.set(item.key, { reached: item, x: extent + 84, y: i * 64, radius: 20, angle: Math.PI / 2 });
  }
  const branches = [...marks.values()].flatMap((to) => {
    const from = to.reached.parent === start.key ? startMark : marks.get(to.reached.parent);
    return from === undefined ? [] : [{ from, to }];
  });
  return { extent, start: startMark, rings, sectors: arcs(sectors, radius), marks: [...marks.values()], branches };
}

/** The area of a mark grows with what it counts. */
export function radiusOf(count: number): number {
  return Math.min(24, 4.6 * Math.sqrt(count));
}

function noun(items: readonly Reached[], count: number): string {
  const one = items.every((item) => item.kind === 'pods') ? 'pod' : 'thing';
  return count === 1 ? one : `${one}s`;
}

function roomFor(items: readonly Reached[]): number {
  const around = items.reduce((sum, item) => sum + 2 * radiusOf(item.count) + 5, 2 * gapHalf);
  return around / (2 * Math.PI);
}

/** Shares of the circle, from 0 to 1, alphabetical; as large as the namespace's fullest ring needs. */
function sectorsOf(items: readonly Reached[]): readonly Sector[] {
  const needs = [...grouped(items, (item) => item.namespace)]
    .map(([namespace, group]) => {
      const rings = [...grouped(group, (item) => `${item.hop}`).values()];
      const need = Math.max(...rings.map((ring) => ring.reduce((sum, item) => sum + radiusOf(item.count) + 6, 0)));
      return { namespace, need: need + 8 };
    })
    .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  const total = needs.reduce((sum, { need }) => sum + need, 0);
  let at = 0;
  return needs.map(({ namespace, need }) => {
    const from = at;
    at += need / total;
    return { namespace, from, to: at };
  });
}

function angleAt(share: number, radius: number): number {
  const gap = Math.asin(Math.min(0.95, gapHalf / radius));
  return gap + share * (2 * Math.PI - 2 * gap);
}

function arcs(sectors: readonly Sector[], radius: number): readonly Sector[] {
  return sectors.map((sector) => ({
    ...sector,
    from: angleAt(sector.from, radius + 24) + 0.012,
    to: angleAt(sector.to, radius + 24) - 0.012,
  }));
}

function onRing(
  items: readonly Reached[],
  radius: number,
  sectors: readonly Sector[],
  parentAngle: (key: string) => number,
): readonly RingMark[] {
  return sectors.flatMap((sector) => {
    const here = items
      .filter((item) => item.namespace === sector.namespace)
      .sort((a, b) => parentAngle(a.parent) - parentAngle(b.parent) || (a.key < b.key ? -1 : 1));
    const widths = here.map((item) => 2 * radiusOf(item.count) + 5);
    const total = widths.reduce((sum, width) => sum + width, 0);
    let used = 0;
    return here.map((reached, i) => {
      const width = widths[i] ?? 0;
      const share = sector.from + ((used + width / 2) / total) * (sector.to - sector.from);
      used += width;
      const angle = angleAt(share, radius);
      const x = radius * Math.sin(angle);
      return { reached, angle, x, y: -radius * Math.cos(angle), radius: radiusOf(reached.count) };
    });
  });
}
