// Which marks of the rings get their names written beside them: the largest first, each where it covers nothing.
// The others keep theirs for hovering and for those who listen.

import { overlap } from './drawn-edges.ts';
import { shorten, textWidth } from './label.ts';
import type { Rect } from './place.ts';
import type { RingMark, Rings } from './rings.ts';

export interface RingLabel {
  readonly text: string;
  /** Relative to the middle of the mark. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

const size = 11;
const widest = 130;

export function ringLabels({ start, rings, marks }: Rings): ReadonlyMap<string, RingLabel> {
  const ringNames = rings.map(({ radius }) => ({ x: -62, y: -radius - 11, width: 124, height: 22 }));
  const taken: Rect[] = [...ringNames, ...[start, ...marks].map(around)];
  const labels = new Map<string, RingLabel>();
  const bySize = [...marks].sort((a, b) => weight(b) - weight(a) || (a.reached.key < b.reached.key ? -1 : 1));
  for (const mark of [start, ...bySize]) {
    const free = choices(mark).find(({ rect }) => !taken.some((other) => overlap(other, rect)));
    const chosen = free ?? (mark === start ? choices(mark)[0] : undefined);
    if (chosen === undefined) continue;
    labels.set(mark.reached.key, chosen.label);
    taken.push(chosen.rect);
  }
  return labels;
}

function weight({ reached }: RingMark): number {
  return reached.kind === 'outside' ? Number.POSITIVE_INFINITY : reached.count;
}

function around({ x, y, radius }: RingMark): Rect {
  return { x: x - radius - 1, y: y - radius - 1, width: 2 * radius + 2, height: 2 * radius + 2 };
}

/** Beside a mark on the side away from the centre, then below, above, and on the other side. */
function choices(mark: RingMark) {
  const text = shorten(mark.reached.name, widest, size);
  const width = textWidth(text, size);
  const off = mark.radius + 6;
  const right = { text, x: off, y: 4, anchor: 'start' } as const;
  const left = { text, x: -off, y: 4, anchor: 'end' } as const;
  const below = { text, x: 0, y: off + 9, anchor: 'middle' } as const;
  const above = { text, x: 0, y: -off - 1, anchor: 'middle' } as const;
  const beside = mark.x >= 0 ? [right, left] : [left, right];
  const order: readonly RingLabel[] =
    Math.abs(mark.x) < 1 || mark.reached.kind === 'outside'
      ? [below, ...beside, above]
      : [beside[0] ?? right, below, above, beside[1] ?? left];
  return order.map((label) => {
    const from = { start: 0, middle: width / 2, end: width }[label.anchor];
    return { label, rect: { x: mark.x + label.x - from, y: mark.y + label.y - 10, width, height: 13 } };
  });
}
