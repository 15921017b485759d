// The layered diagram: workload cards in namespace boxes, sources at the left, what they lead to at the right, outside
// addresses at both edges. Data in, positions out. Laid out from what was there before the edits: an edit draws more
// or fewer edges, and moves nothing. What would be too much to read is folded or said on a card, and counted there.

import type { ChangeView, EndpointView, FlowView } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { boxHeight } from './arrange.ts';
import { type DrawnEdge, draw, drawHidden, drawMissing } from './drawn-edges.ts';
import { type Edge, edgesOf, type Fan, fansOf } from './edges.ts';
import { textWidth } from './label.ts';
import { type Link, linksOf } from './links.ts';
import { boxWidth, type Card, cardHeight, type Placed, type PlacedBox, place, sizes } from './place.ts';
import { type Plan, planOf } from './plan.ts';
import { badgeRoom } from './posture.ts';
import type { Point, Rect } from './rect.ts';
import { type Row, rowsOf } from './rows.ts';
import { type Folds, isOfNamespaces, isUnselected, type Unit, unitsOf } from './units.ts';

export interface DiagramInput {
  readonly workloads: readonly WorkloadView[];
  /** As they are now, by workload (by namespace and by pod work too). */
  readonly flows: readonly FlowView[];
  /** What the edits changed; [] without edits. */
  readonly changes: readonly ChangeView[];
  /** Namespaces to show open, or as one card, whatever the size of the whole. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

export interface Diagram {
  readonly bounds: Rect;
  readonly boxes: readonly PlacedBox[];
  readonly cards: readonly Card[];
  readonly edges: readonly DrawnEdge[];
  readonly fans: readonly Fan[];
  /** Every flow is in one of these. */
  readonly counts: {
    readonly flows: number;
    readonly drawn: number;
    readonly inFans: number;
    readonly onCards: number;
  };
  /** The edges of a card that its fans, or those of others, keep from being drawn. */
  readonly hidden: (unit: string) => readonly DrawnEdge[];
  /** The way between two cards that no flow takes. */
  readonly missing: (from: Card, to: Card) => { readonly path: string; readonly middle: Point };
}

const mostCards = 60;
const mostEdges = 150;
const mostBlocks = 12;

export function diagramOf(input: DiagramInput): Diagram {
  const links = linksOf(input.flows, input.changes);
  const { units, edges, fans } = readable(input, links);
  const placed = laidOut(units, edges, fans);
  const fanned = [...new Set(fans.flatMap((fan) => fan.edges))];
  const drawn = edges.filter((edge) => !fanned.includes(edge));
  const own = drawn.filter((edge) => isOwn(edge) && isOld(edge));
  // an edit that lets pods of one workload talk adds no row to its card: that flow is a loop beside it
  const between = drawn.filter((edge) => !own.includes(edge));
  return {
    bounds: boundsOf(placed.boxes),
    boxes: placed.boxes,
    cards: [...placed.cards.values()],
    edges: draw(between, placed),
    fans,
    counts: {
      flows: links.length,
      drawn: countLinks(between),
      inFans: countLinks(fanned),
      onCards: countLinks(own),
    },
    hidden: (unit) => {
      const touching = fanned.filter((edge) => edge.from === unit || edge.to === unit);
      return drawHidden(touching, placed);
    },
    missing: (from, to) => drawMissing(from, to, placed),
  };
}

function laidOut(units: readonly Unit[], edges: readonly Edge[], fans: readonly Fan[]): Placed {
  const inFans = new Set(fans.flatMap((fan) => fan.edgesBefore));
  const settled = edges.filter((edge) => isOld(edge) && !inFans.has(edge));
  const rows = rowsOf(units, settled, fans);
  const rowsAt = (unit: Unit) => rows.get(unit.key) ?? [];
  const old = new Set(edges.filter(isOld).flatMap((edge) => [edge.from, edge.to]));
  const isSettled = (unit: Unit) => unit.workloads > 0 || old.has(unit.key);
  const width = cardWidth(units.filter(isSettled), rowsAt);
  const plan = planFrom(units.filter(isSettled), settled, fans, rowsAt, width);
  const isNew = (unit: Unit) => !isSettled(unit);
  const newcomers = planFrom(units.filter(isNew), [], [], rowsAt, width);
  return place(plan, newcomers, settled, rowsAt, width);
}

