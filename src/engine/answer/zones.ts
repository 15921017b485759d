// Now and then a rule names nearly every pod. Rows that do are told against a background: a few large sets part all
// classes into zones, and a row has one answer for each zone, so that what it names besides is little again.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { Opened } from '../compile/rows.ts';
import {
  type Bitset,
  eachBit,
  intersectBits,
  isEmptyBitset,
  sizeInCommon,
  sizeOf,
  subtractBits,
  unionAllBits,
} from '../sets/bitset.ts';

/** Peers that have another answer than the background gives them. */
export interface SideCell {
  readonly peers: Bitset;
  readonly answer: number;
}

export interface Zones {
  /** class → zone */
  readonly of: Readonly<Uint8Array>;
  /** By zone; disjoint, all pods together. */
  readonly sets: readonly Bitset[];
}

export interface Against {
  /** By zone. */
  readonly background: readonly number[];
  readonly cells: readonly SideCell[];
}

/** So many large sets are told apart: 16 zones. */
const mostLarge = 4;

/** `everyPod`: the classes of pods. */
export function zonesOf(rows: Iterable<Opened>, everyPod: Bitset, classes: number): Zones {
  const large: Bitset[] = [];
  for (const { cells } of rows) {
    for (const { peers } of cells) {
      if (large.length === mostLarge) break;
      if (!isLarge(peers, classes) || large.some((set) => differsLittle(peers, set))) continue;
      large.push(intersectBits(peers, everyPod));
    }
  }
  const sets = large.reduce<readonly Bitset[]>(
    (zones, set) => zones.flatMap((zone) => [subtractBits(zone, set), intersectBits(zone, set)]),
    [everyPod],
  );
  const of = new Uint8Array(classes);
  sets.forEach((set, zone) => {
    if (zone > 0) {
      eachBit(set, (i) => {
        of[i] = zone;
      });
    }
  });
  return { of, sets };
}

/** The same answers, told against the background that leaves the fewest exceptions. */
export function against({ cells, rest }: Opened, { sets, of }: Zones, answers: AnswerTable): Against {
  const otherwise = answers.of(rest.allowed, rest.possible);
  const named = cells.map(({ peers, allowed, possible }) => ({ peers, answer: answers.of(allowed, possible) }));
  if (sets.length === 1 || !named.some(({ peers }) => isLarge(peers, of.length))) {
    return { background: sets.map(() => otherwise), cells: named };
  }
  const background = sets.map((set) => {
    const half = sizeOf(set) / 2;
    return named.find(({ peers }) => sizeInCommon(peers, set) > half)?.answer ?? otherwise;
  });
  const covered = unionAllBits(sets.filter((_, zone) => background[zone] !== otherwise));
  const exceptions = [
    { peers: subtractBits(covered, unionAllBits(named.map(({ peers }) => peers))), answer: otherwise },
    ...named.map(({ peers, answer }) => ({
      peers: sets.reduce((left, set, zone) => (background[zone] === answer ? subtractBits(left, set) : left), peers),
      answer,
    })),
  ];
  return { background, cells: exceptions.filter(({ peers }) => !isEmptyBitset(peers)) };
}

function isLarge(peers: Bitset, classes: number): boolean {
  return peers.length > classes / 256 && sizeOf(peers) > Math.max(classes / 16, 64);
}

function differsLittle(a: Bitset, b: Bitset): boolean {
  const apart = sizeOf(a) + sizeOf(b) - 2 * sizeInCommon(a, b);
  return apart < sizeOf(b) / 4;
}
