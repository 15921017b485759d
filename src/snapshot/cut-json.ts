// Cuts JSON into its pieces while its bytes arrive: the values that stand one after the other, and of a list its items,
// so that no more than one piece of a long list is ever in memory. What a list says of itself may stand before its
// items, behind them (`kubectl get` writes `kind` there), or both.

import { type ByteWindow, drop, peek, spotOf, spotWithin, take } from './byte-window.ts';
import { isMapping } from './field.ts';
import type { Cutting } from './json-cutting.ts';
import { passBroken, stopAt, stopIn } from './json-faults.ts';
import { valueEnd } from './json-scan.ts';
import { contentByte, skipValue } from './json-skip.ts';
import { mayBeList } from './manifests.ts';
import type { Spot } from './snapshot.ts';

/** `---` between values, as in a YAML file whose documents are JSON. */
export type Markers = 'markers' | 'no-markers';

const [dash, quote, comma, colon] = [0x2d, 0x22, 0x2c, 0x3a] as const;
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d] as const;

/** So many broken lines are told, and so many bytes looked at twice for them. */
const [mostBroken, mostAgain] = [1000, 2 ** 26] as const;

/** Waits for bytes at each yield. */
export function* cutJson(window: ByteWindow, markers: Markers, cutting: Cutting): Generator<void, void> {
  let again = 0;
  for (let broken = 0; broken < mostBroken && again < mostAgain; ) {
    const first = yield* contentByte(window);
    drop(window);
    if (first === -1) return;
    if (first === dash && markers === 'markers' && (yield* passMarker(window))) continue;
    const spot = spotOf(window);
    const end = yield* first === openObject
      ? object(window, spot, cutting)
      : first === openList
        ? array(window, spot, cutting)
        : other(window, spot, cutting);
    if (end === 'stop') return;
    if (end === 'fine') continue;
    broken++;
    again += window.at - window.keep;
    if ((yield* passBroken(window, cutting)) === 'stop') return;
  }
}

/** 'broken': what is at fault stands between `keep` and `at`, or right behind. 'stop': it was told. */
type End = 'fine' | 'broken' | 'stop';

function* passMarker(window: ByteWindow): Generator<void, boolean> {
  while (window.end - window.at < 3 && !window.complete) yield;
  for (let i = 0; i < 3; i++) if (window.bytes[window.at + i] !== dash) return false;
  window.at += 3;
  return true;
}

function* other(window: ByteWindow, spot: Spot, cutting: Cutting): Generator<void, End> {
  const nested = yield* skipValue(window);
  return whole(window, spot, nested, cutting);
}

function whole(window: ByteWindow, spot: Spot, nested: number, cutting: Cutting): 'fine' | 'broken' {
  const end = cutting.value({ text: peek(window), spot, nested });
  if (end === 'fine') take(window);
  return end;
}

/** An object is read as one value, unless it has a list of items: those are cut. */
function* object(window: ByteWindow, spot: Spot, cutting: Cutting): Generator<void, End> {
  window.at++;
  let nested = 1;
  for (let next = yield* contentByte(window); next !== closeObject; next = yield* contentByte(window)) {
    if (next !== quote) return 'broken';
    const key = window.at - window.keep;
    yield* skipValue(window);
    const isItems = isItemsKey(window, key);
    if ((yield* contentByte(window)) !== colon) return 'broken';
    window.at++;
    const value = yield* contentByte(window);
    if (isItems && value === openList) {
      const head = parsedHead(window, key);
      if (head === 'broken') return 'broken';
      if (mayBeList(head.value)) return yield* list(window, head, spot, cutting);
    }
    nested = Math.max(nested, 1 + (yield* skipMember(window, value)));
    const after = yield* contentByte(window);
    if (after === comma) window.at++;
    else if (after !== closeObject) return 'broken';
  }
  window.at++;
  return whole(window, spot, nested, cutting);
}

function* skipMember(window: ByteWindow, first: number): Generator<void, number> {
  return first === -1 ? 0 : yield* skipValue(window);
}

function isItemsKey({ bytes, keep, at }: ByteWindow, key: number): boolean {
  const from = keep + key;
  return at - from === itemsKey.length && itemsKey.every((byte, i) => bytes[from + i] === byte);
}

const itemsKey = new TextEncoder().encode('"items"');

interface Head {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What the object says before its `items`. */
function parsedHead({ bytes, keep }: ByteWindow, key: number): Head | 'broken' {
  const text = new TextDecoder().decode(bytes.subarray(keep, keep + key));
  const value = parsed(`${text}"items":[]}`);
  return isMapping(value) ? { text, value } : 'broken';
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return undefined;
  }
}

function* list(window: ByteWindow, head: Head, spot: Spot, cutting: Cutting): Generator<void, End> {
  cutting.list(head.value, spot);
  if ((yield* items(window, cutting, 2)) === 'stop') return 'stop';
  const rest = spotOf(window);
  // Behind the items, the object goes on as if it began there.
  for (let next = yield* contentByte(window); next !== closeObject; next = yield* contentByte(window)) {
    if (next !== comma) return stopAt(window, cutting);
    window.at++;
    if ((yield* contentByte(window)) !== quote) return stopAt(window, cutting);
    yield* skipValue(window);
    if ((yield* contentByte(window)) !== colon) return stopAt(window, cutting);
    window.at++;
    yield* skipMember(window, yield* contentByte(window));
  }
  window.at++;
  const text = take(window);
  const before = `${head.text}"items":[]`;
  const value = parsed(before + text);
  if (value === undefined) {
    const fault = -1 - valueEnd(before + text, 0) - before.length;
    cutting.broken(spotWithin(rest, text, fault), text.slice(fault), 'a list');
    return 'stop';
  }
  cutting.listEnd(value);
  return 'fine';
}

/** A list that no object holds is nothing that Kubernetes knows: its items go by. */
function* array(window: ByteWindow, spot: Spot, cutting: Cutting): Generator<void, End> {
  cutting.list([], spot);
  const end = yield* items(window, cutting, 1);
  if (end === 'fine') cutting.listEnd([]);
  return end;
}

function* items(window: ByteWindow, cutting: Cutting, around: number): Generator<void, 'fine' | 'stop'> {
  take(window);
  window.at++;
  if ((yield* contentByte(window)) === closeList) return closed(window);
  for (;;) {
    const first = yield* contentByte(window);
    drop(window);
    const spot = spotOf(window);
    const nested = around + (first === -1 ? 0 : yield* skipValue(window));
    if (window.at === window.keep) return stopAt(window, cutting);
    const text = take(window);
    if (cutting.item({ text, spot, nested }) === 'broken') return stopIn(text, spot, window, cutting);
    const after = yield* contentByte(window);
    if (after === closeList) return closed(window);
    if (after !== comma) return stopAt(window, cutting);
    window.at++;
  }
}

function closed(window: ByteWindow): 'fine' {
  window.at++;
  drop(window);
  return 'fine';
}