/** Whether it was there before the edits. */
function isOld(edge: Edge): boolean {
  return edge.labelBefore !== '';
}

function isOwn(edge: Edge): boolean {
  return edge.from === edge.to;
}

function countLinks(edges: readonly Edge[]): number {
  return edges.reduce((sum, edge) => sum + edge.links.length, 0);
}

interface Readable {
  readonly units: readonly Unit[];
  readonly edges: readonly Edge[];
  readonly fans: readonly Fan[];
}

/** Everything open if that can be read, else every namespace as one card; and as asked, one by one. */
function readable({ workloads, opened, closed }: DiagramInput, links: readonly Link[]): Readable {
  const before = links.filter((link) => link.labelBefore !== '');
  const outside = manyBlocks(before) ? 'folded' : 'each';
  const byNamespace = links.length > 0 && links.every(({ from, to }) => isWide(from) && isWide(to));
  const isLarge = byNamespace || workloads.length > mostCards || isTooMuch(workloads, before, outside);
  const isFolded = (namespace: string) =>
    byNamespace || closed.includes(namespace) || (isLarge && !opened.includes(namespace));
  const unitOf = unitsOf(workloads, links, { isFolded, outside });
  const edges = edgesOf(links, unitOf);
  return { units: unitOf.units, edges, fans: fansOf(edges, unitOf.units, mostEdges) };
}

/** No workload: what is told by namespace has no other ends, unless one namespace is told finer than the rest. */
function isWide(end: EndpointView): boolean {
  return 'cidrs' in end || isOfNamespaces(end) || isUnselected(end);
}

function isTooMuch(workloads: readonly WorkloadView[], before: readonly Link[], outside: Folds['outside']): boolean {
  const unitOf = unitsOf(workloads, before, { isFolded: () => false, outside });
  if (unitOf.units.length > mostCards) return true;
  const edges = edgesOf(before, unitOf);
  const fanned = new Set(fansOf(edges, unitOf.units, Number.POSITIVE_INFINITY).flatMap((fan) => fan.edges));
  return edges.filter((edge) => !fanned.has(edge) && edge.from !== edge.to).length > mostEdges;
}

function manyBlocks(links: readonly Link[]): boolean {
  const blocks = (side: 'from' | 'to') =>
    new Set(links.map((link) => link[side]).flatMap((end) => ('cidrs' in end ? [end.cidrs.join(' ')] : []))).size;
  return blocks('from') > mostBlocks || blocks('to') > mostBlocks;
}

/** Wide enough for every name and row, and for a badge beside the name: badges come and go with edits. */
function cardWidth(units: readonly Unit[], rows: (unit: Unit) => readonly Row[]): number {
  const widest = units.map((unit) =>
    Math.max(
      textWidth(unit.name, 14) + (unit.workloads > 0 ? badgeRoom : 0),
      textWidth(unit.detail, 11),
      ...rows(unit).map((row) => textWidth(row.labelBefore, 11) + 8 + (isInside(row, unit) ? countRoom : 0)),
    ),
  );
  return Math.ceil(Math.min(240, Math.max(132, ...widest) + 28));
}

/** A folded namespace also counts what goes on inside, and the count changes with edits. */
const countRoom = textWidth('000 flows · ', 11);

function isInside(row: Row, unit: Unit): boolean {
  return row.kind === 'own' && unit.kind === 'namespace';
}

function planFrom(
  units: readonly Unit[],
  edges: readonly Edge[],
  fans: readonly Fan[],
  rows: (unit: Unit) => readonly Row[],
  width: number,
): Plan {
  const card = (unit: Unit) => cardHeight(rows(unit));
  return planOf(units, edges, fans, (stack) => ({
    width: sizes.stackGap + Math.max(0, ...stack.map((box) => boxWidth(box, width))),
    height: stack.reduce((sum, box) => sum + boxHeight(box, card) + sizes.boxGap, 0),
  }));
}

function boundsOf(boxes: readonly PlacedBox[]): Rect {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x + sizes.rowFoot, height: bottom - y };
}
