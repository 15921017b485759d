// Walking two lists in step finds what sets would: near changes one by one, far ones at once.
import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { listDifference } from '../../src/engine/sets/list-difference.ts';
import { type Law, law } from './law.ts';

const objects = Array.from({ length: 300 }, (_, at) => ({ at }));

/** Runs of a list that one side leaves out; some are longer than changes that are looked at one by one. */
const gaps = fc.array(fc.tuple(fc.nat(299), fc.oneof(fc.nat(3), fc.nat(120))), { maxLength: 4 });

export const listDifferenceLaws: readonly Law[] = [
  law(
    'what differs between two lists in one order is what one has and the other has not',
    fc.tuple(gaps, gaps),
    ([left, right], count) => {
      const [before, after] = [without(left), without(right)];
      const { gone, come } = listDifference(before, after);
      deepStrictEqual(places(gone), places(before.filter((each) => !after.includes(each))));
      deepStrictEqual(places(come), places(after.filter((each) => !before.includes(each))));
      count(gone.length + come.length > 64 ? 'far' : 'near');
    },
    { shares: { far: [0.1, 0.9], near: [0.1, 0.9] } },
  ),
];

function without(gaps: readonly (readonly [number, number])[]) {
  return objects.filter((_, at) => !gaps.some(([first, length]) => at >= first && at < first + length));
}

function places(list: readonly { readonly at: number }[]): readonly number[] {
  return list.map(({ at }) => at).sort((a, b) => a - b);
}
