// Ranges in YAML text: the way of keys and indexes is followed through the parser's tokens, which keep positions. A key
// is read as reading reads it, so that the two agree on its name.

import type { CST } from 'yaml';
import { contentStart, isBlank, type TextRange } from './documents.ts';
import type { Path } from './field.ts';
import type { Source } from './snapshot.ts';
import { parseYaml } from './yaml.ts';
import { pieceOf } from './yaml-piece.ts';
import { aliased, elementPart, isList, itemsOf, keyPart, type Part, rangeOf, valuePart } from './yaml-tokens.ts';

export function yamlRange(source: Source, document: TextRange, path: Path): TextRange {
  const { piece, rest, within } = pieceOf(source, document, path);
  const root = piece.tokens.find((token) => token.type === 'document');
  let range = rest.length === path.length ? contentRange(source.text, within) : itemRange(source.text, within);
  let part: Part | undefined = root?.value;
  for (const step of rest) {
    if (part?.type === 'alias' && root !== undefined) part = aliased(root, part);
    const found: Child | undefined = part === undefined ? undefined : child(part, step);
    if (found === undefined) break;
    part = found.part;
    range = trimmed(source.text, { start: found.start + piece.offset, end: found.end + piece.offset });
  }
  return range;
}

interface Child extends TextRange {
  /** undefined where a key stands alone. */
  readonly part: Part | undefined;
}

function child(part: Part, step: string | number): Child | undefined {
  const steps = stepsOf(part);
  const item = steps.get(isList(part) ? step : String(step));
  if (item === undefined) return undefined;
  if (isList(part)) {
    const element = elementPart(part, item);
    return { part: element, ...rangeOf(element) };
  }
  const value = valuePart(item);
  const { start, end } = rangeOf(keyPart(item));
  return { part: value, start, end: value === undefined ? end : Math.max(end, rangeOf(value).end) };
}

const known = new WeakMap<Part, ReadonlyMap<string | number, CST.CollectionItem>>();

/** The members of a mapping by their names, the items of a list by their indexes; of two with one name the first. */
function stepsOf(part: Part): ReadonlyMap<string | number, CST.CollectionItem> {
  const before = known.get(part);
  if (before !== undefined) return before;
  const items = itemsOf(part);
  const steps = new Map<string | number, CST.CollectionItem>();
  for (const [index, item] of items.entries()) {
    const step = isList(part) ? index : nameOf(keyPart(item));
    if (step !== undefined && !steps.has(step)) steps.set(step, item);
  }
  known.set(part, steps);
  return steps;
}

/** Words that no YAML reads as anything else. */
const plainWord = /^(?!(?:true|false|null)$)[a-z][\w./-]*$/i;

/** undefined where the key is no scalar. */
function nameOf(key: Part): string | undefined {
  if (key.type === 'empty') return 'null';
  if (key.type === 'scalar' && plainWord.test(key.source)) return key.source;
  if (key.type !== 'scalar' && key.type !== 'single-quoted-scalar' && key.type !== 'double-quoted-scalar')
    return undefined;
  const parsed = parseYaml(key.source);
  return parsed.kind === 'value' ? String(parsed.value) : key.source;
}

function contentRange(text: string, document: TextRange): TextRange {
  return trimmed(text, { start: contentStart(text, document), end: document.end });
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
