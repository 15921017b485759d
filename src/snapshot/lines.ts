// Offsets as lines and columns, both from 1, in UTF-16 units as editors count them.

import { firstPlace } from '../engine/sets/first-place.ts';
import type { AnySource, Source } from './snapshot.ts';

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

export function lineColumn(text: string, offset: number): LineColumn {
  return among(lineStartsOf(text), offset);
}

/** The same, of a file that may be cut into pieces: then it knows the offsets at which something stands. */
export function lineColumnAt(source: AnySource, offset: number): LineColumn {
  return 'pieces' in source ? source.pieces.placeAt(offset) : lineColumn(source.text, offset);
}

/** As `lineColumn`, remembering where the lines of the source start. */
export function lineColumnIn(source: Source, offset: number): LineColumn {
  let starts = known.get(source);
  if (starts === undefined) {
    starts = lineStartsOf(source.text);
    known.set(source, starts);
  }
  return among(starts, offset);
}

const known = new WeakMap<Source, readonly number[]>();

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  // A carriage return alone ends a line too, but is so rare that most texts are spared the slow search.
  if (text.includes('\r')) {
    const lineBreak = /\r\n|\n|\r/g;
    while (lineBreak.test(text)) starts.push(lineBreak.lastIndex);
  } else {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return starts;
}

/** How many lines end in the text, and where the last of them ended. */
export function lineBreaksIn(text: string): { readonly count: number; readonly last: number } {
  const starts = lineStartsOf(text);
  return { count: starts.length - 1, last: starts.at(-1) ?? 0 };
}

function among(starts: readonly number[], offset: number): LineColumn {
  const low = Math.max(firstPlace(starts.length, (at) => starts[at]! > offset) - 1, 0);
  return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
}
