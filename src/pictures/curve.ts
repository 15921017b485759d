// A route as one SVG path: level at both ends and through its gates, S-curves between them, a bow where both ends
// stand above each other. Every curve is a list of cubic beziers, so that a label can be put anywhere along it.

import type { Point } from './rect.ts';
import type { Route } from './route.ts';

/** Start, two control points, end. */
type Bezier = readonly [Point, Point, Point, Point];

export interface Curve {
  readonly path: string;
  /** `part` from 0 (start) to 1 (end). */
  readonly at: (part: number) => Point;
}

export function curveOf(route: Route): Curve {
  const beziers = route.shape === 'beside' ? [bow(route)] : course(route);
  const [first] = beziers;
  const rest = beziers.map(([, a, b, end]) => `C${text(a)} ${text(b)} ${text(end)}`);
  return {
    path: first === undefined ? '' : `M${text(first[0])}${rest.join('')}`,
    at: (part) => {
      const along = Math.min(part * beziers.length, beziers.length - 1e-6);
      const bezier = beziers[Math.floor(along)];
      return bezier === undefined ? route.start : pointOn(bezier, along % 1);
    },
  };
}

function course({ start, end, gates }: Route): readonly Bezier[] {
  const points = [
    start,
    ...gates.flatMap(({ near, far, y }) => [
      { x: near, y },
      { x: far, y },
    ]),
    end,
  ];
  return points.slice(1).map((to, i) => {
    const from = points[i] ?? start;
    const middle = (from.x + to.x) / 2;
    return [from, { x: middle, y: from.y }, { x: middle, y: to.y }, to] as const;
  });
}

function bow({ start, end }: Route): Bezier {
  const reach = 30 + Math.min(34, Math.abs(end.y - start.y) / 6);
  const x = Math.max(start.x, end.x) + reach;
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}

function pointOn([a, b, c, d]: Bezier, t: number): Point {
  const on = (axis: 'x' | 'y') =>
    a[axis] * (1 - t) ** 3 + 3 * b[axis] * t * (1 - t) ** 2 + 3 * c[axis] * t * t * (1 - t) + d[axis] * t ** 3;
  return { x: on('x'), y: on('y') };
}

function text({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
