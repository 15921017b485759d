// Rows say for each signature which peers it names; a column says for a class which rows name it. Columns are made for a
// stretch of classes at a time, so that not all of them are ever held.

import { eachBit } from '../sets/bitset.ts';
import type { Side } from './side.ts';

/** Calls back for each row of the other side that names the class, with what it says. */
export type Column = (i: number, take: (signature: number, answer: number) => void) => void;

/** So many entries of columns are held at once: 32 MiB. */
const held = 2 ** 22;

/**
 * Each signature of `own` that names someone, with its classes of a stretch and the columns that `other` makes for
 * them. A signature whose classes lie in several stretches is told once for each.
 */
export function eachColumn(
  own: Side,
  other: Side,
  weights: Readonly<Float64Array>,
  take: (signature: number, classes: readonly number[], column: Column) => void,
): void {
  const sizes = columnSizes(own, other, weights);
  for (let first = 0; first < weights.length; ) {
    let end = first;
    for (let sum = 0; end < weights.length && (end === first || sum + sizes[end]! <= held); end++) sum += sizes[end]!;
    const column = columnsOf(other, sizes, first, end);
    const groups = new Map<number, number[]>();
    for (let i = first; i < end; i++) {
      if (sizes[i] === 0) continue;
      const known = groups.get(own.signatureOf[i]!);
      if (known === undefined) groups.set(own.signatureOf[i]!, [i]);
      else known.push(i);
    }
    for (const [signature, classes] of groups) take(signature, classes, column);
    first = end;
  }
}

/** How many rows name each class; none where its own row names nobody, so that nobody asks. */
function columnSizes(own: Side, other: Side, weights: Readonly<Float64Array>): Uint32Array {
  const sizes = new Uint32Array(weights.length);
  for (const cells of other.cells)
    for (const { peers } of cells) {
      eachBit(peers, (i) => {
        sizes[i]! += 1;
      });
    }
  for (let i = 0; i < sizes.length; i++) {
    if (weights[i] === 0 || own.cells[own.signatureOf[i]!]!.length === 0) sizes[i] = 0;
  }
  return sizes;
}

function columnsOf({ cells }: Side, sizes: Readonly<Uint32Array>, first: number, end: number): Column {
  const starts = new Uint32Array(end - first + 1);
  for (let i = first; i < end; i++) starts[i - first + 1] = starts[i - first]! + sizes[i]!;
  const signatures = new Uint32Array(starts[end - first]!);
  const answers = new Uint32Array(starts[end - first]!);
  const next = starts.slice();
  cells.forEach((list, signature) => {
    for (const { peers, answer } of list) {
      eachBit(peers, (i) => {
        if (i < first || i >= end || sizes[i] === 0) return;
        const at = next[i - first]!++;
        signatures[at] = signature;
        answers[at] = answer;
      });
    }
  });
  return (i, take) => {
    for (let at = starts[i - first]!; at < starts[i - first + 1]!; at++) take(signatures[at]!, answers[at]!);
  };
}
