// Cells: disjoint sets of peers, each with its ports by number. How they are made disjoint, merged and met.

import { type Bitset, intersectBits, isEmptyBitset, subtractBits, unionBits } from '../sets/bitset.ts';
import type { PortSetId, PortTable } from './port-table.ts';

/** Peers that share one answer: allowed ⊆ possible. */
export interface Cell {
  readonly peers: Bitset;
  readonly allowed: PortSetId;
  readonly possible: PortSetId;
}

/** Overlapping cells become disjoint ones: what overlaps opens the union of both. */
export function disjointCells(cells: readonly Cell[], ports: PortTable): readonly Cell[] {
  let out: readonly Cell[] = [];
  for (const cell of mergeAlike(cells)) {
    const next: Cell[] = [];
    let rest = cell.peers;
    for (const known of out) {
      const both = intersectBits(known.peers, rest);
      if (isEmptyBitset(both)) {
        next.push(known);
        continue;
      }
      next.push({
        peers: both,
        allowed: ports.union(known.allowed, cell.allowed),
        possible: ports.union(known.possible, cell.possible),
      });
      const alone = subtractBits(known.peers, both);
      if (!isEmptyBitset(alone)) next.push({ ...known, peers: alone });
      rest = subtractBits(rest, both);
    }
    if (!isEmptyBitset(rest)) next.push({ ...cell, peers: rest });
    out = next;
  }
  return mergeAlike(out);
}

export function mergeAlike(cells: readonly Cell[]): readonly Cell[] {
  const alike = new Map<string, Cell>();
  for (const cell of cells) {
    const key = `${cell.allowed} ${cell.possible}`;
    const known = alike.get(key);
    alike.set(key, known === undefined ? cell : { ...cell, peers: unionBits(known.peers, cell.peers) });
  }
  return [...alike.values()];
}

/** What two lists that cover the same peers both allow, and what either of them may. */
export function common(a: readonly Cell[], b: readonly Cell[], ports: PortTable): readonly Cell[] {
  const cells = a.flatMap((x) =>
    b.map((y) => ({
      peers: intersectBits(x.peers, y.peers),
      allowed: ports.intersect(x.allowed, y.allowed),
      possible: ports.union(x.possible, y.possible),
    })),
  );
  return mergeAlike(cells.filter((cell) => !isEmptyBitset(cell.peers)));
}

/** The same list with a cell for everyone else, so that it covers them all. */
export function covering(cells: readonly Cell[], everyone: Bitset, rest: Omit<Cell, 'peers'>): readonly Cell[] {
  const left = cells.reduce((bits, { peers }) => subtractBits(bits, peers), everyone);
  return isEmptyBitset(left) ? cells : mergeAlike([...cells, { peers: left, ...rest }]);
}
