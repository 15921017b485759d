// Address and port sets as people read them: blocks that cover a set are that set and no more, in the fewest blocks;
// port ranges are their ports.
import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { type AddressSet, unionAddresses } from '../../src/engine/sets/addresses.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { type Intervals, runs, union, unionAll } from '../../src/engine/sets/intervals.ts';
import { type PortSet, portRange, portRanges, protocols } from '../../src/engine/sets/ports.ts';
import { readAddresses } from '../../src/snapshot/address-text.ts';
import { rangeOf } from '../oracle/address.ts';
import { type Law, law } from './law.ts';

const LAST4 = 2n ** 32n - 1n;
const LAST6 = 2n ** 128n - 1n;
/** Addresses near each other, so that they make runs, and at both ends of the family. */
const value = (last: bigint) =>
  fc
    .tuple(fc.constantFrom(0n, 10n << 24n, last - 40n), fc.bigInt({ min: 0n, max: 40n }))
    .map(([at, more]) => at + more);
const span = (last: bigint) =>
  fc.tuple(value(last), value(last)).map(([a, b]) => (a <= b ? [a, b + 1n] : [b, a + 1n]) as Intervals<bigint>);
const addressSets = fc
  .tuple(fc.array(span(LAST4), { maxLength: 3 }), fc.array(span(LAST6), { maxLength: 3 }))
  .map(([v4, v6]): AddressSet => ({ v4: unionAll(v4).map(Number), v6: unionAll(v6) }));
const ports = fc.array(
  fc
    .tuple(fc.constantFrom(...protocols), fc.constantFrom(1, 80, 81, 65_530), fc.nat(5))
    .map(([protocol, from, more]) => ({ protocol, from, to: from + more })),
  { maxLength: 5 },
);

export const addressLaws: readonly Law[] = [
  law(
    'the blocks that cover a set of addresses are that set, in the fewest blocks',
    addressSets,
    (set, count) => {
      const blocks = cidrCover(set);
      const none: AddressSet = { v4: [], v6: [] };
      deepStrictEqual(blocks.map((block) => readAddresses(block) ?? none).reduce(unionAddresses, none), set);
      const ranges = blocks.map(rangeOf);
      for (const [at, range] of ranges.entries()) {
        const next = ranges[at + 1];
        if (next === undefined || next.family !== range.family) continue;
        if (next.first <= range.last) throw new Error(`${blocks[at]} and ${blocks[at + 1]} are not in order`);
        const size = range.last - range.first + 1n;
        const halves = next.first === range.last + 1n && next.last - next.first + 1n === size;
        if (halves && range.first % (2n * size) === 0n) throw new Error(`${blocks[at]} and the next are one block`);
      }
      count(blocks.length > 2 ? 'several blocks' : 'one or two');
    },
    { few: 150, shares: { 'several blocks': [0.3, 1] } },
  ),
  law(
    'the ranges of a set of ports are its ports, sorted and merged',
    ports,
    (list, count) => {
      const set: PortSet = unionAll(list.map(({ protocol, from, to }) => portRange(protocol, from, to)));
      const ranges = portRanges(set);
      deepStrictEqual(ranges.map(({ protocol, from, to }) => portRange(protocol, from, to)).reduce(union, []), set);
      deepStrictEqual(ranges.length, [...runs(set)].length);
      const covered = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
      deepStrictEqual(covered, new Set(list.flatMap(numbersOf)).size);
      count(ranges.length < list.length ? 'merged' : 'apart');
    },
    { few: 150, shares: { merged: [0.1, 0.9] } },
  ),
];

function numbersOf({ protocol, from, to }: { protocol: string; from: number; to: number }): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `${protocol} ${from + at}`);
}
