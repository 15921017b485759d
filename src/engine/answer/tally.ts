// Flows folded over pairs of pods: what every pair has, what only some have, what is open.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { Reason } from '../model/assumptions.ts';
import { difference, intersection, union } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet } from '../sets/ports.ts';
import type { Unit } from './units.ts';
import { distinctReasons } from './verdict.ts';

export interface FlowItem {
  readonly from: Unit;
  readonly to: Unit;
  /** Ports that every pair of pods has, for certain. */
  readonly ports: PortSet;
  /** Ports that are open to question for some pair. */
  readonly unknown: PortSet;
  /** Ports that some pair has for certain, but not every one. */
  readonly partial: PortSet;
  readonly because: readonly Reason[];
}

/** What pairs of pods have together. */
export type Folded = Pick<FlowItem, 'ports' | 'unknown' | 'partial'>;

/** Attempts between two units, gathered by what they may use. */
export interface Tally {
  /** Answers, and at the same position how many pairs have them. */
  readonly answers: number[];
  readonly pairs: number[];
  /** By family: what some pair may use; undefined where none was met. */
  readonly byFamily: (number | undefined)[];
  /** By what tells them apart. */
  because: Map<string, Reason> | undefined;
}

export function emptyTally(): Tally {
  return { answers: [], pairs: [], byFamily: [], because: undefined };
}

/** `pairs` attempts of one family, all with the same answer. */
export function count(tally: Tally, family: number, answer: number, pairs: number, { union }: AnswerTable): void {
  const { answers, byFamily } = tally;
  const met = byFamily[family];
  byFamily[family] = met === undefined ? answer : union(met, answer);
  const at = answers.indexOf(answer);
  if (at >= 0) tally.pairs[at]! += pairs;
  else {
    answers.push(answer);
    tally.pairs.push(pairs);
  }
}

export function note(tally: Tally, reasons: readonly Reason[]): void {
  if (reasons.length === 0) return;
  tally.because ??= new Map();
  for (const reason of reasons) tally.because.set(`${reason.flag} ${reason.why}`, reason);
}

/** The same answers fold to the same sets over and over. */
export function folding(table: AnswerTable): (tally: Pick<Tally, 'answers' | 'pairs'>, pairs: number) => Folded {
  const memo = new Map<string, Folded>();
  return ({ answers, pairs: counts }, pairs) => {
    let counted = 0;
    for (const alike of counts) counted += alike;
    const key = `${answers.length > 1 ? answers.toSorted((a, b) => a - b) : answers[0]} ${counted < pairs}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const made = folded(answers, counted < pairs ? 'some' : 'every', table);
    memo.set(key, made);
    return made;
  };
}

/** `met`: whether these are the answers of every pair. */
function folded(answers: readonly number[], met: 'every' | 'some', { reach, ports: table }: AnswerTable): Folded {
  let every: PortSet = everyPort;
  let some: PortSet = noPorts;
  let unknown: PortSet = noPorts;
  for (const answer of answers) {
    const { allowed, possible } = reach(answer);
    const certain = table.portSet(allowed);
    every = intersection(every, certain);
    some = union(some, certain);
    unknown = union(unknown, difference(table.portSet(possible), certain));
  }
  const ports = met === 'some' ? noPorts : every;
  return { ports, unknown, partial: difference(some, ports) };
}

/** Families that differ are told (R64). `pairs`: how many of each family there are, met or not. */
export function reasonsOf({ because, byFamily }: Tally, pairs: readonly number[], none: number): readonly Reason[] {
  if (because === undefined && pairs.length < 2) return [];
  const answers = pairs.flatMap((some, family) => {
    const met = byFamily[family];
    return met !== undefined || some > 0 ? [met ?? none] : [];
  });
  const differ = answers.some((answer) => answer !== answers[0]);
  return distinctReasons([...(because?.values() ?? []), ...(differ ? [byFamilyReason] : [])]);
}

const byFamilyReason: Reason = {
  flag: 'F13',
  key: 'none',
  why: 'what is open between them depends on the IP family',
};

export function reaches({ ports, unknown, partial }: Folded): boolean {
  return ports.length > 0 || unknown.length > 0 || partial.length > 0;
}
