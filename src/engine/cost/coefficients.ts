// What one operation takes and one object weighs, as ranges. Measured on one small machine (2 cores,
// kernel 6.18, retpolines on): ratios travel between machines, nanoseconds do not, so a table of the
// user's own replaces these. Ranges that no measurement backs say so in their source.

import type { Column, Operation, StateName } from './model.ts';

export interface Coefficient {
  readonly column: Column;
  readonly count: Operation | StateName;
  /** Holds for a map of up to so many entries; the smallest that fits is used, and the largest beyond it. */
  readonly upTo: number | 'any-size';
  readonly low: number;
  readonly high: number;
  readonly unit: 'ns' | 'bytes';
  readonly source: string;
}

export interface CoefficientTable {
  readonly rows: readonly Coefficient[];
  /** What the user's own table gave, as `coefficientKey` writes it. */
  readonly calibrated: ReadonlySet<string>;
}

export function coefficientKey({ column, count }: Pick<Coefficient, 'column' | 'count'>): string {
  return `${column} ${count}`;
}

type Row = readonly [
  count: Operation | StateName,
  upTo: number | 'any-size',
  low: number,
  high: number,
  unit: 'ns' | 'bytes',
  note: string,
];

const measured = 'measured on a 2-core EPYC virtual machine, kernel 6.18';

const iptablesLegacy: readonly Row[] = [
  ['cmp', 'any-size', 3.1, 3.6, 'ns', `${measured}: a rule that compares an address`],
  ['match', 'any-size', 20, 55, 'ns', `${measured}: from a mark test to a full multiport with its comment`],
  ['setHash', 'any-size', 91, 107, 'ns', `${measured}: a miss`],
  ['setPrefix', 'any-size', 105, 114, 'ns', `${measured}: a miss; about 14 more for each further prefix length`],
  ['jump', 'any-size', 51.5, 57.5, 'ns', `${measured}: half of a policy jump with its accept check`],
  ['ctLookup', 'any-size', 600, 1200, 'ns', `${measured}: a small difference of two large numbers`],
  ['rules', 'any-size', 503, 630, 'bytes', `${measured}: a rule with comment and mark`],
  ['members', 'any-size', 29, 32, 'bytes', `${measured}: hash:net`],
];

const lpmNote = `${measured}: half of two lookups`;
const lpmRanges = [
  [100, 45, 54],
  [1_000, 47.5, 70],
  [4_096, 75, 120],
  [16_384, 120, 260],
  [65_536, 435, 480],
] as const;

const bpf: readonly Row[] = [
  ['mapHash', 4_096, 20, 35, 'ns', `${measured}: one lookup`],
  ['mapHash', 16_384, 60, 140, 'ns', `${measured}: one lookup`],
  ['ctLookup', 'any-size', 20, 140, 'ns', `${measured}: one hash lookup, in maps of up to 16k entries`],
  ...lpmRanges.map(([upTo, low, high]): Row => ['lpm', upTo, low, high, 'ns', lpmNote]),
  ...lpmRanges.map(([upTo, low, high]): Row => ['ipcache', upTo, low, high, 'ns', lpmNote]),
  ['mapEntries', 'any-size', 64, 192, 'bytes', 'inferred from the kernel structures of an LPM trie; not measured'],
];

export const defaultCoefficients: CoefficientTable = {
  rows: [...inColumn('iptables-legacy', iptablesLegacy), ...inColumn('bpf', bpf)],
  calibrated: new Set(),
};

function inColumn(column: Column, rows: readonly Row[]): readonly Coefficient[] {
  return rows.map(([count, upTo, low, high, unit, source]) => ({ column, count, upTo, low, high, unit, source }));
}
