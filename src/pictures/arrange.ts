// Heights to places: stacks of boxes, centred on one line, and cards centred in the columns of their box.

import type { Box, Stacks } from './box.ts';
import type { Unit } from './units.ts';

export interface Heights {
  readonly card: (unit: Unit) => number;
  readonly box: (box: Box) => number;
  /** Between boxes. */
  readonly gap: number;
}

export const frame = { side: 16, head: 34, foot: 16, cardGap: 18 } as const;

export interface Arrangement {
  readonly tops: ReadonlyMap<string, number>;
  readonly cardTops: ReadonlyMap<string, number>;
  readonly middles: ReadonlyMap<string, number>;
}

export function columnHeight(column: readonly Unit[], card: Heights['card']): number {
  return column.reduce((sum, unit) => sum + card(unit) + frame.cardGap, -frame.cardGap);
}

export function boxHeight(box: Box, card: Heights['card']): number {
  const tallest = Math.max(...box.columns.map((column) => columnHeight(column, card)));
  return box.kind === 'bare' ? tallest : frame.head + tallest + frame.foot;
}

/** Without `given` tops, each stack is centred. */
export function arrange(stacks: Stacks, heights: Heights, given?: ReadonlyMap<string, number>): Arrangement {
  const tops = new Map<string, number>();
  const cardTops = new Map<string, number>();
  const middles = new Map<string, number>();
  for (const stack of stacks) {
    const total = stack.reduce((sum, box) => sum + heights.box(box) + heights.gap, -heights.gap);
    let next = -total / 2;
    for (const box of stack) {
      const top = given?.get(box.key) ?? next;
      tops.set(box.key, top);
      next += heights.box(box) + heights.gap;
      for (const { unit, y } of cardsIn(box, top, heights)) {
        cardTops.set(unit.key, y);
        middles.set(unit.key, y + heights.card(unit) / 2);
      }
    }
  }
  return { tops, cardTops, middles };
}

function cardsIn(box: Box, top: number, heights: Heights): readonly { unit: Unit; y: number }[] {
  const head = box.kind === 'bare' ? 0 : frame.head;
  const foot = box.kind === 'bare' ? 0 : frame.foot;
  const room = heights.box(box) - head - foot;
  return box.columns.flatMap((column) => {
    let y = top + head + (room - columnHeight(column, heights.card)) / 2;
    return column.map((unit) => {
      const card = { unit, y };
      y += heights.card(unit) + frame.cardGap;
      return card;
    });
  });
}
