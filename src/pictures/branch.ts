// A branch of the rings as an SVG path: out of one ring along its spoke, into the next along the other's.

import { linkRadial } from 'd3';
import type { RingMark } from './rings.ts';

interface End {
  readonly angle: number;
  readonly radius: number;
}

const radial = linkRadial<{ readonly source: End; readonly target: End }, End>()
  .angle(({ angle }) => angle)
  .radius(({ radius }) => radius);

/** Straight from the start, which has no spoke of its own. */
export function branchPath(from: RingMark, to: RingMark): string {
  const source = { angle: from.reached.kind === 'start' ? to.angle : from.angle, radius: from.distance };
  return radial({ source, target: { angle: to.angle, radius: to.distance } }) ?? '';
}
