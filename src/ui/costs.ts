// Which of a dataplane's counts stands for the whole, and how counts read. The session counts; this only picks.

import type { Counts } from '../session/answers.ts';

const order = ['mapEntries', 'rules', 'flows', 'members', 'chains', 'sets', 'identities', 'programs'] as const;

const words: Readonly<Record<string, string>> = {
  mapEntries: 'map entries',
  match: 'rule matches',
  setLookup: 'set lookups',
  mapLookup: 'map lookups',
  jump: 'chain jumps',
};

/** The count that most of the state consists of, per kind of dataplane. */
export function mainCount(counts: Counts): string {
  return order.find((name) => (counts[name] ?? 0) > 0) ?? 'rules';
}

export function unitText(name: string): string {
  return words[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function countsText(counts: Counts): string {
  const parts = Object.entries(counts).flatMap(([name, n]) =>
    n === undefined ? [] : [`${n.toLocaleString('en')} ${unitText(name)}`],
  );
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

export function sumOf(counts: Counts): number {
  return Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

export function shareOf(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(part * 10 < whole ? 1 : 0)} %`;
}
