// How good a plan is to look at: how large it can be shown on a screen, and how easily its flows are followed.

import type { SizeOf, Stacks } from './box.ts';
import type { Edge } from './edges.ts';

const room = { width: 1020, height: 800 }; // of a screen, between the outside blocks

/** How large it can be shown, times how easily its flows can be followed. */
export function qualityOf(stacks: Stacks, drawn: readonly Edge[], sizeOf: SizeOf): number {
  const sizes = stacks.map(sizeOf);
  const width = sizes.reduce((sum, size) => sum + size.width, 0);
  const height = Math.max(1, ...sizes.map((size) => size.height));
  const scale = Math.min(1, room.width / Math.max(1, width), room.height / height);
  const spots = new Map(
    stacks.flatMap((stack, s) =>
      stack.flatMap((box) =>
        box.columns.flatMap((column, c) =>
          column.map((unit) => [unit.key, { box: box.key, at: s * 100 + c }] as const),
        ),
      ),
    ),
  );
  let easy = 1;
  let all = 1;
  for (const edge of drawn) {
    const from = spots.get(edge.from);
    const to = spots.get(edge.to);
    if (from === undefined || to === undefined || edge.from === edge.to) continue;
    easy += weightOf(edge) * ease(from, to);
    all += weightOf(edge);
  }
  return (scale * easy) / all;
}

interface Spot {
  readonly box: string;
  readonly at: number;
}

/** Onward is easy; a bow beside its own column is short in a box, and long between boxes. */
function ease(from: Spot, to: Spot): number {
  if (from.at < to.at) return 1;
  if (from.at > to.at) return 0.3;
  return from.box === to.box ? 0.6 : 0.1;
}

/** A rule about certain ports says more about a design than what is merely open, or not known. */
export function weightOf({ labelBefore, links }: Edge): number {
  if (labelBefore.endsWith('?') || labelBefore.endsWith('some pods')) return 0.2;
  return labelBefore.startsWith('all ') ? 0.5 : 1 + Math.log2(links.length);
}
