// Where two rows answer differently, told as disjoint sets of peers. Both rows must be numbered alike.

import { type Bitset, intersectBits, isEmptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';
import { isSameReach, type ReachIds } from './answer-table.ts';
import type { Opened } from './rows.ts';
import { inZone } from './zones.ts';

export interface Differing {
  readonly peers: Bitset;
  readonly before: ReachIds;
  readonly after: ReachIds;
}

/** Looked for among `everyone`; `within`: of whom alone they may differ. */
export function rowDifference(
  was: Opened,
  is: Opened,
  everyone: Bitset,
  within: Bitset | 'anyone',
): readonly Differing[] {
  if (was === is) return [];
  return within === 'anyone'
    ? differing(was, is, everyone)
    : differing(narrow(was, within), narrow(is, within), within);
}

function narrow(row: Opened, to: Bitset): Opened {
  const cells = row.cells.map((cell) => ({ ...cell, peers: intersectBits(cell.peers, to) }));
  return { ...row, cells: cells.filter(({ peers }) => !isEmptyBitset(peers)) };
}

function differing(was: Opened, is: Opened, everyone: Bitset): readonly Differing[] {
  const found: Differing[] = [];
  const add = (peers: Bitset, before: ReachIds, after: ReachIds): void => {
    if (!isSameReach(before, after) && !isEmptyBitset(peers)) found.push({ peers, before, after });
  };
  const [named, namedNow] = [was, is].map(({ cells }) => unionAllBits(cells.map(({ peers }) => peers)));
  const { zones } = is;
  for (const x of was.cells) {
    for (const y of is.cells) if (!isSameReach(x, y)) add(intersectBits(x.peers, y.peers), x, y);
    const alone = subtractBits(x.peers, namedNow!);
    is.rest.forEach((rest, zone) => {
      if (!isSameReach(x, rest)) add(inZone(alone, zone, zones), x, rest);
    });
  }
  for (const y of is.cells) {
    const alone = subtractBits(y.peers, named!);
    was.rest.forEach((rest, zone) => {
      if (!isSameReach(rest, y)) add(inZone(alone, zone, zones), rest, y);
    });
  }
  if (was.rest !== is.rest) {
    const others = subtractBits(everyone, unionAllBits([named!, namedNow!]));
    was.rest.forEach((rest, zone) => {
      if (!isSameReach(rest, is.rest[zone]!)) add(inZone(others, zone, zones), rest, is.rest[zone]!);
    });
  }
  return found;
}
