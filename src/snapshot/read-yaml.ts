// A long YAML text → what is decoded of it, document by document, and of a long list item by item: js-yaml needs a
// tenth of the memory for that. An item that cannot be read by itself (it is broken, or an alias leads out of it) has
// its whole document read at once, so that the result is the same.

import type { Origin } from '../engine/model/origin.ts';
import { spotWithin } from './byte-window.ts';
import { type Decoded, decodeEach } from './decode.ts';
import type { Diagnostic } from './diagnostic.ts';
import { contentStart, isBlank, splitDocuments, type TextRange, tooManyDocuments } from './documents.ts';
import { isMapping, type Reading } from './field.ts';
import { type Inherited, manifests, passedOnBy } from './manifests.ts';
import { type Gathering, keeper, nothingInherited } from './pieces.ts';
import { parsePlainYaml } from './plain-yaml.ts';
import { emptyFile, readDocument } from './read-file.ts';
import type { Source, Spot } from './snapshot.ts';
import { parseYaml } from './yaml.ts';
import { blockItemsOf, indentBefore } from './yaml-items.ts';

interface Part extends TextRange {
  readonly decoded: Decoded;
  /** Of an item of a list. */
  readonly item?: { readonly indent: number; readonly inherited: Inherited };
}

/** Others may work at each yield. */
export function* yamlReading(
  { file, text }: Source,
  mode: Reading['mode'],
  gathering: Gathering,
): Generator<Decoded, readonly Diagnostic[]> {
  const { ranges, tooMany } = splitDocuments(text);
  const isKept = keeper();
  let spot: Spot = { offset: 0, line: 1, column: 1 };
  const spotAt = (offset: number): Spot => {
    const further = Math.max(0, offset - spot.offset);
    spot = spotWithin(spot, text.slice(spot.offset, spot.offset + further), further);
    return spot;
  };
  for (const range of ranges) {
    for (const part of (yield* itemsOf(text, range, file, mode)) ?? [documentOf(text, range, file, mode)]) {
      const { start, end, decoded, item } = part;
      if (item === undefined) {
        // A document stands where it has something to say, but all of its text belongs to it.
        const before = spotAt(start);
        const { line, column } = spotAt(contentStart(text, range));
        gathering.mark({ offset: start, line, column });
        if (isKept(decoded, end - start)) {
          const source = { file, text: flat(text.slice(start, end)) };
          gathering.keep(start, { source, spot: before, within: 0, inherited: nothingInherited });
        }
      } else {
        const at = spotAt(start);
        gathering.mark(at);
        if (isKept(decoded, end - start)) {
          const source = { file, text: flat(' '.repeat(at.column - 1) + text.slice(start, end)) };
          const lineStart = { offset: start - at.column + 1, line: at.line, column: 1 };
          gathering.keep(start, { source, spot: lineStart, within: 1, inherited: item.inherited });
        }
      }
      for (const { offset } of decoded.diagnostics) if (offset !== undefined) gathering.mark(spotAt(offset));
      yield decoded;
    }
  }
  if (ranges.length === 0) return [emptyFile(file)];
  if (tooMany === 'no') return [];
  gathering.mark(spotAt(tooMany));
  return [tooManyDocuments(file, tooMany)];
}

function documentOf(text: string, { start, end }: TextRange, file: string, mode: Reading['mode']): Part {
  const origin: Origin = { file, start, end, items: [] };
  return { start, end, decoded: readDocument(parseYaml(text.slice(start, end)), origin, mode) };
}

const nothing: Decoded = { objects: [], ignored: [], diagnostics: [] };

/** undefined where the document is no list whose items can be read by themselves. */
function* itemsOf(
  text: string,
  { start, end }: TextRange,
  file: string,
  mode: Reading['mode'],
): Generator<Decoded, readonly Part[] | undefined> {
  const document = text.slice(start, end);
  const dashes = blockItemsOf(document, { start: 0, end: document.length });
  const [first, last] = [dashes[0], dashes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const indent = indentBefore(document, first);
  const passedOn = passedOnByRest(document.slice(0, first - indent) + document.slice(last));
  if (passedOn === 'no-list') return undefined;
  const parts: Part[] = [];
  for (const [index, dash] of dashes.slice(0, -1).entries()) {
    const next = dashes[index + 1] ?? last;
    const parsed = parseItem(`${' '.repeat(indent + 1)}${document.slice(dash + 1, next)}`);
    if (parsed === 'not-alone') return undefined;
    const range = trimmed(document, dash + 1, next);
    const origin: Origin = { file, start: start + range.start, end: start + range.end, items: [] };
    const decoded = decodeEach(manifests(parsed.value, [index], passedOn), origin, mode);
    parts.push({ start: origin.start, end: origin.end, decoded, item: { indent, inherited: passedOn } });
    yield nothing;
  }
  return parts;
}

/** The list's own words: what is left of it without its items. */
function passedOnByRest(rest: string): Inherited | 'no-list' {
  const parsed = parseYaml(rest);
  if (parsed.kind === 'bad' || !isMapping(parsed.value) || parsed.value.items !== null) return 'no-list';
  return passedOnBy(parsed.value);
}

/** An item stands in a list, which stands in a mapping. */
const around = 2;

function parseItem(text: string): { readonly value: unknown } | 'not-alone' {
  const plain = parsePlainYaml(text);
  if (plain !== 'other') return plain;
  if (/[*&]|<</.test(text) && /(?:^|[\s,[{:?-])&\S/.test(text) && /(?:^|[\s,[{:?-])\*\S|<</.test(text))
    return 'not-alone';
  const parsed = parseYaml(text, around);
  return parsed.kind === 'value' ? parsed : 'not-alone';
}

function trimmed(text: string, from: number, to: number): TextRange {
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start++;
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** A string of its own: a part of a long one keeps all of it in memory. */
function flat(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}
