// Who names whom, the other way round, for the rows of one direction as first compiled: found when somebody first
// asks what an edit changed, and kept for every edit after it.

import type { ReachIds } from '../compile/answer-table.ts';
import type { DirectionTable, FirstTable } from '../compile/direction-table.ts';
import { type Bitset, bitset, hasCommonBits, unionAllBits } from '../sets/bitset.ts';

/** The signatures that classes have. */
export interface RowIndex {
  readonly numbers: readonly number[];
  /** By position in `numbers`: the classes of the signature, and all peers that its row names. */
  readonly members: readonly Bitset[];
  readonly named: readonly Bitset[];
  readonly rests: readonly RestSet[];
}

/** Classes whose rows have one rest. */
export interface RestSet {
  /** By zone. */
  readonly rest: readonly ReachIds[];
  readonly members: Bitset;
}

const indexes = new WeakMap<FirstTable['origin'], RowIndex>();

export function rowIndex({ first }: DirectionTable): RowIndex {
  const known = indexes.get(first.origin);
  if (known !== undefined) return known;
  const made = indexOf(first);
  indexes.set(first.origin, made);
  return made;
}

/** Signatures whose rows name one of these classes, by position. */
export function namingRows({ named }: RowIndex, classes: Bitset): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < named.length; at++) if (hasCommonBits(classes, named[at]!)) found.push(at);
  return found;
}

/** Classes that edits gave another signature since. */
export function movedClasses({ first, signatureOf }: DirectionTable): Bitset {
  const was = first.signatures.of;
  const moved: number[] = [];
  for (let i = 0; i < signatureOf.length; i++) if (signatureOf[i] !== was[i]) moved.push(i);
  return bitset(moved);
}

function indexOf({ signatures, row }: FirstTable): RowIndex {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < signatures.of.length; i++) {
    const known = groups.get(signatures.of[i]!);
    if (known === undefined) groups.set(signatures.of[i]!, [i]);
    else known.push(i);
  }
  const numbers = [...groups.keys()];
  const members = [...groups.values()].map(bitset);
  const rows = numbers.map(row);
  const rests = new Map<readonly ReachIds[], Bitset[]>();
  rows.forEach(({ rest }, at) => {
    const known = rests.get(rest);
    if (known === undefined) rests.set(rest, [members[at]!]);
    else known.push(members[at]!);
  });
  return {
    numbers,
    members,
    named: rows.map(({ cells }) => unionAllBits(cells.map(({ peers }) => peers))),
    rests: [...rests].map(([rest, sets]) => ({ rest, members: unionAllBits(sets) })),
  };
}
