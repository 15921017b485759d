// Rows say for each signature which peers it names; a column says for a class which rows name it. Columns are made for some
// classes at a time, so that not all of them are ever held.

import { type Bitset, bitset, eachBit, intersectBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import type { Side } from './side.ts';

/** Calls back for each row that names the class, with what it says. */
export type Column = (i: number, take: (signature: number, answer: number) => void) => void;

/** By class: how many rows name it. */
export function columnSizes({ cells, signatureOf }: Side): Uint32Array {
  const sizes = new Uint32Array(signatureOf.length);
  for (const list of cells) {
    for (const { peers } of list) {
      eachBit(peers, (i) => {
        sizes[i]! += 1;
      });
    }
  }
  return sizes;
}

/** `classes` ascending, with their sizes. */
export function columnsOf({ cells }: Side, sizes: Readonly<Uint32Array>, classes: readonly number[]): Column {
  const starts = new Int32Array(sizes.length).fill(-1);
  let sum = 0;
  for (const i of classes) {
    starts[i] = sum;
    sum += sizes[i]!;
  }
  const next = starts.slice();
  const [signatures, answers] = [new Uint32Array(sum), new Uint32Array(sum)];
  // Of few classes it is quicker found which of them a row names than who else is named.
  const set: Bitset | 'most' = classes.length > sizes.length / 8 ? 'most' : bitset(classes);
  cells.forEach((list, signature) => {
    for (const { peers, answer } of list) {
      eachBit(set === 'most' ? peers : intersectBits(peers, set), (i) => {
        if (starts[i]! < 0) return;
        const at = next[i]!++;
        signatures[at] = signature;
        answers[at] = answer;
      });
    }
  });
  return (i, take) => {
    for (let at = starts[i]!; at < starts[i]! + sizes[i]!; at++) take(signatures[at]!, answers[at]!);
  };
}

/** So many entries of columns are held at once: 32 MiB. */
const held = 2 ** 22;

/**
 * Each signature of `own` that names someone, with its classes and the columns that `other` makes for them. A signature
 * whose classes are too many to be held at once is told several times, with some of them each.
 */
export function eachColumn(
  own: Side,
  other: Side,
  weights: Readonly<Float64Array>,
  take: (signature: number, classes: readonly number[], column: Column) => void,
): void {
  const sizes = columnSizes(other);
  const asks = (i: number): boolean => weights[i] !== 0 && sizes[i] !== 0 && own.cells[own.signatureOf[i]!]!.length > 0;
  for (let first = 0; first < weights.length; ) {
    const classes: number[] = [];
    let at = first;
    for (let sum = 0; at < weights.length && (classes.length === 0 || sum + sizes[at]! <= held); at++) {
      if (!asks(at)) continue;
      classes.push(at);
      sum += sizes[at]!;
    }
    const column = columnsOf(other, sizes, classes);
    const groups = new Map<number, number[]>();
    for (const i of classes) entry(groups, own.signatureOf[i]!, () => []).push(i);
    for (const [signature, those] of groups) take(signature, those, column);
    first = at;
  }
}
