// Who names whom, the other way round, for the rows of one direction as first compiled: found when somebody first
// asks what an edit changed, and kept for every edit after it.

import type { ReachIds } from '../compile/answer-table.ts';
import type { DirectionTable, Origin } from '../compile/direction-table.ts';
import { type BitIndex, bitIndex } from '../sets/bit-index.ts';
import { type Bitset, bitset, emptyBitset, hasBit, singleBit, unionAllBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';

export interface RowIndex {
  /** By signature: its classes; none where it was parted further. */
  readonly members: readonly Bitset[];
  /** The cells of all rows, by whom they name. */
  readonly cells: BitIndex<NamingCell>;
  readonly rests: readonly RestSet[];
}

/** What the row of a signature says. */
export interface NamingCell {
  readonly signature: number;
  readonly says: ReachIds;
}

/** Classes whose rows have one rest. */
export interface RestSet {
  /** By zone. */
  readonly rest: readonly ReachIds[];
  readonly members: Bitset;
}

const indexes = new WeakMap<Origin, RowIndex>();

export function rowIndex({ first: { origin } }: DirectionTable): RowIndex {
  const known = indexes.get(origin);
  if (known !== undefined) return known;
  const made = indexOf(origin);
  indexes.set(origin, made);
  return made;
}

/** By signature of the first compile, for those whose rows name some of these classes: which of them. */
export function namingRows(table: DirectionTable, classes: Bitset): ReadonlyMap<number, Bitset> {
  const { cells, members } = rowIndex(table);
  const found = new Map<number, Bitset[]>();
  cells.eachMeeting(classes, ({ signature }, named) => entry(found, signature, () => []).push(named));
  for (const [i, { naming }] of table.first.since) {
    if (!hasBit(classes, i)) continue;
    for (const signature of naming().keys()) {
      if (signature < members.length) entry(found, signature, () => []).push(singleBit(i));
    }
  }
  return new Map([...found].map(([signature, named]) => [signature, unionAllBits(named)]));
}

/** Classes that edits gave another signature since; those of the outside, at `end` and after it, have none. */
export function movedClasses({ first, signatureOf }: DirectionTable, end: number): Bitset {
  const was = first.signatures.of;
  const moved: number[] = [];
  for (let i = 0; i < end; i++) if (signatureOf[i] !== was[i]) moved.push(i);
  return bitset(moved);
}

function indexOf({ signatures, row }: Origin): RowIndex {
  const groups: number[][] = Array.from({ length: signatures.count }, () => []);
  for (let i = 0; i < signatures.of.length; i++) groups[signatures.of[i]!]!.push(i);
  const members = groups.map(bitset);
  const cells = bitIndex<NamingCell>();
  const rests = new Map<readonly ReachIds[], Bitset[]>();
  members.forEach((own, signature) => {
    if (own === emptyBitset) return;
    const { cells: list, rest } = row(signature);
    for (const says of list) cells.add(says.peers, { signature, says });
    entry(rests, rest, () => []).push(own);
  });
  return { members, cells, rests: [...rests].map(([rest, sets]) => ({ rest, members: unionAllBits(sets) })) };
}
