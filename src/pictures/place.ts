// The plan on paper: a rectangle for each card, box and stack. The inside of the cluster starts at x = 0 whatever
// stands outside it, and outside blocks that an edit brings are added below, so that nothing moves.

import { arrange, boxHeight, frame, type Heights } from './arrange.ts';
import type { Box, Stacks } from './box.ts';
import type { Edge } from './edges.ts';
import { arranged } from './order.ts';
import type { Plan } from './plan.ts';
import type { Rect } from './rect.ts';
import type { Row } from './rows.ts';
import type { Unit } from './units.ts';

export interface PlacedRow extends Row {
  /** The middle of the row. */
  readonly y: number;
}

export interface Card extends Rect {
  readonly unit: Unit;
  readonly rows: readonly PlacedRow[];
  readonly box: string;
  /** Its stack and its column in it, counted from the left. */
  readonly stack: number;
  readonly column: number;
}

export interface PlacedBox extends Rect {
  readonly box: Box;
  readonly stack: number;
}

export interface Placed {
  readonly cards: ReadonlyMap<string, Card>;
  readonly boxes: readonly PlacedBox[];
  readonly stacks: readonly { readonly left: number; readonly right: number }[];
}

export const sizes = { title: 46, row: 17, rowFoot: 8, columnGap: 84, stackGap: 104, boxGap: 34 } as const;

export function cardHeight(rows: readonly Row[]): number {
  return sizes.title + (rows.length === 0 ? 0 : rows.length * sizes.row + sizes.rowFoot);
}

export function boxWidth(box: Box, cardWidth: number): number {
  const cards = box.columns.length * (cardWidth + sizes.columnGap) - sizes.columnGap;
  return box.kind === 'bare' ? cards : cards + 2 * frame.side;
}

export type RowsOf = (unit: Unit) => readonly Row[];

export function place(plan: Plan, newcomers: Plan, edges: readonly Edge[], rowsOf: RowsOf, cardWidth: number): Placed {
  const card = (unit: Unit) => cardHeight(rowsOf(unit));
  const heights: Heights = { card, box: (box) => boxHeight(box, card), gap: sizes.boxGap };
  const settled = arranged([plan.sources, ...plan.stacks, plan.destinations], edges, heights);
  const stacks = settled.stacks.map((stack, i) => [...stack, ...added(newcomers, i, settled.stacks.length)]);
  const tops = new Map(settled.tops);
  for (const stack of stacks) {
    let bottom = 0;
    for (const box of stack) {
      const top = tops.get(box.key) ?? bottom;
      tops.set(box.key, top);
      bottom = top + heights.box(box) + heights.gap;
    }
  }
  return rectangles(stacks, tops, heights, rowsOf, cardWidth);
}

function added(newcomers: Plan, i: number, length: number): readonly Box[] {
  if (i === 0) return newcomers.sources;
  return i === length - 1 ? newcomers.destinations : [];
}

function rectangles(
  stacks: Stacks,
  tops: ReadonlyMap<string, number>,
  heights: Heights,
  rowsOf: RowsOf,
  cardWidth: number,
): Placed {
  const { cardTops } = arrange(stacks, heights, tops);
  const cards = new Map<string, Card>();
  const boxes: PlacedBox[] = [];
  const spans: { left: number; right: number }[] = [];
  let left = -(cardWidth + sizes.stackGap);
  for (const [s, stack] of stacks.entries()) {
    const width = Math.max(s === 0 ? cardWidth : 0, ...stack.map((box) => boxWidth(box, cardWidth)));
    spans.push({ left, right: left + width });
    for (const box of stack) {
      const rect = { x: left, y: tops.get(box.key) ?? 0, width: boxWidth(box, cardWidth), height: heights.box(box) };
      boxes.push({ ...rect, box, stack: s });
      for (const [c, column] of box.columns.entries()) {
        const x = left + (box.kind === 'bare' ? 0 : frame.side) + c * (cardWidth + sizes.columnGap);
        for (const unit of column) {
          const y = cardTops.get(unit.key) ?? 0;
          const rows = rowsOf(unit).map((row, i) => ({ ...row, y: y + sizes.title + sizes.row * (i + 0.5) }));
          const height = heights.card(unit);
          cards.set(unit.key, { unit, x, y, width: cardWidth, height, rows, box: box.key, stack: s, column: c });
        }
      }
    }
    left += width + sizes.stackGap;
  }
  return { cards, boxes, stacks: spans };
}
