// How many ordered pairs of pods have each answer, as if no pod stood nearer to its own node than to others. Rests are
// multiplied, and then corrected for the exceptions of one side and of both: linear in the number of exceptions,
// where pairs of classes would be their square.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { CompiledFamily, DirectionTable } from '../compile/compile.ts';
import { eachBit } from '../sets/bitset.ts';
import { eachColumn, type SideCell } from './columns.ts';

/** Adds to the pairs that have an answer; `pairs` may be negative, where they were counted elsewhere before. */
export type Count = (answer: number, pairs: number) => void;

/** One direction as sums over classes. */
export interface Side {
  readonly signatureOf: Readonly<Uint32Array>;
  /** By signature. Those of no pod are empty: nothing is asked of them. */
  readonly rests: Readonly<Int32Array>;
  readonly cells: readonly (readonly SideCell[])[];
}

/** `weights`: how many pods a class has; 0 for the outside. */
export function countPairs(
  family: CompiledFamily,
  answers: AnswerTable,
  weights: Readonly<Float64Array>,
  count: Count,
) {
  const egress = sideOf(family.egress, weights, answers);
  const ingress = sideOf(family.ingress, weights, answers);
  const both = remembered(answers.intersect);
  countRests(restWeights(egress, weights), restWeights(ingress, weights), both, count);
  countExceptions(egress, ingress, weights, both, count);
  countExceptions(ingress, egress, weights, both, count);
  countMeetings(egress, ingress, weights, both, count);
}

type Both = (a: number, b: number) => number;

/** The same pairs of answers meet over and over: a table of them, where there are few answers. */
function remembered(intersect: Both): Both {
  const few = 1024;
  const table = new Int32Array(few * few).fill(-1);
  return (a, b) => {
    if (a >= few || b >= few) return intersect(a, b);
    const at = a * few + b;
    const known = table[at]!;
    if (known >= 0) return known;
    const made = intersect(a, b);
    table[at] = made;
    return made;
  };
}

function sideOf(table: DirectionTable, weights: Readonly<Float64Array>, answers: AnswerTable): Side {
  const { signatureOf, signatures, row } = table;
  const rests = new Int32Array(signatures).fill(-1);
  const cells: (readonly SideCell[])[] = new Array(signatures).fill([]);
  for (let i = 0; i < weights.length; i++) {
    const signature = signatureOf[i]!;
    if (weights[i] === 0 || rests[signature] !== -1) continue;
    const { rest, cells: named } = row(signature);
    rests[signature] = answers.of(rest.allowed, rest.possible);
    cells[signature] = named.map(({ peers, allowed, possible }) => ({ peers, answer: answers.of(allowed, possible) }));
  }
  return { signatureOf, rests, cells };
}

function restWeights({ signatureOf, rests }: Side, weights: Readonly<Float64Array>): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const rest = rests[signatureOf[i]!]!;
    sums.set(rest, (sums.get(rest) ?? 0) + weights[i]!);
  }
  return sums;
}

function countRests(
  from: ReadonlyMap<number, number>,
  to: ReadonlyMap<number, number>,
  both: Both,
  count: Count,
): void {
  for (const [out, senders] of from) for (const [into, receivers] of to) count(both(out, into), senders * receivers);
}

/** Peers that a row names have its cell's answer instead of its rest, whatever the rest of their own row says. */
function countExceptions(own: Side, other: Side, weights: Readonly<Float64Array>, both: Both, count: Count): void {
  const sizes = signatureWeights(own, weights);
  const sums = new Map<number, number>();
  own.cells.forEach((cells, signature) => {
    const size = sizes[signature]!;
    const rest = own.rests[signature]!;
    for (const { peers, answer } of cells) {
      sums.clear();
      eachBit(peers, (i) => {
        const weight = weights[i]!;
        if (weight === 0) return;
        const met = other.rests[other.signatureOf[i]!]!;
        sums.set(met, (sums.get(met) ?? 0) + weight);
      });
      for (const [met, weight] of sums) {
        count(both(answer, met), size * weight);
        count(both(rest, met), -size * weight);
      }
    }
  });
}

function signatureWeights({ signatureOf, rests }: Side, weights: Readonly<Float64Array>): Float64Array {
  const sums = new Float64Array(rests.length);
  for (let i = 0; i < weights.length; i++) sums[signatureOf[i]!]! += weights[i]!;
  return sums;
}

/** Pairs that name each other: both corrections were made as if the other side said its rest. */
function countMeetings(from: Side, to: Side, weights: Readonly<Float64Array>, both: Both, count: Count): void {
  const met = new Map<number, { readonly answers: number[]; readonly weights: number[] }>();
  eachColumn(from, to, weights, (signature, classes, columns) => {
    met.clear();
    for (const i of classes) {
      columns(i, (receiver, answer) => {
        const known = met.get(receiver) ?? { answers: [], weights: [] };
        met.set(receiver, known);
        const at = known.answers.indexOf(answer);
        if (at < 0) known.weights[known.answers.push(answer) - 1] = weights[i]!;
        else known.weights[at]! += weights[i]!;
      });
    }
    if (met.size === 0) return;
    const rest = from.rests[signature]!;
    for (const { peers, answer } of from.cells[signature]!) {
      eachBit(peers, (b) => {
        const receiver = to.signatureOf[b]!;
        const known = met.get(receiver);
        if (known === undefined || weights[b] === 0) return;
        const back = to.rests[receiver]!;
        for (let k = 0; k < known.answers.length; k++) {
          const into = known.answers[k]!;
          const pairs = known.weights[k]! * weights[b]!;
          count(both(answer, into), pairs);
          count(both(answer, back), -pairs);
          count(both(rest, into), -pairs);
          count(both(rest, back), pairs);
        }
      });
    }
  });
}
