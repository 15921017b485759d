// The text of an object, for an editor: as it was written where it has a document of its own, with its
// comments; else, as an item of a list or in JSON, written anew as YAML.

import { Composer, type Document, parse, stringify, visit } from 'yaml';
import type { Origin } from '../engine/model/origin.ts';
import { isMapping } from './field.ts';
import { jsonRange } from './json-place.ts';
import type { Inherited } from './manifests.ts';
import { rangeOf, sourceOf } from './range.ts';
import type { AnySource, Kept, Source } from './snapshot.ts';
import { type Piece, pieceOf } from './yaml-piece.ts';

/** '' where the origin is in none of the sources, or its text was let go. */
export function objectText(sources: readonly AnySource[], origin: Origin): string {
  const source = sourceOf(sources, origin.file);
  if (source === undefined) return '';
  if ('text' in source) return textIn(source, origin);
  const kept = source.pieces.keptAt(origin.start);
  return kept === undefined ? '' : keptText(kept, origin);
}

function keptText({ source, within, inherited }: Kept, { file, items }: Origin): string {
  const own = { file, start: 0, end: source.text.length, items: items.slice(within) };
  if (own.items.length > 0 || within === 0) return textIn(source, own);
  const value = jsonRange(source, own, []) === undefined ? yamlValue(source, own) : jsonValue(source, own);
  return stringify(withWords(value, inherited));
}

function textIn(source: Source, origin: Origin): string {
  const isJson = jsonRange(source, origin, []) !== undefined;
  if (origin.items.length === 0 && !isJson) return `${source.text.slice(origin.start, origin.end)}\n`;
  const value = isJson ? jsonValue(source, origin) : yamlValue(source, origin);
  return stringify(withKind(value, source, origin));
}

function jsonValue(source: Source, origin: Origin): unknown {
  const { start, end } = rangeOf(source, origin, []);
  const value: unknown = JSON.parse(source.text.slice(start, end));
  return value;
}

function yamlValue(source: Source, origin: Origin): unknown {
  const path = origin.items.flatMap((item) => ['items', item]);
  const { piece, rest } = pieceOf(source, origin, path);
  const document = documentOf(piece);
  return leadsOut(document) ? path.reduce(childOf, wholeValue(source, origin)) : rest.reduce(childOf, plain(document));
}

function documentOf({ tokens }: Piece): Document {
  const options = { uniqueKeys: false, strict: false, merge: true, logLevel: 'silent' } as const;
  const [document] = new Composer(options).compose(tokens, true);
  if (document === undefined) throw new Error('a composer that is told to gives a document');
  return document;
}

/** An alias may name an anchor of another item, which a piece does not have. */
function leadsOut(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: (_, alias) => {
      found ||= alias.resolve(document) === undefined;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

const wholes = new WeakMap<Source, Map<number, unknown>>();

/** The document's value, kept: each of its items may ask for it. */
function wholeValue(source: Source, origin: Origin): unknown {
  const documents = wholes.get(source) ?? new Map<number, unknown>();
  wholes.set(source, documents);
  if (!documents.has(origin.start)) documents.set(origin.start, plain(documentOf(pieceOf(source, origin, []).piece)));
  return documents.get(origin.start);
}

/** What was read is bounded already; here aliases are shared, not copied. */
function plain(document: Document): unknown {
  return document.toJS({ maxAliasCount: -1 });
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** An item of a typed list may leave out what the list says. */
function withKind(value: unknown, source: Source, origin: Origin): unknown {
  if (!isMapping(value) || saysBoth(value)) return value;
  const list = { ...origin, items: origin.items.slice(0, -1) };
  const kind = wordIn(source, list, 'kind').replace(/List$/, '');
  return { apiVersion: wordIn(source, list, 'apiVersion'), kind, ...value };
}

function saysBoth(value: object): boolean {
  return Object.hasOwn(value, 'kind') && Object.hasOwn(value, 'apiVersion');
}

function withWords(value: unknown, { apiVersion, kind }: Inherited): unknown {
  return !isMapping(value) || saysBoth(value) ? value : { apiVersion, kind, ...value };
}

/** A word at the top of an object: its member's text is `name: word`, or `"name": "word"`. */
function wordIn(source: Source, origin: Origin, name: string): string {
  const { start, end } = rangeOf(source, origin, [name]);
  const member: unknown = parse(`{ ${source.text.slice(start, end)} }`);
  const word = isMapping(member) ? member[name] : undefined;
  return typeof word === 'string' ? word : '';
}
