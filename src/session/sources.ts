// Bytes to text, file by file; what is no text is told and left out.

import { toSource } from '../snapshot/bytes.ts';
import type { Diagnostic } from '../snapshot/diagnostic.ts';
import type { Source } from '../snapshot/snapshot.ts';
import type { SourceFile } from './questions.ts';

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
