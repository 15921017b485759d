// Skips over JSON in bytes that are still arriving: past blanks, and past one value, whose brackets and quotes are all
// that is looked at. Whether the value is JSON `JSON.parse` says of its text: text that it takes ends where it should.

import type { ByteWindow } from './byte-window.ts';

const [tab, lineFeed, carriageReturn, space, quote, comma, colon] = [9, 10, 13, 32, 0x22, 0x2c, 0x3a] as const;
const [openList, backslash, closeList, openObject, closeObject] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d] as const;

/** Waits for bytes at each yield. Moves past blanks and gives the byte there, -1 at the end of the input. */
export function* contentByte(window: ByteWindow): Generator<void, number> {
  for (;;) {
    for (; window.at < window.end; window.at++) {
      const c = window.bytes[window.at] ?? 0;
      if (c === lineFeed) window.lineFeeds++;
      else if (c === carriageReturn) window.carriages = true;
      else if (c !== space && c !== tab) return c;
    }
    if (window.complete) return -1;
    yield;
  }
}

/** How far the walk over a value has come. */
interface Walk {
  depth: number;
  deepest: number;
  inString: boolean;
}

/** Moves past the value that starts at `at`, or to the end of the input; gives how deep it is nested. */
export function* skipValue(window: ByteWindow): Generator<void, number> {
  const walk: Walk = { depth: 0, deepest: 0, inString: false };
  while (!walkOn(window, walk) && !window.complete) yield;
  window.at = Math.min(window.at, window.end);
  return walk.deepest;
}

/** Whether the value's end was found among the bytes that are there. */
function walkOn(window: ByteWindow, walk: Walk): boolean {
  const { bytes, end } = window;
  let { depth, deepest, inString } = walk;
  let { at, lineFeeds, carriages } = window;
  let found = false;
  while (at < end && !found) {
    if (inString) {
      at = stringEnd(bytes, at, end);
      if (at >= end) break;
      found = bytes[at] === lineFeed || depth === 0;
      if (bytes[at] === quote) at++;
      inString = false;
      continue;
    }
    const c = bytes[at] ?? 0;
    if (c === quote) {
      inString = true;
      at++;
    } else if (c === openObject || c === openList) {
      at++;
      if (++depth > deepest) deepest = depth;
    } else if (c === closeObject || c === closeList) {
      found = depth <= 1;
      if (depth-- > 0) at++; // else it stands behind a word or a number
    } else if (c > space && c !== comma && c !== colon) at++;
    else if (depth === 0) found = true;
    else {
      if (c === lineFeed) lineFeeds++;
      else if (c === carriageReturn) carriages = true;
      at++;
    }
  }
  walk.depth = depth;
  walk.deepest = deepest;
  walk.inString = inString;
  window.at = at;
  window.lineFeeds = lineFeeds;
  window.carriages = carriages;
  return found;
}

/**
 * Where the string ends, at its quote; or at a line feed, since no string goes over a line: without its quote the rest of
 * the file would be one. Else at `end`, or behind it where the last byte there is a backslash.
 */
function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const c = bytes[at] ?? 0;
    // Most bytes of an input are here, and most of these are letters.
    if (c > backslash) at++;
    else if (c === quote || c === lineFeed) return at;
    else at += c === backslash ? 2 : 1;
  }
  return at;
}
