// Answers by number: a pair of port sets, allowed ⊆ possible. Equal answers have equal ids, so that peers which
// have the same answer are one part of a row, and what two answers make together is remembered.

import { entry } from '../sets/entry.ts';
import { intersection } from '../sets/intervals.ts';
import { pairMemo } from '../sets/pair-memo.ts';
import type { PortSetId, PortTable } from './port-table.ts';

/** Port sets by number, allowed ⊆ possible. */
export interface ReachIds {
  readonly allowed: PortSetId;
  readonly possible: PortSetId;
}

export function isSameReach(a: ReachIds, b: ReachIds): boolean {
  return a.allowed === b.allowed && a.possible === b.possible;
}

export interface AnswerTable {
  readonly ports: PortTable;
  readonly of: (allowed: PortSetId, possible: PortSetId) => number;
  readonly ofReach: (reach: ReachIds) => number;
  readonly reach: (answer: number) => ReachIds;
  readonly none: number;
  readonly every: number;
  /** What either opens. */
  readonly union: (a: number, b: number) => number;
  /** What both open. */
  readonly intersect: (a: number, b: number) => number;
  /** Open which of the two holds: certain is what both allow, possible what either does. */
  readonly either: (a: number, b: number) => number;
  /** The same, but nothing of it for certain. */
  readonly perhaps: (answer: number) => number;
}

export function answerTable(ports: PortTable): AnswerTable {
  const answers: ReachIds[] = [];
  const certain: (number | undefined)[] = []; // by port set: where all of it is allowed, as nearly everywhere
  const unsure = new Map<number, number>();

  function of(allowed: PortSetId, possible: PortSetId): number {
    if (allowed !== possible) return entry(unsure, allowed * 2 ** 26 + possible, () => add(allowed, possible));
    const known = certain[allowed] ?? add(allowed, possible);
    certain[allowed] = known;
    return known;
  }
  function add(allowed: PortSetId, possible: PortSetId): number {
    return answers.push({ allowed, possible }) - 1;
  }
  function remembered(make: (x: ReachIds, y: ReachIds) => number): (a: number, b: number) => number {
    return pairMemo((a, b) => make(answers[a]!, answers[b]!)); // all three operations commute
  }
  const none = of(ports.none, ports.none);
  const every = of(ports.every, ports.every);
  const united = remembered((x, y) => of(ports.union(x.allowed, y.allowed), ports.union(x.possible, y.possible)));
  const common = remembered((x, y) => {
    if (x.allowed !== x.possible || y.allowed !== y.possible)
      return of(ports.intersect(x.allowed, y.allowed), ports.intersect(x.possible, y.possible));
    // Remembered here, and there may be millions: not once more by the port sets.
    const both = ports.intern(intersection(ports.portSet(x.allowed), ports.portSet(y.allowed)));
    return of(both, both);
  });
  const open = remembered((x, y) => of(ports.intersect(x.allowed, y.allowed), ports.union(x.possible, y.possible)));
  return {
    ports,
    of,
    ofReach: ({ allowed, possible }) => of(allowed, possible),
    reach: (answer) => answers[answer]!,
    none,
    every,
    union: (a, b) => (a === b || b === none ? a : a === none ? b : united(a, b)),
    intersect: (a, b) =>
      a === b || b === every ? a : a === every ? b : a === none || b === none ? none : common(a, b),
    either: (a, b) => (a === b ? a : open(a, b)),
    perhaps: (answer) => of(ports.none, answers[answer]!.possible),
  };
}
