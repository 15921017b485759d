// Where parts of YAML text start and end, read off the parser's tokens. A part with nothing in it (`spec:`) has a place
// too: behind its indicator. What stands within the last line of a block (its comment) belongs to the block.
// No function here calls itself: text may be nested as deep as it likes.

import type { CST } from 'yaml';
import type { TextRange } from './documents.ts';

/** What a way can lead to: a token, nothing where a value could be, or the pair in `[a: b]`. */
export type Part =
  | CST.Token
  | { readonly type: 'empty'; readonly offset: number; readonly end: number }
  | { readonly type: 'pair'; readonly offset: number; readonly item: CST.CollectionItem };

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** The members of a mapping, or the items of a list; commas and comments at its end are none. */
export function itemsOf(part: Part): readonly CST.CollectionItem[] {
  if (part.type === 'pair') return [part.item];
  return isCollection(part) ? part.items.filter(isItem) : [];
}

export function isList(part: Part): boolean {
  return part.type === 'block-seq' || (part.type === 'flow-collection' && part.start.source === '[');
}

const properties = new Set(['anchor', 'tag', 'seq-item-ind', 'explicit-key-ind']);

function isItem({ start, sep, value }: CST.CollectionItem): boolean {
  return sep !== undefined || value !== undefined || start.some(({ type }) => properties.has(type));
}

function isCollection(part: Part): part is Collection {
  return part.type === 'block-map' || part.type === 'block-seq' || part.type === 'flow-collection';
}

export function keyPart({ start, key, sep }: CST.CollectionItem): Part {
  return key ?? emptyBehind(start.length > 0 ? start : (sep ?? []));
}

/** undefined where a key stands alone. */
export function valuePart({ sep = [], value }: CST.CollectionItem): Part | undefined {
  return value ?? (sep.some(({ type }) => type === 'map-value-ind') ? emptyBehind(sep) : undefined);
}

/** An item of a list. */
export function elementPart(list: Part, item: CST.CollectionItem): Part {
  const isPair = list.type === 'flow-collection' && (item.sep !== undefined || isExplicit(item));
  return isPair ? { type: 'pair', offset: keyPart(item).offset, item } : (item.value ?? emptyBehind(item.start));
}

function isExplicit({ start }: CST.CollectionItem): boolean {
  return start.some(({ type }) => type === 'explicit-key-ind');
}

export function rangeOf(part: Part): TextRange {
  return { start: part.offset, end: endOf(part) };
}

function endOf(part: Part): number {
  if (part.type === 'empty') return part.offset;
  const last = part.type === 'pair' ? (valuePart(part.item) ?? keyPart(part.item)) : part;
  if (!isCollection(last)) return leafEnd(last);
  return closingEnd(last) ?? outerEnd(lastPart(last));
}

/** With what follows on the part's last line. */
function outerEnd(part: Part): number {
  let inner = part;
  while (isCollection(inner)) {
    const behind = closingEnd(inner) === undefined ? inner.items.at(-1) : undefined;
    if (inner.type === 'flow-collection' && inner.end.length > 0) return endOfAll(inner.end, inner.offset);
    if (behind !== undefined && !isItem(behind)) return endOfAll(behind.start, inner.offset);
    inner = lastPart(inner);
  }
  if (inner.type === 'empty') return inner.end;
  return 'end' in inner && Array.isArray(inner.end) ? endOfAll(inner.end, leafEnd(inner)) : leafEnd(inner);
}

function lastPart(collection: Collection): Part {
  const item = itemsOf(collection).at(-1);
  if (item === undefined) return { type: 'empty', offset: collection.offset, end: collection.offset };
  return valuePart(item) ?? keyPart(item);
}

/** undefined where the collection has no closing bracket. */
function closingEnd(collection: Collection): number | undefined {
  const [bracket] = collection.type === 'flow-collection' ? collection.end : [];
  return bracket === undefined ? undefined : bracket.offset + bracket.source.length;
}

function leafEnd(part: Part): number {
  if (part.type === 'block-scalar') return endOfAll(part.props, part.offset) + part.source.length;
  return 'source' in part && part.type !== 'error' ? part.offset + part.source.length : part.offset;
}

function endOfAll(tokens: readonly CST.Token[], otherwise: number): number {
  const last = tokens.at(-1);
  return last !== undefined && 'source' in last ? last.offset + last.source.length : otherwise;
}

const blanks = new Set(['space', 'comment', 'newline']);

function emptyBehind(tokens: readonly CST.SourceToken[]): Part {
  const last = tokens.findLastIndex(({ type }) => !blanks.has(type));
  const next = last < 0 ? tokens[0] : tokens.find(({ type }, index) => index > last && type !== 'space');
  const end = endOfAll(tokens, 0);
  const offset = next?.offset ?? end;
  return { type: 'empty', offset, end: tokens.some(({ type }) => type === 'comment') ? end : offset };
}

/** The part that the alias means: the last before it with an anchor of its name. */
export function aliased(document: CST.Document, alias: CST.FlowScalar): Part | undefined {
  const name = `&${alias.source.slice(1)}`;
  let found: Part | undefined;
  let nearest = -1;
  const left: Part[] = [];
  const look = (props: readonly CST.SourceToken[], part: Part | undefined) => {
    if (part === undefined) return;
    left.push(part);
    const anchor = props.findLast(({ type }) => type === 'anchor');
    if (anchor?.source !== name || part.type === 'alias') return;
    if (anchor.offset > alias.offset || anchor.offset < nearest) return;
    found = part;
    nearest = anchor.offset;
  };
  look(document.start, document.value);
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    for (const item of itemsOf(part)) {
      const hasKey = item.sep !== undefined || isExplicit(item);
      look(item.start, hasKey ? keyPart(item) : item.value);
      if (hasKey) look(item.sep ?? [], item.value);
    }
  }
  return found;
}
