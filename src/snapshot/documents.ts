// Splits a YAML stream into its documents without parsing it: a line that begins with `---` or `...`
// is always a marker, even inside a block scalar (YAML 1.2, c-forbidden). Each document can then be
// parsed by itself, so that a broken one never loses the others.

import type { Origin } from '../engine/model/origin.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A range of the text: from the first line that is not blank to the last, comments included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface Documents {
  readonly ranges: readonly TextRange[];
  /** Where the first document stands that is beyond the limit. */
  readonly tooMany: number | 'no';
}

const documentLimit = 100_000;

export function tooManyDocuments(file: string, offset: number): Diagnostic {
  const message = `more than ${documentLimit} documents; the rest is left out. A \`kind: List\` may hold more objects`;
  const origin: Origin = { file, start: offset, end: offset, items: [] };
  return { severity: 'error', code: 'too-many-documents', message, origin, path: [], offset };
}

export function splitDocuments(text: string): Documents {
  const ranges: TextRange[] = [];
  const marker = /(?:^|\r\n|\n|\r)(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;
  let start = 0;
  let count = 0;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    add(ranges, text, start, match.index);
    if (++count > documentLimit) return { ranges, tooMany: match.index };
    start = match.index + match[0].length;
  }
  add(ranges, text, start, text.length);
  return { ranges, tooMany: 'no' };
}

function add(ranges: TextRange[], text: string, from: number, to: number): void {
  const start = textStart(text, from, to);
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  if (hasContent(text, start, end)) ranges.push({ start, end });
}

/** Where the first line of a document stands that is no comment. */
export function contentStart(text: string, { start, end }: TextRange): number {
  const first = /(?:[ \t\r\n]|#[^\r\n]*(?=[\r\n]|$)|%[^\r\n]*(?=[\r\n]|$))*/y;
  first.lastIndex = start;
  first.test(text);
  return Math.min(first.lastIndex, end);
}

/** Skips blank lines and what else stands on the marker's line, unless content does. */
function textStart(text: string, from: number, to: number): number {
  let lineStart = from;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === lineFeed || c === carriageReturn) lineStart = i + 1;
    else if (c === hash && lineStart === from && from > 0) i = lineEnd(text, i, to) - 1;
    else if (c === byteOrderMark && i === lineStart) lineStart = i + 1;
    else if (c !== space && c !== tab) return lineStart;
  }
  return to;
}

/** Comments and directives alone are no document. */
function hasContent(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === hash || c === percent) i = lineEnd(text, i, end) - 1;
    else if (!isBlank(c)) return true;
  }
  return false;
}

function lineEnd(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && text.charCodeAt(i) !== lineFeed && text.charCodeAt(i) !== carriageReturn) i++;
  return i;
}

const [tab, lineFeed, carriageReturn, space, hash, percent, byteOrderMark] = [9, 10, 13, 32, 35, 37, 0xfeff];

export function isBlank(c: number): boolean {
  return c === space || c === lineFeed || c === carriageReturn || c === tab || c === byteOrderMark;
}
