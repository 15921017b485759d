// Which rows name a class, and what they say of it: the columns of a direction. They are made for the classes of some
// units at a time, in the order in which these are told, so that not all of them are ever held.

import { type Bitset, bitset, eachBit, intersectBits } from '../sets/bitset.ts';
import type { Side } from './side.ts';

/** Calls back for each row that names the class. */
export type Naming = (i: number, take: (signature: number, answer: number) => void) => void;

/** So many entries are held at once: 16 MiB. */
const held = 2 ** 21;

/** `classesOf` a unit; units are asked for in ascending order. */
export function namersOf(side: Side, units: readonly number[], classesOf: (unit: number) => readonly number[]) {
  const sizes = namedOften(side);
  let [at, end] = [0, 0];
  let naming: Naming = () => undefined;
  return (unit: number): Naming => {
    while (at < units.length && units[at]! < unit) at += 1;
    if (at < end) return naming;
    const classes = new Set<number>();
    let sum = 0;
    for (end = at; end < units.length && (end === at || sum <= held); end++) {
      for (const i of classesOf(units[end]!)) {
        if (classes.has(i)) continue;
        classes.add(i);
        sum += sizes[i]!;
      }
    }
    naming = namingOf(
      side,
      sizes,
      [...classes].sort((a, b) => a - b),
    );
    return naming;
  };
}

function namedOften({ cells, signatureOf }: Side): Uint32Array {
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

function namingOf({ cells }: Side, sizes: Readonly<Uint32Array>, classes: readonly number[]): Naming {
  const set: Bitset = bitset(classes);
  const starts = new Map<number, number>();
  let sum = 0;
  for (const i of classes) {
    starts.set(i, sum);
    sum += sizes[i]!;
  }
  const [signatures, answers] = [new Uint32Array(sum), new Uint32Array(sum)];
  const next = new Map(starts);
  cells.forEach((list, signature) => {
    for (const { peers, answer } of list) {
      eachBit(intersectBits(peers, set), (i) => {
        const at = next.get(i)!;
        next.set(i, at + 1);
        signatures[at] = signature;
        answers[at] = answer;
      });
    }
  });
  return (i, take) => {
    const start = starts.get(i)!;
    for (let at = start; at < start + sizes[i]!; at++) take(signatures[at]!, answers[at]!);
  };
}
