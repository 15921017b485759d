// Who names whom, the other way round, for the rows of one direction as first compiled: found when somebody first
// asks what an edit changed, and kept for every edit after it.

import type { ReachIds } from '../compile/answer-table.ts';
import type { DirectionTable, Origin } from '../compile/direction-table.ts';
import { type Bitset, bitset, emptyBitset, hasBit, hasCommonBits, unionAllBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';

/** By signature, where not said otherwise. */
export interface RowIndex {
  /** Its classes; none where it was parted further. */
  readonly members: readonly Bitset[];
  /** All peers that its row names. */
  readonly named: readonly Bitset[];
  /** By block of a set: the signatures whose rows name someone of it. */
  readonly naming: readonly (readonly number[] | undefined)[];
  readonly rests: readonly RestSet[];
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

/** Signatures of the first compile whose rows name one of these classes, ascending. */
export function namingRows(table: DirectionTable, classes: Bitset): readonly number[] {
  const { named, naming } = rowIndex(table);
  const found = new Set<number>();
  for (let at = 0; at < classes.length; at += 2) {
    for (const number of naming[classes[at]!] ?? []) {
      if (!found.has(number) && hasCommonBits(classes, named[number]!)) found.add(number);
    }
  }
  for (const [i, latecomer] of table.first.since) {
    if (!hasBit(classes, i)) continue;
    for (const number of latecomer.naming) if (number < named.length) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
}

/** Classes that edits gave another signature since. */
export function movedClasses({ first, signatureOf }: DirectionTable): Bitset {
  const was = first.signatures.of;
  const moved: number[] = [];
  for (let i = 0; i < signatureOf.length; i++) if (signatureOf[i] !== was[i]) moved.push(i);
  return bitset(moved);
}

function indexOf({ signatures, row }: Origin): RowIndex {
  const groups: number[][] = Array.from({ length: signatures.count }, () => []);
  for (let i = 0; i < signatures.of.length; i++) groups[signatures.of[i]!]!.push(i);
  const members = groups.map(bitset);
  const named: Bitset[] = [];
  const naming: number[][] = [];
  const rests = new Map<readonly ReachIds[], Bitset[]>();
  members.forEach((own, number) => {
    if (own === emptyBitset) {
      named.push(emptyBitset);
      return;
    }
    const { cells, rest } = row(number);
    const peers = unionAllBits(cells.map((cell) => cell.peers));
    named.push(peers);
    for (let at = 0; at < peers.length; at += 2) {
      const block = peers[at]!;
      naming[block] ??= [];
      naming[block].push(number);
    }
    entry(rests, rest, () => []).push(own);
  });
  return { members, named, naming, rests: [...rests].map(([rest, sets]) => ({ rest, members: unionAllBits(sets) })) };
}
