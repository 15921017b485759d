// What is broken in JSON that is cut into pieces, told with its place, and where cutting goes on behind it.

import { ahead, type ByteWindow, drop, peek, spotOf, spotWithin, take } from './byte-window.ts';
import type { Cutting } from './json-cutting.ts';
import { valueEnd } from './json-scan.ts';
import { contentByte } from './json-skip.ts';
import type { Spot } from './snapshot.ts';

/** Nobody can tell how a list goes on behind an item that is broken. */
export function stopIn(text: string, spot: Spot, window: ByteWindow, cutting: Cutting): 'stop' {
  const fault = faultIn(text);
  cutting.broken(spotWithin(spot, text, fault), text.slice(fault) + ahead(window), 'a list');
  return 'stop';
}

function faultIn(text: string): number {
  const end = valueEnd(text, 0);
  return end < 0 ? -1 - end : end;
}

/** Broken where the window looks. */
export function stopAt(window: ByteWindow, cutting: Cutting): 'stop' {
  take(window);
  cutting.broken(spotOf(window), ahead(window), 'a list');
  return 'stop';
}

/** A line that is broken loses itself alone, where what follows it looks like the start of another value. */
export function* passBroken(window: ByteWindow, cutting: Cutting): Generator<void, 'fine' | 'stop'> {
  const start = spotOf(window);
  const looked = peek(window) + ahead(window);
  const fault = faultIn(looked);
  const spot = spotWithin(start, looked, fault);
  cutting.broken(spot, looked.slice(fault), 'no list');
  window.at = window.keep + new TextEncoder().encode(looked.slice(0, fault)).length;
  let line = nextLine(window);
  for (; line === -1 && !window.complete; line = nextLine(window)) {
    window.at = window.end;
    yield;
  }
  if (line === -1) return 'stop';
  window.at = line + 1;
  window.carriages = true; // so that the lines are counted anew
  take(window);
  if (spot.line === start.line) return 'fine';
  const next = yield* contentByte(window);
  drop(window);
  return spotOf(window).column === 1 && (next === 0x7b || next === 0x5b) ? 'fine' : 'stop';
}

function nextLine({ bytes, at, end }: ByteWindow): number {
  return bytes.subarray(0, end).indexOf(lineFeed, at);
}

const lineFeed = 10;
