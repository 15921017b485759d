// Which marks of the rings get their names written beside them: the largest first, each where it covers nothing.
// The others keep theirs for hovering and for those who listen.

import { shorten, textWidth } from './label.ts';
import { overlap, type Rect } from './rect.ts';
import type { RingMark, Rings } from './rings.ts';

export interface RingLabel {
  /** The namespace with its slash, or ''. */
  readonly home: string;
  readonly text: string;
  /** Relative to the middle of the mark. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Of a name beside a mark, before `textScale`. */
export const nameSize = 13;

const widest = 13; // in ems

export function ringLabels({ start, rings, marks, textScale }: Rings): ReadonlyMap<string, RingLabel> {
  const ringNames = rings.map(({ radius }) => ({
    x: -62 * textScale,
    y: -radius - 11 * textScale,
    width: 124 * textScale,
    height: 22 * textScale,
  }));
  const taken: Rect[] = [...ringNames, ...[start, ...marks].map(around)];
  const size = nameSize * textScale;
  const labels = new Map<string, RingLabel>();
  const bySize = [...marks].sort((a, b) => weight(b) - weight(a) || (a.reached.key < b.reached.key ? -1 : 1));
  for (const mark of [start, ...bySize]) {
    const free = choices(mark, size).find(({ rect }) => !taken.some((other) => overlap(other, rect)));
    const chosen = free ?? (mark === start ? choices(mark, size)[0] : undefined);
    if (chosen === undefined) continue;
    labels.set(mark.reached.key, chosen.label);
    taken.push(chosen.rect);
  }
  return labels;
}

function weight({ reached }: RingMark): number {
  return reached.kind === 'outside' ? Number.POSITIVE_INFINITY : reached.count;
}

function around({ reached, x, y, radius }: RingMark): Rect {
  const reach = radius + (reached.kind === 'start' ? 8 : 3); // with its outlines
  return { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
}

/** Beside a mark on the side away from the centre, then below, above, and on the other side. */
function choices(mark: RingMark, size: number) {
  const { name, namespace, kind } = mark.reached;
  const text = shorten(name, widest * size, size);
  const home = namespace === '' || kind === 'namespace' ? '' : `${shorten(namespace, 0.7 * widest * size, size)}/`;
  const width = textWidth(home + text, size);
  // the start has a halo
  const off = mark.radius + (kind === 'start' ? 11 : 6);
  const right = { home, text, x: off, y: size * 0.36, anchor: 'start' } as const;
  const left = { home, text, x: -off, y: size * 0.36, anchor: 'end' } as const;
  const below = { home, text, x: 0, y: off + size * 0.8, anchor: 'middle' } as const;
  const above = { home, text, x: 0, y: -off - 1, anchor: 'middle' } as const;
  const beside = mark.x >= 0 ? [right, left] : [left, right];
  const order: readonly RingLabel[] =
    Math.abs(mark.x) < 1 || mark.reached.kind === 'outside'
      ? [below, ...beside, above]
      : [beside[0] ?? right, below, above, beside[1] ?? left];
  return order.map((label) => {
    const from = { start: 0, middle: width / 2, end: width }[label.anchor];
    return { label, rect: { x: mark.x + label.x - from, y: mark.y + label.y - size * 0.9, width, height: size * 1.2 } };
  });
}
