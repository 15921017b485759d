// Where two rows answer differently, told as disjoint sets of peers. Both rows must be numbered alike.

import { type Bitset, intersectBits, isEmptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';
import type { ReachIds } from './answer-table.ts';
import type { Cell, Opened } from './rows.ts';

export interface Differing {
  readonly peers: Bitset;
  readonly before: ReachIds;
  readonly after: ReachIds;
}

export function rowDifference(was: Opened, is: Opened, everyone: Bitset): readonly Differing[] {
  if (was === is) return [];
  const found: Differing[] = [];
  const add = (peers: Bitset, before: ReachIds, after: ReachIds): void => {
    if (!isSame(before, after) && !isEmptyBitset(peers)) found.push({ peers, before, after });
  };
  for (const x of was.cells) {
    for (const y of is.cells) if (!isSame(x, y)) add(intersectBits(x.peers, y.peers), x, y);
    if (!isSame(x, is.rest)) add(less(x.peers, is.cells), x, is.rest);
  }
  for (const y of is.cells) if (!isSame(was.rest, y)) add(less(y.peers, was.cells), was.rest, y);
  if (!isSame(was.rest, is.rest)) add(less(everyone, [...was.cells, ...is.cells]), was.rest, is.rest);
  return found;
}

function isSame(a: ReachIds, b: ReachIds): boolean {
  return a.allowed === b.allowed && a.possible === b.possible;
}

function less(peers: Bitset, cells: readonly Cell[]): Bitset {
  return subtractBits(peers, unionAllBits(cells.map((cell) => cell.peers)));
}
