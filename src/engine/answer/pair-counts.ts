// How many ordered pairs of pods have each answer, as if no pod stood nearer to its own node than to others. Rests are
// multiplied, and then corrected for the exceptions of one side and of both: linear in the number of
// exceptions, where pairs of classes would be their square.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import type { Zones } from '../compile/zones.ts';
import { eachBit } from '../sets/bitset.ts';
import { eachColumn } from './columns.ts';
import { type Side, sideOf } from './side.ts';

/** Adds to the pairs that have an answer; `pairs` may be negative, where they were counted elsewhere before. */
export type Count = (answer: number, pairs: number) => void;

/** `weights`: how many pods a class has; 0 for the outside. */
export function countPairs(
  family: CompiledFamily,
  answers: AnswerTable,
  weights: Readonly<Float64Array>,
  count: Count,
) {
  const { zones } = family;
  const [egress, ingress] = [family.egress, family.ingress].map((table) => sideOf(table, family, answers, weights));
  if (egress === undefined || ingress === undefined) return;
  const context: Context = { weights, zones, both: remembered(answers.intersect), count };
  countRests(egress, ingress, context);
  countExceptions(egress, ingress, context);
  countExceptions(ingress, egress, context);
  countMeetings(egress, ingress, context);
}

interface Context {
  readonly weights: Readonly<Float64Array>;
  readonly zones: Zones;
  /** What two sides open together. */
  readonly both: (a: number, b: number) => number;
  readonly count: Count;
}

/** The same pairs of answers meet over and over: a table of them, where there are few answers. */
function remembered(intersect: Context['both']): Context['both'] {
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

function countRests(from: Side, to: Side, { both, count }: Context): void {
  for (const a of from.groups) {
    for (const b of to.groups) count(both(a.rest[b.zone]!, b.rest[a.zone]!), a.weight * b.weight);
  }
}

/** Peers that a row names have its cell's answer instead of its rest, whatever the rest of their own row says. */
function countExceptions(own: Side, other: Side, { weights, zones, both, count }: Context): void {
  const subjects = weightsByZone(own, weights, zones);
  const sums = new Float64Array(other.groups.length);
  own.cells.forEach((cells, signature) => {
    const rest = own.rests[signature]!;
    for (const { peers, answer } of cells) {
      const touched: number[] = [];
      eachBit(peers, (i) => {
        if (weights[i] === 0) return;
        const group = other.groupOf[i]!;
        if (sums[group] === 0) touched.push(group);
        sums[group]! += weights[i]!;
      });
      for (const number of touched) {
        const group = other.groups[number]!;
        for (const [zone, size] of subjects[signature]!) {
          const back = group.rest[zone]!;
          count(both(answer, back), size * sums[number]!);
          count(both(rest[group.zone]!, back), -size * sums[number]!);
        }
        sums[number] = 0;
      }
    }
  });
}

/** By signature: zones, and how many pods it has there. */
function weightsByZone({ signatureOf, cells }: Side, weights: Readonly<Float64Array>, zones: Zones) {
  const sums: (readonly [number, number])[][] = cells.map(() => []);
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const list = sums[signatureOf[i]!]!;
    const at = list.findIndex(([zone]) => zone === zones.of[i]);
    if (at < 0) list.push([zones.of[i]!, weights[i]!]);
    else list[at] = [zones.of[i]!, list[at]![1] + weights[i]!];
  }
  return sums;
}

/** A row that names the sender: what it opens to it, what it would open otherwise, and how many pods that are. */
interface Naming {
  readonly answer: number;
  readonly back: number;
  weight: number;
}

/** Pairs that name each other: both corrections were made as if the other side said its rest. */
function countMeetings(from: Side, to: Side, { weights, zones, both, count }: Context): void {
  const naming = new Map<number, Naming[]>();
  const manyZones = zones.sets.length;
  /** By receiver's signature and zone: how many pods of it a cell names. */
  const named = new Float64Array(to.cells.length * manyZones);
  eachColumn(from, to, weights, (signature, classes, column) => {
    naming.clear();
    for (const i of classes) {
      column(i, (receiver, answer) => {
        const back = to.rests[receiver]![zones.of[i]!]!;
        const list = naming.get(receiver);
        if (list === undefined) {
          naming.set(receiver, [{ answer, back, weight: weights[i]! }]);
          return;
        }
        const known = list.find((each) => each.answer === answer && each.back === back);
        if (known === undefined) list.push({ answer, back, weight: weights[i]! });
        else known.weight += weights[i]!;
      });
    }
    if (naming.size === 0) return;
    const rests = from.rests[signature]!;
    for (const { peers, answer } of from.cells[signature]!) {
      const touched: number[] = [];
      eachBit(peers, (b) => {
        if (weights[b] === 0 || !naming.has(to.signatureOf[b]!)) return;
        const place = to.signatureOf[b]! * manyZones + zones.of[b]!;
        if (named[place] === 0) touched.push(place);
        named[place]! += weights[b]!;
      });
      for (const place of touched) {
        const rest = rests[place % manyZones]!;
        for (const { answer: into, back, weight } of naming.get(Math.floor(place / manyZones)) ?? []) {
          const pairs = weight * named[place]!;
          count(both(answer, into), pairs);
          count(both(answer, back), -pairs);
          count(both(rest, into), -pairs);
          count(both(rest, back), pairs);
        }
        named[place] = 0;
      }
    }
  });
}
