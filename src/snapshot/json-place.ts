// Ranges in JSON text, by skipping to the part that is asked for. The starts of a list's items are
// remembered: the input of a large cluster is one list, and each of its policies is asked for.

import type { TextRange } from './documents.ts';
import type { Path } from './field.ts';
import { afterKey, skipSpace, stringEnd, valueEnd } from './json-scan.ts';
import type { Source } from './snapshot.ts';

/** undefined where the text is not JSON. */
export function jsonRange(source: Source, document: TextRange, path: Path): TextRange | undefined {
  const { text } = source;
  let start = skipSpace(text, document.start);
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  let value = start;
  for (const step of path) {
    const found = typeof step === 'number' ? item(source, value, step) : member(text, value, step);
    if (found === 'not-json') return undefined;
    if (found === 'none') break;
    ({ start, value } = found);
  }
  const end = valueEnd(text, value);
  return end < 0 || end > document.end ? undefined : { start, end };
}

interface Found {
  /** With the key, for a member. */
  readonly start: number;
  readonly value: number;
}

function member(text: string, at: number, name: string): Found | 'none' | 'not-json' {
  if (text[at] !== '{') return 'none';
  let key = skipSpace(text, at + 1);
  while (text[key] === '"') {
    const colon = afterKey(text, key);
    if (colon < 0) return 'not-json';
    const value = skipSpace(text, colon);
    if (keyAt(text, key) === name) return { start: key, value };
    const end = valueEnd(text, value);
    if (end < 0) return 'not-json';
    const comma = skipSpace(text, end);
    if (text[comma] === '}') return 'none';
    key = skipSpace(text, comma + 1);
  }
  return text[key] === '}' ? 'none' : 'not-json';
}

/** The key that starts at `at`: `afterKey` has found it whole. */
function keyAt(text: string, at: number): unknown {
  const key: unknown = JSON.parse(text.slice(at, stringEnd(text, at)));
  return key;
}

function item(source: Source, list: number, index: number): Found | 'none' | 'not-json' {
  if (source.text[list] !== '[') return 'none';
  const starts = itemStarts(source, list);
  if (starts === 'not-json') return 'not-json';
  const start = starts[index];
  return start === undefined ? 'none' : { start, value: start };
}

const known = new WeakMap<Source, Map<number, readonly number[] | 'not-json'>>();

function itemStarts(source: Source, list: number): readonly number[] | 'not-json' {
  const lists = known.get(source) ?? new Map<number, readonly number[] | 'not-json'>();
  known.set(source, lists);
  const starts = lists.get(list) ?? scanItems(source.text, list);
  lists.set(list, starts);
  return starts;
}

function scanItems(text: string, list: number): readonly number[] | 'not-json' {
  const starts: number[] = [];
  let at = skipSpace(text, list + 1);
  if (text[at] === ']') return starts;
  for (;;) {
    starts.push(at);
    const end = valueEnd(text, at);
    if (end < 0) return 'not-json';
    const next = skipSpace(text, end);
    if (text[next] === ']') return starts;
    if (text[next] !== ',') return 'not-json';
    at = skipSpace(text, next + 1);
  }
}
