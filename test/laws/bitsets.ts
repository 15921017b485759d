// Sparse bitsets against the plainest sets of numbers, with members in several blocks.
import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import * as bits from '../../src/engine/sets/bitset.ts';
import { type Law, law } from './law.ts';

/** Members at the edges of words (32) and blocks (256), and some anywhere. */
const member = fc.oneof(
  fc.constantFrom(0, 1, 31, 32, 33, 63, 255, 256, 257, 287, 511, 512, 767, 768, 1023),
  fc.nat(1100),
);
const members = fc.uniqueArray(member, { maxLength: 12, size: 'max' }).map((list) => list.toSorted((a, b) => a - b));
const full = fc.tuple(fc.nat(600), fc.nat(600)).map(([from, length]) => range(from, from + length));
const set = fc.oneof({ weight: 4, arbitrary: members }, { weight: 1, arbitrary: full });
const pair = fc
  .tuple(set, set, fc.boolean())
  .map(([a, b, meet]) => [a, meet ? [...new Set([...b, ...a])].sort(up) : b] as const);

const operations = [
  ['union', bits.unionBits, (inA: boolean, inB: boolean) => inA || inB],
  ['intersection', bits.intersectBits, (inA: boolean, inB: boolean) => inA && inB],
  ['difference', bits.subtractBits, (inA: boolean, inB: boolean) => inA && !inB],
] as const;

export const bitsetLaws: readonly Law[] = [
  ...operations.map(([name, operation, keeps]) =>
    law(
      `the ${name} of two bitsets is that of their members`,
      pair,
      ([a, b], count) => {
        const [inA, inB] = [new Set(a), new Set(b)];
        const expected = [...new Set([...a, ...b])].sort(up).filter((each) => keeps(inA.has(each), inB.has(each)));
        const found = operation(bits.bitset(a), bits.bitset(b));
        deepStrictEqual(bits.bitsOf(found), expected);
        // Canonical: equal sets have equal parts, and no block is empty.
        deepStrictEqual(found, bits.bitset(expected));
        count(expected.length === 0 ? 'empty' : 'not empty');
      },
      { few: 300, shares: { 'not empty': [0.4, 1] } },
    ),
  ),
  law(
    'a bitset has its members and no others, and as many',
    fc.tuple(set, fc.array(member, { maxLength: 20 })),
    ([a, asked], count) => {
      const made = bits.bitset(a);
      deepStrictEqual(bits.bitsOf(made), a);
      deepStrictEqual(bits.isEmptyBitset(made), a.length === 0);
      for (const each of [...asked, ...a]) {
        deepStrictEqual(bits.hasBit(made, each), a.includes(each));
        count(a.includes(each) ? 'member' : 'not a member');
      }
    },
    { few: 200, shares: { 'not a member': [0.02, 0.8] } },
  ),
  law('the union of many bitsets is that of all their members', fc.array(set, { maxLength: 6 }), (sets, count) => {
    const expected = bits.bitset([...new Set(sets.flat())].sort(up));
    deepStrictEqual(bits.unionAllBits(sets.map((each) => bits.bitset(each))), expected);
    count(`${sets.length} sets`);
  }),
  law('a range of a bitset is its numbers one by one', fc.tuple(fc.nat(600), fc.nat(1200)), ([from, end], count) => {
    deepStrictEqual(bits.bitsOf(bits.bitsetRange(from, end)), range(from, end));
    count(end > from ? 'some' : 'none');
  }),
];

function range(from: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
}

function up(a: number, b: number): number {
  return a - b;
}
