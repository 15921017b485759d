// Curves between cards. An edge leaves the side that faces its goal and arrives level with its port. Where a straight
// curve would run over other cards it is led through gaps: one gate for each stack or column between its ends.

import { apart } from './apart.ts';
import { frame } from './arrange.ts';
import type { Edge } from './edges.ts';
import { grouped } from './grouped.ts';
import type { Card, Placed } from './place.ts';
import { sizes } from './place.ts';
import type { Point } from './rect.ts';

export interface Gate {
  /** Which gap: edges through one gap are spread in it. */
  readonly key: string;
  readonly near: number;
  readonly far: number;
  readonly low: number;
  readonly high: number;
  readonly y: number;
}

export interface Route {
  readonly start: Point;
  readonly end: Point;
  /** Both ends at their right sides, one above the other. */
  readonly shape: 'across' | 'beside';
  readonly gates: readonly Gate[];
}

interface Blocked {
  readonly key: string;
  readonly left: number;
  readonly right: number;
  readonly spans: readonly { readonly top: number; readonly bottom: number }[];
}

const clearance = 8;

export function isBeside(from: Card, to: Card): boolean {
  return from.stack === to.stack && from.column === to.column;
}

/** Where an edge reaches a card: the row of its port, or the middle of the title. */
export function rowOf(card: Card, edge: Edge): number {
  const row = card.rows.find(({ kind, labels }) => kind === 'port' && labels.includes(edge.labelBefore));
  return row?.y ?? card.y + sizes.title / 2;
}

export function routeOf(from: Card, to: Card, startY: number, endY: number, placed: Placed): Route {
  if (isBeside(from, to)) {
    const right = { x: from.x + from.width, y: startY };
    return { start: right, end: { x: to.x + to.width, y: endY }, shape: 'beside', gates: [] };
  }
  const rightwards = from.x < to.x;
  const start = { x: rightwards ? from.x + from.width : from.x, y: startY };
  const end = { x: rightwards ? to.x : to.x + to.width, y: endY };
  const blocks = blockedBetween(from, to, placed);
  const gates = isClear(start, end, blocks) ? [] : gatesThrough(start, end, rightwards ? blocks : blocks.reverse());
  return { start, end, shape: 'across', gates };
}

/** What stands between two cards, from left to right: in their own boxes single cards, elsewhere whole boxes. */
function blockedBetween(from: Card, to: Card, { cards, boxes, stacks }: Placed): Blocked[] {
  const [left, right] = from.x < to.x ? [from, to] : [to, from];
  const found: Blocked[] = [];
  for (const [s, span] of stacks.entries()) {
    if (s < left.stack || s > right.stack) continue;
    const inStack = boxes.filter((box) => box.stack === s);
    if (s !== left.stack && s !== right.stack) {
      found.push({ key: `${s}`, ...span, spans: inStack.map(spanOf) });
      continue;
    }
    const columns = new Set([...cards.values()].filter((card) => card.stack === s).map((card) => card.column));
    for (const column of [...columns].sort((a, b) => a - b)) {
      if (s === left.stack && column <= left.column) continue;
      if (s === right.stack && column >= right.column) continue;
      const own = [...cards.values()].filter(
        (card) => card.stack === s && card.column === column && (card.box === left.box || card.box === right.box),
      );
      const others = inStack.filter(
        ({ box }) => box.key !== left.box && box.key !== right.box && box.columns.length > column,
      );
      const [any] = [...cards.values()].filter((card) => card.stack === s && card.column === column);
      if (any === undefined) continue;
      // a line over a namespace's name would strike it out
      const titles = inStack.filter(
        ({ box }) => box.kind === 'frame' && (box.key === left.box || box.key === right.box),
      );
      const spans = [
        ...own.map(spanOf),
        ...others.map(spanOf),
        ...titles.map(({ y }) => ({ top: y - 4, bottom: y + frame.head - 4 })),
      ];
      found.push({ key: `${s}.${column}`, left: any.x - 12, right: any.x + any.width + 12, spans });
    }
  }
  return found;
}

function spanOf({ y, height }: { readonly y: number; readonly height: number }) {
  return { top: y - clearance, bottom: y + height + clearance };
}

/** Looks at the S-curve that a single bezier would draw. */
function isClear(start: Point, end: Point, blocks: readonly Blocked[]): boolean {
  return blocks.every(({ left, right, spans }) =>
    [left, (left + right) / 2, right].every((x) => {
      const y = heightOf(start, end, x);
      return spans.every(({ top, bottom }) => y < top || y > bottom);
    }),
  );
}

function heightOf(start: Point, end: Point, x: number): number {
  const t = Math.min(1, Math.max(0, (x - start.x) / (end.x - start.x)));
  return start.y + (end.y - start.y) * (t * t * (3 - 2 * t));
}

function gatesThrough(start: Point, end: Point, blocks: readonly Blocked[]): Gate[] {
  let at = start;
  const rightwards = start.x < end.x;
  return blocks.map(({ key, left, right, spans }) => {
    const near = rightwards ? left : right;
    const far = rightwards ? right : left;
    const wished = at.y + (end.y - at.y) * Math.min(1, Math.abs((near + far) / 2 - at.x) / Math.abs(end.x - at.x));
    const { y, low, high } = nearestGap(wished, spans);
    at = { x: far, y };
    return { key: `${key}:${low}`, near, far, low, high, y };
  });
}

function nearestGap(wished: number, spans: Blocked['spans']) {
  const gaps: { low: number; high: number }[] = [];
  let low = Number.NEGATIVE_INFINITY;
  for (const { top, bottom } of [...spans].sort((a, b) => a.top - b.top)) {
    if (top >= low) gaps.push({ low, high: top });
    low = Math.max(low, bottom);
  }
  gaps.push({ low, high: Number.POSITIVE_INFINITY });
  const inGap = ({ low, high }: { low: number; high: number }) => Math.min(high, Math.max(low, wished));
  const [best = { low, high: low }] = gaps.sort((a, b) => Math.abs(inGap(a) - wished) - Math.abs(inGap(b) - wished));
  return { y: inGap(best), ...best };
}

/** Edges through one gap keep off each other, as far as the gap is wide. */
export function spread(routes: readonly Route[]): readonly Route[] {
  const passages = routes.flatMap((route) => route.gates.map((gate) => ({ gate, route })));
  const heights = new Map<Gate, number>();
  for (const group of grouped(passages, ({ gate }) => gate.key).values()) {
    const inOrder = [...group].sort(
      (a, b) => a.gate.y - b.gate.y || a.route.start.y - b.route.start.y || a.route.end.y - b.route.end.y,
    );
    const { low, high } = group[0].gate;
    const step = Math.min(6, (high - low) / (group.length + 1));
    const wished = inOrder.map(({ gate }) => Math.min(high, Math.max(low, gate.y)));
    const placed = apart(
      wished,
      wished.map(() => step),
    );
    // what is pushed out below moves up again, all together
    const over = Math.max(0, (placed.at(-1) ?? 0) - high);
    const under = Math.max(0, low - (placed[0] ?? 0));
    for (const [i, { gate }] of inOrder.entries()) heights.set(gate, (placed[i] ?? gate.y) - over + under);
  }
  return routes.map((route) => ({
    ...route,
    gates: route.gates.map((gate) => ({ ...gate, y: heights.get(gate) ?? gate.y })),
  }));
}
