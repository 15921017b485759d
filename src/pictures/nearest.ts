// Moving through a picture with arrow keys: the nearest mark in a direction, as the eye would pick it.

export interface Mark {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

export type Way = 'left' | 'right' | 'up' | 'down';

/** Undefined where nothing lies that way. What lies straight ahead is nearer than what lies aside. */
export function nearest(marks: readonly Mark[], from: Mark, way: Way): Mark | undefined {
  let best: Mark | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const { ahead, aside } = offset(from, mark, way);
    if (mark.key === from.key || ahead <= 0.5) continue;
    const distance = ahead + 2.5 * aside;
    if (distance >= least) continue;
    best = mark;
    least = distance;
  }
  return best;
}

function offset(from: Mark, to: Mark, way: Way) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const ahead = { left: -dx, right: dx, up: -dy, down: dy }[way];
  return { ahead, aside: Math.abs(way === 'left' || way === 'right' ? dy : dx) };
}
