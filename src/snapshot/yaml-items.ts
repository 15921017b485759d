// Where the items of a long YAML list stand, by indentation: so can each be read by itself.

import type { TextRange } from './documents.ts';

/** Where the dashes of a top-level block list `items:` stand, and at last where the list ends; [] where there is none. */
export function blockItemsOf(text: string, { start, end }: TextRange): readonly number[] {
  const heading = /(?:^|[\r\n])items:[ \t]*(?:#[^\r\n]*)?(?=[\r\n])/g;
  heading.lastIndex = Math.max(0, start - 1);
  if (heading.exec(text) === null || heading.lastIndex > end) return [];
  const dashes: number[] = [];
  let indent = -1;
  for (let at = nextLine(text, heading.lastIndex); at < end; ) {
    const first = at + spacesAt(text, at);
    const spaces = first - at;
    const lineStart = at;
    at = nextLine(text, lineEnd(text, first));
    const c = text.charCodeAt(first);
    if (c === hash || isLineEnd(c)) continue;
    const isItem = c === dash && (text[first + 1] === ' ' || isLineEnd(text.charCodeAt(first + 1)));
    if (indent === -1 && isItem) indent = spaces;
    if (spaces > indent && indent !== -1) continue;
    if (spaces < indent || !isItem) return dashes.length === 0 ? [] : [...dashes, lineStart];
    dashes.push(first);
  }
  return dashes.length === 0 ? [] : [...dashes, end];
}

const [lineFeed, carriageReturn, space, hash, dash] = [10, 13, 32, 35, 45];

function spacesAt(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === space) i++;
  return i - at;
}

function lineEnd(text: string, at: number): number {
  let i = at;
  while (!isLineEnd(text.charCodeAt(i))) i++;
  return i;
}

/** The end of the text, of which charCodeAt says that it is no number, ends a line too. */
function isLineEnd(c: number): boolean {
  return c === lineFeed || c === carriageReturn || Number.isNaN(c);
}

function nextLine(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

export function indentBefore(text: string, at: number): number {
  let spaces = 0;
  while (text[at - 1 - spaces] === ' ') spaces++;
  return spaces;
}
