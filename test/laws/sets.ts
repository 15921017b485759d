// The algebra of intervals, against the plainest sets there are: lists of points on 0 to 20.
import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import * as intervals from '../../src/engine/sets/intervals.ts';
import { type Law, law } from './law.ts';

const LINE = Array.from({ length: 21 }, (_, point) => point);
const points = fc.subarray(LINE).map((some) => new Set(some));
const twoSets = fc.tuple(points, points);

type Operation = (a: intervals.Intervals, b: intervals.Intervals) => intervals.Intervals;
type Rule = (inA: boolean, inB: boolean) => boolean;

const operations: readonly (readonly [name: string, operation: Operation, rule: Rule])[] = [
  ['union', intervals.union, (inA, inB) => inA || inB],
  ['intersection', intervals.intersection, (inA, inB) => inA && inB],
  ['difference', intervals.difference, (inA, inB) => inA && !inB],
];

const operationLaws = operations.map(([name, operation, rule]) =>
  law(
    `the ${name} of two interval sets is that of their points`,
    twoSets,
    ([a, b], count) => {
      const expected = LINE.filter((point) => rule(a.has(point), b.has(point)));
      deepStrictEqual(operation(boundaries(a), boundaries(b)), boundaries(new Set(expected)));
      count(expected.length === 0 ? 'empty' : 'not empty');
    },
    { few: 300, shares: { 'not empty': [0.5, 1] } },
  ),
);

export const setLaws: readonly Law[] = [
  ...operationLaws,
  law(
    'an interval set has the points that it is made of and no others',
    points,
    (set, count) => {
      for (const point of LINE) {
        deepStrictEqual(intervals.has(boundaries(set), point), set.has(point));
        count(set.has(point) ? 'member' : 'not a member');
      }
    },
    { shares: { member: [0.2, 0.8] } },
  ),
  law(
    'one interval set is within another where each of its points is',
    fc
      .tuple(points, points, fc.boolean())
      .map(([a, b, meet]) => [meet ? new Set([...a].filter((p) => b.has(p))) : a, b] as const),
    ([inner, outer], count) => {
      const within = [...inner].every((point) => outer.has(point));
      deepStrictEqual(intervals.isSubset(boundaries(inner), boundaries(outer)), within);
      count(within ? 'within' : 'not within');
    },
    { shares: { within: [0.2, 0.8] } },
  ),
  law(
    'the union of many interval sets has the points of all, however they are ordered',
    fc.array(points, { maxLength: 6 }),
    (sets, count) => {
      const all = boundaries(new Set(sets.flatMap((set) => [...set])));
      deepStrictEqual(intervals.unionAll(sets.map(boundaries)), all);
      deepStrictEqual(intervals.unionAll(sets.map(boundaries).reverse()), all);
      count(`${sets.length} sets`);
    },
  ),
  law('interval sets of big integers are those of the same numbers', twoSets, ([a, b], count) => {
    const big = (set: intervals.Intervals) => set.map(BigInt);
    deepStrictEqual(
      intervals.difference(big(boundaries(a)), big(boundaries(b))),
      big(intervals.difference(boundaries(a), boundaries(b))),
    );
    count('pair');
  }),
];

/** Where membership changes along the line: the only form that an interval set may have. */
function boundaries(set: ReadonlySet<number>): intervals.Intervals {
  return [...LINE, LINE.length].filter((point) => set.has(point) !== set.has(point - 1));
}
