// An input whose first bytes are looked at: it is unzipped where it is gzip, and known to be short or long.

import type { BadBytes, Bytes, Content, Unzip } from './chunks.ts';
import { chunksOf, unpackedLimit } from './chunks.ts';

export interface Opened {
  /** As many bytes of the start as were asked for, or all there are. */
  readonly first: Uint8Array;
  readonly rest: 'nothing' | Bytes;
}

/** Why no more bytes come, where that is not the end of the input. */
export interface Trouble {
  bad: BadBytes | 'none';
  /** What reading the bytes threw, where they come from a disk or a network. */
  thrown: { readonly by: unknown } | 'nothing';
}

/** `taken` hears how many bytes of the input as it lies there were read. Trouble ends the bytes and is told in `trouble`. */
export async function opened(
  content: Content,
  size: number,
  unzip: Unzip,
  taken: (bytes: number) => void,
  trouble: Trouble,
): Promise<Opened> {
  const found = await startOf(untilThrown(chunksOf(content, taken), trouble), 2);
  if (!isGzip(found.first)) return startOf(joined(found), size);
  return startOf(unpacked(unzip(joined(found)), trouble), size);
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

/** Waits for so many bytes. */
export async function startOf(bytes: Bytes, size: number): Promise<Opened> {
  const chunks: Uint8Array[] = [];
  const from = bytes[Symbol.asyncIterator]();
  for (let length = 0; length < size; length += chunks.at(-1)?.length ?? 0) {
    const { done, value } = await from.next();
    if (done === true) return { first: concatenated(chunks, length), rest: 'nothing' };
    chunks.push(value);
  }
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { first: concatenated(chunks, length), rest: { [Symbol.asyncIterator]: () => from } };
}

export function concatenated(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

export async function* joined({ first, rest }: Opened): Bytes {
  if (first.length > 0) yield first;
  if (rest !== 'nothing') yield* rest;
}

async function* untilThrown(bytes: Bytes, trouble: Trouble): Bytes {
  try {
    yield* bytes;
  } catch (by) {
    trouble.thrown = { by };
  }
}

async function* unpacked(bytes: Bytes, trouble: Trouble): Bytes {
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > unpackedLimit) {
        trouble.bad = 'too-large';
        return;
      }
      yield chunk;
    }
  } catch {
    trouble.bad = 'bad-gzip'; // the only thing that unzipping throws for
  }
}

/** Large text as UTF-8 without a mark, whatever it was. */
export async function* asUtf8(bytes: Bytes, trouble: Trouble): Bytes {
  const encoder = new TextEncoder();
  let decoder: TextDecoder | 'unknown' | 'utf-8' = 'unknown';
  try {
    for await (const chunk of bytes) {
      if (decoder === 'unknown') {
        const name = encodingOf(chunk);
        decoder = name === 'utf-8' ? name : new TextDecoder(name, { fatal: true });
        if (decoder === 'utf-8') yield isMarked(chunk) ? chunk.subarray(3) : chunk;
      } else if (decoder === 'utf-8') yield chunk;
      if (typeof decoder === 'object') yield encoder.encode(decoder.decode(chunk, { stream: true }));
    }
    if (typeof decoder === 'object') yield encoder.encode(decoder.decode());
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    trouble.bad = 'not-text';
  }
}

function isMarked([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf;
}

/** By the mark that text in UTF-16 begins with. */
export function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
