// Edges with their curves. Those of before an edit take their places first, so that what an edit adds bends round
// them and never shifts them; each change gets its sign and ports on a label of its own.

import { curveOf } from './curve.ts';
import type { Edge } from './edges.ts';
import { grouped } from './grouped.ts';
import { textWidth } from './label.ts';
import type { Card, Placed } from './place.ts';
import { sizes } from './place.ts';
import { overlap, type Point, type Rect } from './rect.ts';
import { type Route, routeOf, rowOf, spread } from './route.ts';

export interface DrawnEdge {
  readonly edge: Edge;
  readonly path: string;
  /** Where it arrives, and from which side: 1 rightwards, -1 leftwards. */
  readonly head: Point & { readonly direction: 1 | -1 };
  /** Where its label stands: the middle of the label. */
  readonly middle: Point;
  /** Whether there is room for the ports on the label, or for the sign alone. */
  readonly label: 'ports' | 'sign';
}

const mostLabels = 12;

interface Ended {
  readonly edge: Edge;
  readonly from: Card;
  readonly to: Card;
}

export function draw(edges: readonly Edge[], placed: Placed): readonly DrawnEdge[] {
  const old = routed(
    edges.filter((edge) => edge.labelBefore !== ''),
    placed,
    0,
  );
  const gained = routed(
    edges.filter((edge) => edge.labelBefore === ''),
    placed,
    9,
  );
  return labelled([...old, ...gained], placed);
}

/** Without regard to each other: shown for one card at a time. */
export function drawHidden(edges: readonly Edge[], placed: Placed): readonly DrawnEdge[] {
  return labelled(routed(edges, placed, 0), placed);
}

/** Where a flow between two cards would be drawn, if there were one. */
export function drawMissing(from: Card, to: Card, placed: Placed): { readonly path: string; readonly middle: Point } {
  const y = (card: Card) => card.y + sizes.title / 2;
  const curve = curveOf(routeOf(from, to, y(from), y(to), placed));
  return { path: curve.path, middle: curve.at(0.5) };
}

interface Routed {
  readonly edge: Edge;
  readonly route: Route;
}

function routed(edges: readonly Edge[], placed: Placed, lower: number): readonly Routed[] {
  const ended = edges.flatMap((edge): readonly Ended[] => {
    const from = placed.cards.get(edge.from);
    const to = placed.cards.get(edge.to);
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
  const starts = startsOf(ended);
  const all = ended.map(({ edge, from, to }) => {
    const start = from.y + sizes.title / 2 + (from === to ? -lower : lower + (starts.get(edge) ?? 0));
    return { edge, route: routeOf(from, to, start, rowOf(to, edge) + (edge.labelBefore === '' ? lower : 0), placed) };
  });
  const routes = spread(all.map(({ route }) => route));
  return all.map(({ edge, route }, i) => ({ edge, route: routes[i] ?? route }));
}

/** Edges that leave one side of a card fan out from the middle of its title, the highest goal first. */
function startsOf(ended: readonly Ended[]): ReadonlyMap<Edge, number> {
  const sides = grouped(ended, ({ edge, from, to }) => JSON.stringify([edge.from, to.x < from.x ? 'left' : 'right']));
  return new Map(
    [...sides.values()].flatMap((group) => {
      const step = Math.min(5, 24 / Math.max(1, group.length - 1));
      return [...group]
        .sort((a, b) => rowOf(a.to, a.edge) - rowOf(b.to, b.edge) || a.to.x - b.to.x)
        .map(({ edge }, i) => [edge, (i - (group.length - 1) / 2) * step] as const);
    }),
  );
}

const places = [0.5, 0.4, 0.6, 0.3, 0.7, 0.45, 0.55, 0.2, 0.8, 0.35, 0.65];

/** Labels of changes are put along their curves where they cover no card and no other label. */
function labelled(all: readonly Routed[], placed: Placed): readonly DrawnEdge[] {
  const taken: Rect[] = [...placed.cards.values()];
  const label = all.filter(({ edge }) => edge.state !== 'same').length > mostLabels ? 'sign' : 'ports';
  return all.map(({ edge, route }) => {
    const curve = curveOf(route);
    const width = label === 'sign' ? signWidth : labelWidth(edge);
    const rects = edge.state === 'same' ? [] : places.map((part) => rectAround(curve.at(part), width));
    const rect = rects.find((free) => !taken.some((other) => overlap(other, free))) ?? rectAround(curve.at(0.5), width);
    if (edge.state !== 'same') taken.push(rect);
    const direction = route.shape === 'beside' || route.start.x > route.end.x ? -1 : 1;
    const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    return { edge, path: curve.path, head: { ...route.end, direction }, middle, label };
  });
}

function rectAround({ x, y }: Point, width: number): Rect {
  return { x: x - width / 2 - 2, y: y - 11, width: width + 4, height: 22 };
}

export const signWidth = 18;

/** Of the label with its sign. */
export function labelWidth(edge: Edge): number {
  return Math.min(150, textWidth(edge.label, 11)) + 30;
}
