// Reasons as numbered notes: a row says [1], and what that is stands once below the table.

import type { ReasonView } from '../../session/answers.ts';
import { type Block, list } from '../formats/report.ts';
import { reasonText } from '../formats/words.ts';

/** Text → its number, in order of first appearance. */
export type Notes = ReadonlyMap<string, number>;

export function numbered(reasons: readonly ReasonView[]): Notes {
  const notes = new Map<string, number>();
  for (const why of reasons.map(reasonText)) if (!notes.has(why)) notes.set(why, notes.size + 1);
  return notes;
}

export function marks(reasons: readonly ReasonView[], notes: Notes): string {
  const own = new Set(reasons.map((reason) => notes.get(reasonText(reason)) ?? 0));
  return [...own]
    .sort((a, b) => a - b)
    .map((number) => `[${number}]`)
    .join(' ');
}

export function noteBlocks(notes: Notes): readonly Block[] {
  return list([...notes].map(([why, number]) => `[${number}] ${why}`));
}
