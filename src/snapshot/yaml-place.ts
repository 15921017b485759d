// Ranges in YAML text: the document is parsed again, with positions. A document that is one long list
// is first cut at its items by indentation, so that only the item in question is parsed.

import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { isBlank, type TextRange } from './documents.ts';
import type { Path } from './field.ts';
import type { Source } from './snapshot.ts';

/** A part of a document, parsed by itself: node positions plus `offset` are offsets into the file. */
export interface Piece {
  readonly document: Document.Parsed;
  readonly offset: number;
}

export function yamlRange(source: Source, document: TextRange, path: Path): TextRange {
  const { piece, rest, within } = pieceOf(source, document, path);
  let node: unknown = piece.document.contents;
  let range = rest.length === path.length ? contentRange(source.text, within) : itemRange(source.text, within);
  for (const step of rest) {
    const found = child(resolved(node, piece.document), step);
    if (found === undefined) break;
    node = found.node;
    range = trimmed(source.text, { start: found.start + piece.offset, end: found.end + piece.offset });
  }
  return range;
}

interface Child extends TextRange {
  readonly node: unknown;
}

function child(node: Node | undefined, step: string | number): Child | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    const key = pair === undefined ? undefined : rangeOf(pair.key);
    if (pair === undefined || key === undefined) return undefined;
    return { node: pair.value, start: key.start, end: Math.max(key.end, rangeOf(pair.value)?.end ?? 0) };
  }
  if (!isSeq(node) || typeof step !== 'number') return undefined;
  const item = node.items[step];
  const range = rangeOf(item);
  return range === undefined ? undefined : { node: item, ...range };
}

function rangeOf(node: unknown): TextRange | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  const [start, end] = node.range ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

function resolved(node: unknown, document: Document): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isMap(node) || isSeq(node) ? node : undefined;
}

interface PieceAt {
  readonly piece: Piece;
  /** What of the path lies inside the piece. */
  readonly rest: Path;
  readonly within: TextRange;
}

/** The item of the document's own list where the path leads into one, else the whole document. */
export function pieceOf(source: Source, document: TextRange, path: Path): PieceAt {
  const [first, index] = path;
  if (first === 'items' && typeof index === 'number') {
    const items = blockItems(source, document);
    const dash = items[index];
    if (dash !== undefined) {
      const lineStart = dash - indentBefore(source.text, dash);
      const within = { start: dash + 1, end: items[index + 1] ?? items.at(-1) ?? document.end };
      // Spaces for the dash keep every column.
      const text = ' '.repeat(dash + 1 - lineStart) + source.text.slice(within.start, within.end);
      return { piece: parsed(source, lineStart, text), rest: path.slice(2), within };
    }
  }
  const text = source.text.slice(document.start, document.end);
  return { piece: parsed(source, document.start, text), rest: path, within: document };
}

const kept = 64;
const known = new WeakMap<Source, Map<number, Piece>>();

function parsed(source: Source, offset: number, text: string): Piece {
  const pieces = known.get(source) ?? new Map<number, Piece>();
  known.set(source, pieces);
  const piece = pieces.get(offset) ?? { document: parse(text), offset };
  if (pieces.size >= kept) pieces.clear();
  pieces.set(offset, piece);
  return piece;
}

function parse(text: string): Document.Parsed {
  const options = { uniqueKeys: false, strict: false, merge: true, logLevel: 'silent' } as const;
  try {
    return parseDocument(text, options);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return parseDocument('', options); // too deep for the parser: the whole document is the place
  }
}

const knownItems = new WeakMap<Source, Map<number, readonly number[]>>();

/** Where the dashes of a top-level block list `items:` stand, and at last where the list ends; [] where there is none. */
function blockItems(source: Source, document: TextRange): readonly number[] {
  const documents = knownItems.get(source) ?? new Map<number, readonly number[]>();
  knownItems.set(source, documents);
  const items = documents.get(document.start) ?? scanItems(source.text, document);
  documents.set(document.start, items);
  return items;
}

function scanItems(text: string, { start, end }: TextRange): readonly number[] {
  const heading = /(?:^|[\r\n])items:[ \t]*(?:#[^\r\n]*)?(?=[\r\n])/g;
  heading.lastIndex = Math.max(0, start - 1);
  if (heading.exec(text) === null || heading.lastIndex > end) return [];
  const dashes: number[] = [];
  const line = /([ ]*)([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  let indent = -1;
  for (let at = nextLine(text, heading.lastIndex); at < end; at = line.lastIndex) {
    line.lastIndex = at;
    const [, spaces = '', rest = ''] = line.exec(text) ?? [];
    if (rest === '' || rest.startsWith('#')) continue;
    const isItem = rest === '-' || rest.startsWith('- ');
    if (indent === -1 && isItem) indent = spaces.length;
    if (spaces.length > indent && indent !== -1) continue;
    if (spaces.length < indent || !isItem) return dashes.length === 0 ? [] : [...dashes, at];
    dashes.push(at + spaces.length);
  }
  return dashes.length === 0 ? [] : [...dashes, end];
}

function nextLine(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

function indentBefore(text: string, at: number): number {
  let spaces = 0;
  while (text[at - 1 - spaces] === ' ') spaces++;
  return spaces;
}

/** From the first line that is no comment. */
function contentRange(text: string, document: TextRange): TextRange {
  const first = /(?:[ \t\r\n]|#[^\r\n]*(?=[\r\n]|$)|%[^\r\n]*(?=[\r\n]|$))*/y;
  first.lastIndex = document.start;
  first.test(text);
  return trimmed(text, { start: Math.min(first.lastIndex, document.end), end: document.end });
}

function itemRange(text: string, within: TextRange): TextRange {
  let start = within.start;
  while (start < within.end && isBlank(text.charCodeAt(start))) start++;
  return trimmed(text, { start, end: within.end });
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  let last = end;
  while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
  return { start, end: last };
}
