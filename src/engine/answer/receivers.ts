// Who takes what a class sends, found from both sides: the receivers whose row names the sender, and those
// whose row opens to whoever it does not name; of these, the ones that the sender's own row opens. No row of one side is
// ever held against every row of the other.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import type { Opened } from '../compile/rows.ts';
import { inZone } from '../compile/zones.ts';
import {
  type Bitset,
  bitset,
  eachBit,
  emptyBitset,
  intersectBits,
  isEmptyBitset,
  subtractBits,
  unionAllBits,
  unionBits,
} from '../sets/bitset.ts';
import { namersOf } from './namers.ts';
import { sideOf } from './side.ts';

/** `answer`: what both ends open. */
export type Take = (receiver: number, answer: number) => void;

export interface Receivers {
  /** Every receiver with some possible port. `unit` is one that the sender has pods of; units come in ascending order. */
  readonly of: (unit: number, sender: number, take: Take) => void;
}

/** `wanted` receivers of pods; `units` those that are asked about, with the classes of each. */
export function receiversOf(
  family: CompiledFamily,
  answers: AnswerTable,
  wanted: readonly number[],
  units: readonly number[],
  classesOf: (unit: number) => readonly number[],
): Receivers {
  const { zones, classes } = family;
  const weights = new Float64Array(classes.list.length);
  for (const i of wanted) weights[i] = 1;
  const side = sideOf(family.ingress, family, answers, weights);
  const namersFor = namersOf(side, units, classesOf);
  const members = membersBySignature(side.signatureOf, wanted);
  const isNone = (answer: number): boolean => answers.reach(answer).possible === answers.ports.none;
  const named = namedMemo();
  const open: Bitset[] = [];
  const said = new Int32Array(side.rests.length).fill(-1);

  /** Receivers that are open to whoever is in the zone and named by nobody. */
  function openTo(zone: number): Bitset {
    open[zone] ??= bitset(wanted.filter((i) => !isNone(side.rests[side.signatureOf[i]!]![zone]!)));
    return open[zone];
  }

  function of(unit: number, sender: number, take: Take): void {
    const zone = zones.of[sender]!;
    const naming: number[] = [];
    const [taking, others]: [number[], number[]] = [[], []];
    namersFor(unit)(sender, (signature, answer) => {
      said[signature] = answer;
      naming.push(signature);
      const list = isNone(answer) ? others : taking;
      for (const i of members[signature]!) list.push(i);
    });
    const into = unionBits(subtractBits(openTo(zone), setOf(others)), setOf(taking));
    if (!isEmptyBitset(into)) {
      eachAnswer(rowOf(family.egress, sender), into, (receiver, out) => {
        const signature = side.signatureOf[receiver]!;
        const answer = said[signature]! >= 0 ? said[signature]! : side.rests[signature]![zone]!;
        const both = answers.intersect(out, answer);
        if (!isNone(both)) take(receiver, both);
      });
    }
    for (const signature of naming) said[signature] = -1;
  }

  function eachAnswer(row: Opened, set: Bitset, take: Take): void {
    for (const cell of row.cells) {
      const answer = answers.ofReach(cell);
      if (!isNone(answer)) eachBit(intersectBits(cell.peers, set), (i) => take(i, answer));
    }
    const rests = row.rest.map(answers.ofReach);
    if (rests.every(isNone)) return;
    const left = subtractBits(set, named(row));
    rests.forEach((answer, zone) => {
      if (!isNone(answer)) eachBit(inZone(left, zone, zones), (i) => take(i, answer));
    });
  }

  return { of };
}

function setOf(list: number[]): Bitset {
  return list.length === 0 ? emptyBitset : bitset(Uint32Array.from(list).sort());
}

/** The row that was asked about last is likely to be the next. */
function namedMemo(): (row: Opened) => Bitset {
  let last: Opened | undefined;
  let named: Bitset = emptyBitset;
  return (row) => {
    if (row !== last) [last, named] = [row, unionAllBits(row.cells.map(({ peers }) => peers))];
    return named;
  };
}

function membersBySignature(signatureOf: Readonly<Uint32Array>, classes: readonly number[]): readonly number[][] {
  const members: number[][] = [];
  for (const i of classes) {
    const signature = signatureOf[i]!;
    const known = members[signature];
    if (known === undefined) members[signature] = [i];
    else known.push(i);
  }
  return members;
}
