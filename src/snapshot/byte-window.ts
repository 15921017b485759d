// The bytes of an input that are not read yet, as they arrive, and where in the text they stand. One buffer is filled
// again and again, and whoever reads moves `at` along it: with copies instead, nothing would be fast.

import { lineBreaksIn } from './lines.ts';
import type { Spot } from './snapshot.ts';

export interface ByteWindow {
  bytes: Uint8Array;
  /** What stands before is read and done with. */
  keep: number;
  /** Between `keep` and `end`: the next byte to look at. */
  at: number;
  end: number;
  /** There are no bytes beyond `end`. */
  complete: boolean;
  /** Line feeds between `keep` and `at`, and whether there are carriage returns: whoever moves `at` counts. */
  lineFeeds: number;
  carriages: boolean;
  /** Of the byte at `keep`: its offset in the text (UTF-16 units), its line, and where that line starts. */
  offset: number;
  line: number;
  lineStart: number;
  /** Set for good where the bytes are no text that can be read. */
  bad: 'no' | 'not-text' | 'too-large';
}

export function byteWindow(): ByteWindow {
  const counts = { lineFeeds: 0, carriages: false, offset: 0, line: 1, lineStart: 0 };
  return { bytes: new Uint8Array(2 ** 21), keep: 0, at: 0, end: 0, complete: false, ...counts, bad: 'no' };
}

/** No text can be longer. */
const longest = 2 ** 29;

export function push(window: ByteWindow, chunk: Uint8Array): void {
  const { bytes, keep, end } = window;
  const left = end - keep;
  if (left > longest) window.bad = 'too-large';
  if (left + chunk.length <= bytes.length) bytes.copyWithin(0, keep, end);
  else {
    window.bytes = new Uint8Array(Math.max(bytes.length * 2, left + chunk.length));
    window.bytes.set(bytes.subarray(keep, end));
  }
  window.bytes.set(chunk, left);
  window.keep = 0;
  window.at -= keep;
  window.end = left + chunk.length;
}

/** The spot of the byte at `keep`. */
export function spotOf({ offset, line, lineStart }: ByteWindow): Spot {
  return { offset, line, column: offset - lineStart + 1 };
}

/** The spot of a part of a text that stands at `spot`. */
export function spotWithin(spot: Spot, text: string, index: number): Spot {
  const { count, last } = lineBreaksIn(text.slice(0, index));
  const column = count === 0 ? spot.column + index : index - last + 1;
  return { offset: spot.offset + index, line: spot.line + count, column };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text from `keep` to `at`; '' where that is bad. */
export function peek(window: ByteWindow): string {
  try {
    return decoder.decode(window.bytes.subarray(window.keep, window.at));
  } catch (thrown) {
    // A TypeError is text that is none; anything else is a string longer than the engine can hold.
    window.bad = thrown instanceof TypeError ? 'not-text' : 'too-large';
    return '';
  }
}

/** Enough of what is at `at` to show it. */
export function ahead({ bytes, at, end }: ByteWindow): string {
  return new TextDecoder().decode(bytes.subarray(at, Math.min(end, at + 8)));
}

/** As `peek`; the text is then done with. */
export function take(window: ByteWindow): string {
  const text = peek(window);
  if (window.lineFeeds > 0 || window.carriages) {
    const { count, last } = window.carriages
      ? lineBreaksIn(text)
      : { count: window.lineFeeds, last: text.lastIndexOf('\n') + 1 };
    if (count > 0) window.lineStart = window.offset + last;
    window.line += count;
  }
  window.offset += text.length;
  forget(window);
  return text;
}

/** As `take` for what is ASCII and read by nobody: most often a comma. */
export function drop(window: ByteWindow): void {
  if (window.lineFeeds > 0 || window.carriages) {
    take(window);
    return;
  }
  window.offset += window.at - window.keep;
  forget(window);
}

function forget(window: ByteWindow): void {
  window.keep = window.at;
  window.lineFeeds = 0;
  window.carriages = false;
}
