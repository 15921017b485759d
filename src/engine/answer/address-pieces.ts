// Outside addresses cut at every boundary of a block, and gathered again by the blocks that hold them: the pieces
// that no policy tells apart.

import { blocksOf } from '../compile/blocks.ts';
import type { Cluster } from '../model/cluster.ts';
import { type AddressSet, everyAddress, ofFamily } from '../sets/addresses.ts';
import { entry } from '../sets/entry.ts';
import { type Intervals, intersection } from '../sets/intervals.ts';

/** IPv4 before IPv6; none where `addresses` are of no family in play. */
export function addressPieces(
  { families, ...asking }: Pick<Cluster, 'policies' | 'clusterPolicies' | 'families'>,
  addresses: AddressSet,
): readonly AddressSet[] {
  const blocks = [...blocksOf(asking).values()];
  return families.flatMap((family): readonly AddressSet[] => {
    const { v4, v6 } = ofFamily(addresses, family);
    const [fours, sixes] = [blocks.map((block) => block.v4), blocks.map((block) => block.v6)];
    return family === 'IPv4'
      ? gather(everyAddress.v4, v4, fours).map((piece) => ({ v4: piece, v6: [] }))
      : gather(everyAddress.v6, v6, sixes).map((piece) => ({ v4: [], v6: piece }));
  });
}

/** In the order in which the pieces, wherever they lie, first occur among all addresses. */
function gather<T extends number | bigint>(
  universe: Intervals<T>,
  wanted: Intervals<T>,
  blocks: readonly Intervals<T>[],
): readonly Intervals<T>[] {
  const near = blocks.filter((block) => intersection(wanted, block).length > 0);
  const cuts = [...new Set([...universe, ...near.flat()])].sort((a, b) => (a < b ? -1 : 1));
  const at = new Map(cuts.map((cut, i) => [cut, i]));
  const changing = cuts.map((): number[] => []); // the blocks that begin or end at a cut
  near.forEach((block, b) => {
    for (const cut of block) changing[at.get(cut) ?? 0]?.push(b);
  });
  const { empty, toggled } = memberSets(near.length);
  const groups = new Map<number, T[]>();
  let held = empty;
  for (let i = 0; i < cuts.length - 1; i++) {
    for (const b of changing[i] ?? []) held = toggled(held, b);
    const group = entry(groups, held, () => []);
    if (group.at(-1) === cuts[i]) group.pop();
    else group.push(cuts[i]!);
    group.push(cuts[i + 1]!);
  }
  return [...groups.values()].map((group) => intersection(wanted, group)).filter((piece) => piece.length > 0);
}

/**
 * Sets of numbers below a limit, by number: equal sets are one. A set is a binary tree whose equal parts are one, so that
 * to put a member in, or to take it out, makes a path of new ones at most.
 */
function memberSets(limit: number) {
  const parts = new Map<number, number>();
  const halves: (readonly [low: number, high: number])[] = [];
  const half = (low: number, high: number): number =>
    low === 0 && high === 0 ? 0 : entry(parts, low * 2 ** 26 + high, () => halves.push([low, high]) + 1);
  const depth = Math.ceil(Math.log2(Math.max(limit, 1)));

  /** 0 is the empty part, 1 a single member; halves are numbered from 2. */
  function toggledIn(part: number, member: number, level: number): number {
    if (level === 0) return 1 - part;
    const [low, high] = halves[part - 2] ?? [0, 0];
    return (member >>> (level - 1)) & 1
      ? half(low, toggledIn(high, member, level - 1))
      : half(toggledIn(low, member, level - 1), high);
  }
  return { empty: 0, toggled: (set: number, member: number) => toggledIn(set, member, depth) };
}
