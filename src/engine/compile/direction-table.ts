// One direction of the compiled form: for each class its signature, for each signature its row. Signatures that came
// about by edits stand apart from those of the first compile, so that nothing of it is copied.

import { type Endpoint, nobody } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import type { Bitset } from '../sets/bitset.ts';
import type { ReachIds } from './answer-table.ts';
import type { Classes } from './classes.ts';
import { answerAt, type Row, type RowMaker, type Signature, type Stretch } from './rows.ts';
import type { Signatures } from './signatures.ts';

/** What one direction allows, factored: classes that the same policies isolate share one row. */
export interface DirectionTable {
  /** class → signature; 0 is of what nothing selects. */
  readonly signatureOf: Readonly<Uint32Array>;
  /** How many signatures there are; some may be of no class. */
  readonly signatures: number;
  readonly signature: (number: number) => Signature | 'open';
  readonly stretches: (number: number) => readonly Stretch[];
  /** Worked out when it is first asked for. */
  readonly row: (signature: number) => Row;
  /** What the next table is made from. */
  readonly first: FirstTable;
  readonly later: readonly LaterSignature[];
}

/** The rows as first compiled. */
export interface Origin {
  readonly signatures: Signatures;
  readonly row: (signature: number) => Row;
}

/** Those rows after classes came: they differ towards these classes, and nowhere else. */
export interface FirstTable extends Origin {
  readonly origin: Origin;
  /** Whether the row of a signature is not that of the origin. */
  readonly varied: (signature: number) => boolean;
  /** By number: the classes that came. */
  readonly since: ReadonlyMap<number, Latecomer>;
}

export interface Latecomer {
  /** The signatures whose rows name it, and the policies by which they do. */
  readonly naming: () => ReadonlyMap<number, readonly NetworkPolicy[]>;
  /** What a row says of it, without making the row again. */
  readonly says: (signature: number) => ReachIds;
  /** class → answer: from what it opens to whomever its row does not name to what it opens to this one. */
  readonly addTo: (opened: Int32Array) => void;
}

/** A signature that an edit made. */
export interface LaterSignature {
  readonly signature: Signature | 'open';
  readonly stretches: readonly Stretch[];
  /** A member of a class that has it. */
  readonly subject: Endpoint;
  readonly row: () => Row;
  /** Where its row differs from that of another one at most. */
  readonly near?: { readonly signature: number; readonly peers: Bitset };
}

export function rowOf({ signatureOf, row }: DirectionTable, i: number): Row {
  return row(signatureOf[i] ?? 0);
}

/** What the row of a class says of another one: of one that came since, without making the row again. */
export function saidTo(table: DirectionTable, i: number, peer: number): ReachIds {
  const number = table.signatureOf[i] ?? 0;
  const latecomer = number < table.first.signatures.count ? table.first.since.get(peer) : undefined;
  return latecomer?.says(number) ?? answerAt(table.row(number), peer);
}

/** The same without the NetworkPolicies. Classes come only where there are no others, so the origin's row says it too. */
export function liftedTo({ first, signatureOf, row }: DirectionTable, i: number, peer: number): ReachIds {
  const number = signatureOf[i] ?? 0;
  const { lifted } = number < first.signatures.count ? first.origin.row(number) : row(number);
  return answerAt(lifted, peer);
}

export function directionTable(
  direction: Direction,
  signatures: Signatures,
  { list }: Classes,
  maker: RowMaker,
): DirectionTable {
  const rows: (Row | undefined)[] = new Array(signatures.count).fill(undefined);
  const row = (number: number): Row => {
    const known = rows[number];
    if (known !== undefined) return known;
    // No class may have the signature any more.
    const { representative } = list[signatures.subject(number)] ?? { representative: nobody };
    const made = makeRow(direction, signatures.signature(number), representative, signatures.stretches(number), maker);
    rows[number] = made;
    return made;
  };
  const origin: Origin = { signatures, row };
  const first: FirstTable = { ...origin, origin, varied: () => false, since: new Map() };
  return laterTable(first, signatures.of, []);
}

export function laterTable(
  first: FirstTable,
  signatureOf: Readonly<Uint32Array>,
  later: readonly LaterSignature[],
): DirectionTable {
  const { signatures, row } = first;
  const at = (number: number): LaterSignature | undefined => later[number - signatures.count];
  return {
    signatureOf,
    signatures: signatures.count + later.length,
    signature: (number) => at(number)?.signature ?? signatures.signature(number),
    stretches: (number) => at(number)?.stretches ?? signatures.stretches(number),
    row: (number) => at(number)?.row() ?? row(number),
    first,
    later,
  };
}

export function laterSignature(
  direction: Direction,
  signature: Signature | 'open',
  stretches: readonly Stretch[],
  subject: Endpoint,
  maker: RowMaker,
): LaterSignature {
  let row: Row | undefined; // a memo nobody can see
  return {
    signature,
    stretches,
    subject,
    row: () => {
      row ??= makeRow(direction, signature, subject, stretches, maker);
      return row;
    },
  };
}

function makeRow(
  direction: Direction,
  signature: Signature | 'open',
  subject: Endpoint,
  stretches: readonly Stretch[],
  maker: RowMaker,
): Row {
  return signature === 'open' ? maker.openRow : maker.row(direction, signature, subject, stretches);
}
