// The part of a YAML file to look at for a place, as the parser's tokens: they keep every character's position, and
// need a fifth of what values with positions do. A document that is one long list is first cut at its items by
// indentation, so that only the item in question is parsed.

import { type CST, Parser } from 'yaml';
import type { TextRange } from './documents.ts';
import type { Path } from './field.ts';
import type { Source } from './snapshot.ts';
import { blockItemsOf, indentBefore } from './yaml-items.ts';

/** A part of a document, parsed by itself: token positions plus `offset` are offsets into the file. */
export interface Piece {
  readonly tokens: readonly CST.Token[];
  readonly offset: number;
}

export interface PieceAt {
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
  const piece = pieces.get(offset) ?? { tokens: parse(text), offset };
  if (pieces.size >= kept) pieces.clear();
  pieces.set(offset, piece);
  return piece;
}

function parse(text: string): readonly CST.Token[] {
  try {
    return [...new Parser().parse(text)];
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return []; // too deep for the parser: the whole document is the place
  }
}

const knownItems = new WeakMap<Source, Map<number, readonly number[]>>();

function blockItems(source: Source, document: TextRange): readonly number[] {
  const documents = knownItems.get(source) ?? new Map<number, readonly number[]>();
  knownItems.set(source, documents);
  const items = documents.get(document.start) ?? blockItemsOf(source.text, document);
  documents.set(document.start, items);
  return items;
}
