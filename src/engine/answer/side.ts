// One direction of the compiled form for counting: what each signature opens, told against backgrounds, and its
// classes in groups that share both background and zone.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import type { DirectionTable } from '../compile/direction-table.ts';
import type { Opened } from '../compile/rows.ts';
import { bitsetRange } from '../sets/bitset.ts';
import { against, type SideCell, type Zones, zonesOf } from './zones.ts';

export interface Side {
  readonly signatureOf: Readonly<Uint32Array>;
  /** By signature, by zone: the answer that whoever no cell names has. [] where the signature is of no pod. */
  readonly backgrounds: readonly (readonly number[])[];
  /** By signature. */
  readonly cells: readonly (readonly SideCell[])[];
  /** class → group */
  readonly groupOf: Readonly<Uint32Array>;
  readonly groups: readonly Group[];
}

/** Classes of one background in one zone. */
export interface Group {
  readonly background: readonly number[];
  readonly zone: number;
  /** How many pods they have. */
  weight: number;
}

export interface Sides {
  readonly egress: Side;
  readonly ingress: Side;
  readonly zones: Zones;
}

/** `weights`: how many pods a class has; 0 for the outside. */
export function sidesOf(
  { egress, ingress, classes }: CompiledFamily,
  answers: AnswerTable,
  weights: Readonly<Float64Array>,
): Sides {
  const rows = { egress: rowsOf(egress, weights), ingress: rowsOf(ingress, weights) };
  const everyPod = bitsetRange(0, classes.firstExternal);
  const zones = zonesOf([...rows.egress.values(), ...rows.ingress.values()], everyPod, weights.length);
  return {
    egress: sideOf(egress, rows.egress, zones, answers, weights),
    ingress: sideOf(ingress, rows.ingress, zones, answers, weights),
    zones,
  };
}

/** Of signatures that some pod has. */
function rowsOf({ signatureOf, row }: DirectionTable, weights: Readonly<Float64Array>): ReadonlyMap<number, Opened> {
  const rows = new Map<number, Opened>();
  for (let i = 0; i < weights.length; i++) {
    const signature = signatureOf[i]!;
    if (weights[i] !== 0 && !rows.has(signature)) rows.set(signature, row(signature));
  }
  return rows;
}

function sideOf(
  { signatureOf, signatures }: DirectionTable,
  rows: ReadonlyMap<number, Opened>,
  zones: Zones,
  answers: AnswerTable,
  weights: Readonly<Float64Array>,
): Side {
  const backgrounds: (readonly number[])[] = new Array(signatures).fill([]);
  const cells: (readonly SideCell[])[] = new Array(signatures).fill([]);
  const interned = new Map<string, readonly number[]>();
  for (const [signature, row] of rows) {
    const told = against(row, zones, answers);
    const key = told.background.join();
    const background = interned.get(key) ?? told.background;
    interned.set(key, background);
    backgrounds[signature] = background;
    cells[signature] = told.cells;
  }
  const groupOf = new Uint32Array(weights.length);
  const groups: Group[] = [];
  const numbers = new Map<readonly number[], number[]>();
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const background = backgrounds[signatureOf[i]!]!;
    const zone = zones.of[i]!;
    const byZone = numbers.get(background) ?? [];
    numbers.set(background, byZone);
    const number = byZone[zone] ?? groups.push({ background, zone, weight: 0 }) - 1;
    byZone[zone] = number;
    groupOf[i] = number;
    groups[number]!.weight += weights[i]!;
  }
  return { signatureOf, backgrounds, cells, groupOf, groups };
}
