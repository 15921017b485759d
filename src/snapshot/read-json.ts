// Pieces of JSON → what is decoded of them, piece by piece: nothing else of them stays.

import type { Origin } from '../engine/model/origin.ts';
import { spotWithin } from './byte-window.ts';
import { type Decoded, decodeEach, type Ignored } from './decode.ts';
import type { Code, Diagnostic } from './diagnostic.ts';
import { isMapping, type Reading } from './field.ts';
import type { Cutting, Piece } from './json-cutting.ts';
import { passesDepth } from './json-scan.ts';
import { outOfPlace } from './json-values.ts';
import { type Inherited, manifests, passedOnBy, saysItsKind } from './manifests.ts';
import { type Gathering, keeper, nothingInherited } from './pieces.ts';
import { plainDecoders } from './plain/decoders.ts';
import type { ReadObject, Spot } from './snapshot.ts';
import { depthLimit, tooDeepMessage } from './yaml.ts';

/** What is decoded so far: its lists grow while pieces are cut. */
export interface JsonReading {
  readonly cutting: Cutting;
  readonly decoded: Decoded;
  /** 'unlike': it may be something else than JSON. 'binary': there is a NUL. */
  readonly seems: () => 'json' | 'unlike' | 'binary';
}

/** A list whose items are being read. */
interface OpenList {
  readonly spot: Spot;
  /** 'unknown' as long as what was read of the list does not say; 'no-list' where nothing holds the items. */
  readonly passedOn: Inherited | 'unknown' | 'no-list';
  /** How much was decoded before it. */
  readonly before: readonly number[];
  /** Items that must hear first what kind of list it is, and all behind them. */
  readonly waiting: { readonly piece: Piece; readonly index: number }[];
  /** How many items it has so far. */
  readonly count: { items: number };
}

export function jsonReading(file: string, mode: Reading['mode'], gathering: Gathering): JsonReading {
  const objects: ReadObject[] = [];
  const ignored: Ignored[] = [];
  const diagnostics: Diagnostic[] = [];
  const parts = [objects, ignored, diagnostics];
  const isKept = keeper();
  const plain = plainDecoders();
  let seems: ReturnType<JsonReading['seems']> = 'json';
  let isBegun = false;
  let open: OpenList | 'none' = 'none';

  function decode(value: unknown, { text, spot }: Piece, items: readonly number[], inherited: Inherited): void {
    const origin: Origin = { file, start: spot.offset, end: spot.offset + text.length, items: [] };
    const decoded = decodeEach(manifests(value, items, inherited), origin, mode, plain);
    gathering.mark(spot);
    for (const object of decoded.objects) objects.push(object);
    for (const one of decoded.ignored) ignored.push(one);
    for (const diagnostic of decoded.diagnostics) diagnostics.push(diagnostic);
    if (text !== '' && isKept(decoded, text.length))
      gathering.keep(spot.offset, { source: { file, text }, spot, within: items.length > 0 ? 1 : 0, inherited });
  }

  function wrong(code: Code, message: string, spot: Spot): void {
    gathering.mark(spot);
    const origin: Origin = { file, start: spot.offset, end: spot.offset, items: [] };
    diagnostics.push({ severity: 'error', code, message, origin, path: [], offset: spot.offset });
  }

  /** `around`: how many lists and mappings the piece stands in. */
  function parsed({ text, spot, nested }: Piece, around: number): { readonly value: unknown } | 'too-deep' | 'broken' {
    const read = parseQuickly(text);
    if (read === 'broken') return read;
    isBegun = true;
    if (nested <= depthLimit) return read;
    wrong('too-deep', tooDeepMessage, spotWithin(spot, text, passesDepth(text, depthLimit - around)));
    return 'too-deep';
  }

  function item(piece: Piece, { passedOn, waiting, count }: OpenList): 'fine' | 'broken' {
    const read = parsed(piece, passedOn === 'no-list' ? 1 : 2);
    if (read === 'broken') return read;
    const index = count.items++;
    if (read === 'too-deep' || passedOn === 'no-list') return 'fine';
    const waits = waiting.length > 0 || !saysItsKind(read.value);
    if (passedOn === 'unknown' && waits) waiting.push({ piece, index });
    else decode(read.value, piece, [index], passedOn === 'unknown' ? nothingInherited : passedOn);
    return 'fine';
  }

  /** Under its kind, which may stand behind its items. What is no list after all is read without them. */
  function end(whole: unknown, { spot, before, waiting }: OpenList): void {
    const passedOn = passedOnBy(whole);
    if (passedOn === 'no-list' || !hasNoItems(whole)) {
      for (const [i, part] of parts.entries()) part.length = before[i] ?? 0;
      decode(whole, { text: '', spot, nested: 0 }, [], nothingInherited);
    } else
      for (const { piece, index } of waiting) {
        const read = parseQuickly(piece.text);
        if (read !== 'broken') decode(read.value, piece, [index], passedOn);
      }
  }

  const cutting: Cutting = {
    value: (piece) => {
      const read = parsed(piece, 0);
      if (read === 'broken') return read;
      if (read !== 'too-deep') decode(read.value, piece, [], nothingInherited);
      return 'fine';
    },
    list: (head, spot) => {
      const before = parts.map((part) => part.length);
      open = {
        spot,
        passedOn: isArray(head) ? 'no-list' : passedOnEarly(head),
        before,
        waiting: [],
        count: { items: 0 },
      };
    },
    item: (piece) => (open === 'none' ? 'fine' : item(piece, open)),
    listEnd: (whole) => {
      if (open !== 'none') end(whole, open);
      open = 'none';
    },
    broken: (spot, text, within) => {
      // Nobody but JSON begins a list like that; other values are in YAML's flow style too.
      if (within === 'no list' || !isBegun) seems = 'unlike';
      if (text.startsWith('\0')) seems = 'binary';
      wrong('bad-json', outOfPlace(text), spot);
    },
  };
  return { cutting, decoded: { objects, ignored, diagnostics }, seems: () => seems };
}

function parseQuickly(text: string): { readonly value: unknown } | 'broken' {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return 'broken';
  }
}

/** What a list passes on, where what stands before its items tells all of it. */
function passedOnEarly(head: unknown): Inherited | 'unknown' {
  const passedOn = passedOnBy(head);
  if (passedOn === 'no-list') return 'unknown';
  return passedOn.kind === '' || passedOn.apiVersion !== '' ? passedOn : 'unknown';
}

/** They were cut out; what is there has the same name, and the last of two counts. */
function hasNoItems(whole: unknown): boolean {
  return isMapping(whole) && isArray(whole.items) && whole.items.length === 0;
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
