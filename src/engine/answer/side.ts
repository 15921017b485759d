// One direction of the compiled form for counting: what each signature opens, and its classes in groups that share
// both the rest of their row and their zone.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import type { DirectionTable } from '../compile/direction-table.ts';
import type { Opened } from '../compile/rows.ts';
import { type Bitset, bitsBelow, isEmptyBitset } from '../sets/bitset.ts';

/** Pods that have another answer than the rest gives them. */
export interface SideCell {
  readonly peers: Bitset;
  readonly answer: number;
}

export interface Side {
  readonly signatureOf: Readonly<Uint32Array>;
  /** By signature, by zone: the answer that whoever no cell names has. [] where the signature is of no pod. */
  readonly rests: readonly (readonly number[])[];
  /** By signature. */
  readonly cells: readonly (readonly SideCell[])[];
  /** class → group */
  readonly groupOf: Readonly<Uint32Array>;
  readonly groups: readonly Group[];
}

/** Classes of one rest in one zone. */
export interface Group {
  readonly rest: readonly number[];
  readonly zone: number;
  /** How many pods they have. */
  weight: number;
}

/** `weights`: how many pods a class has; 0 for the outside. */
export function sideOf(
  { signatureOf, signatures, row }: DirectionTable,
  { zones, classes: { firstExternal } }: CompiledFamily,
  answers: AnswerTable,
  weights: Readonly<Float64Array>,
): Side {
  const rests: (readonly number[])[] = new Array(signatures).fill([]);
  const cells: (readonly SideCell[])[] = new Array(signatures).fill([]);
  const numbered = new Map<Opened['rest'], readonly number[]>();
  const groupOf = new Uint32Array(weights.length);
  const groups: Group[] = [];
  const numbers = new Map<readonly number[], number[]>();
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const signature = signatureOf[i]!;
    if (rests[signature]!.length === 0) {
      const opened = row(signature);
      const rest = numbered.get(opened.rest) ?? opened.rest.map(answers.ofReach);
      numbered.set(opened.rest, rest);
      rests[signature] = rest;
      cells[signature] = opened.cells
        .map((cell) => ({ peers: bitsBelow(cell.peers, firstExternal), answer: answers.ofReach(cell) }))
        .filter(({ peers }) => !isEmptyBitset(peers));
    }
    const rest = rests[signature]!;
    const zone = zones.of[i]!;
    const byZone = numbers.get(rest) ?? [];
    numbers.set(rest, byZone);
    const number = byZone[zone] ?? groups.push({ rest, zone, weight: 0 }) - 1;
    byZone[zone] = number;
    groupOf[i] = number;
    groups[number]!.weight += weights[i]!;
  }
  return { signatureOf, rests, cells, groupOf, groups };
}
