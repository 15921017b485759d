// Files as bytes → Snapshot. A short file is read as the text that it is; a long one while its bytes arrive, piece by
// piece, and its text is let go: what stays of it is told in pieces.ts. Both ways give the same objects, diagnostics
// and places.

import { isSource, textSource, wholeText } from './bytes.ts';
import { type Content, sizeOf, type Unzip, unzipped } from './chunks.ts';
import { collected, type DecodedFile } from './collected.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Reading } from './field.ts';
import { opened, type Trouble } from './opened.ts';
import type { Watch } from './progress.ts';
import type { ReadOptions } from './read.ts';
import { readFile } from './read-file.ts';
import { readLong } from './read-long.ts';
import type { AnySource, Snapshot, Source } from './snapshot.ts';
import { type Watching, watching } from './watching.ts';

export interface InputFile {
  readonly file: string;
  readonly content: Content;
  /** How many bytes a stream has, where that is known. */
  readonly size?: number;
}

export interface BytesOptions extends ReadOptions, Watch {
  /** Left out: as browsers can. */
  readonly unzip?: Unzip;
  /** Files of more bytes, unzipped, are cut into pieces. */
  readonly whole?: number;
}

const wholeSize = 2 ** 20;

/** Throws what reading a stream throws, and nothing else. */
export async function readBytes(files: readonly InputFile[], options: BytesOptions): Promise<Snapshot | 'cancelled'> {
  const { lenient, unzip = unzipped, whole = wholeSize } = options;
  const mode = lenient ? 'lenient' : 'strict';
  const sizes = files.map(({ content, size }) => size ?? sizeOf(content));
  const watch = watching(sizes.reduce(sum, 0), options);
  const read: ReadSource[] = [];
  const unreadable: Diagnostic[] = [];
  for (const input of files) {
    const one = await readOne(input, { mode, watch, unzip, whole });
    if (one === 'cancelled' || (await watch.pause(0)) === 'cancelled') return 'cancelled';
    if ('source' in one) read.push(one);
    else unreadable.push(one);
  }
  const made = collected(read, { mode, sources: read.map(({ source }) => source) });
  return unreadable.length === 0 ? made : { ...made, diagnostics: [...unreadable, ...made.diagnostics] };
}

function sum(a: number | 'unknown', b: number | 'unknown'): number | 'unknown' {
  return a === 'unknown' || b === 'unknown' ? 'unknown' : a + b;
}

interface How {
  readonly mode: Reading['mode'];
  readonly watch: Watching;
  readonly unzip: Unzip;
  readonly whole: number;
}

interface ReadSource extends DecodedFile {
  readonly source: AnySource;
}

async function readOne({ file, content }: InputFile, how: How): Promise<ReadSource | Diagnostic | 'cancelled'> {
  const { mode, watch, unzip, whole } = how;
  if (typeof content === 'string' && content.length <= whole) {
    watch.taken(content.length);
    return readWhole(textSource(file, content), how);
  }
  const trouble: Trouble = { bad: 'none', thrown: 'nothing' };
  const input = await opened(content, whole + 1, unzip, watch.taken, trouble);
  if (input.rest === 'nothing') return readWhole(await wholeText(file, input, trouble), how);
  return readLong(input, { file, mode, watch, trouble });
}

function readWhole(source: Source | Diagnostic, { mode }: How): ReadSource | Diagnostic {
  return isSource(source) ? readFile(source, mode, undefined) : source;
}
