// Files to what a session holds of them: read as input, or their texts. What is no text is told and left out.

import { toSource } from '../snapshot/bytes.ts';
import type { Diagnostic } from '../snapshot/diagnostic.ts';
import { type BytesOptions, readBytes } from '../snapshot/read-bytes.ts';
import type { Snapshot, Source } from '../snapshot/snapshot.ts';
import { refusal } from './names.ts';
import type { InputFile, Refusal, SourceFile } from './questions.ts';

/** Who hears of progress and may cancel, and who unzips. */
export type Reading = Omit<BytesOptions, 'lenient'>;

export async function readInput(
  files: readonly InputFile[],
  lenient: boolean,
  reading: Reading,
): Promise<Snapshot | Refusal> {
  const snapshot = await readBytes(files, { lenient, ...reading });
  return snapshot === 'cancelled' ? refusal('cancelled', 'cancelled while reading') : snapshot;
}

export interface Texts {
  readonly sources: readonly Source[];
  readonly unreadable: readonly Diagnostic[];
}

export async function readSources(files: readonly SourceFile[]): Promise<Texts> {
  const read = await Promise.all(files.map(({ file, content }) => toSource(file, content)));
  return {
    sources: read.flatMap((each) => ('text' in each ? [each] : [])),
    unreadable: read.flatMap((each) => ('text' in each ? [] : [each])),
  };
}
