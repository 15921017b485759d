// Outside addresses cut at every boundary of a block, and gathered again by the blocks that hold them: the pieces
// that no policy tells apart.

import { blocksOf } from '../compile/blocks.ts';
import type { Cluster } from '../model/cluster.ts';
import { type AddressSet, everyAddress, ofFamily } from '../sets/addresses.ts';
import { type Intervals, intersection, runs, union } from '../sets/intervals.ts';

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
  const atoms = cuts.slice(0, -1).map((first, i) => ({ first, end: cuts[i + 1] ?? first, held: [] as number[] }));
  const position = new Map(cuts.map((cut, i) => [cut, i]));
  near.forEach((block, b) => {
    for (const [first, end] of runs(block)) {
      for (const atom of atoms.slice(position.get(first), position.get(end))) atom.held.push(b);
    }
  });
  const groups = new Map<string, Intervals<T>>();
  for (const { first, end, held } of atoms) {
    const key = held.join();
    groups.set(key, union(groups.get(key) ?? [], [first, end]));
  }
  return [...groups.values()].map((group) => intersection(wanted, group)).filter((piece) => piece.length > 0);
}
