// Kubernetes objects that are parsed already → Snapshot, as reading a `kind: List` of them gives it. There is no text,
// so that an origin tells which of the objects it was and no more.

import { collected } from './collected.ts';
import { decodeEach } from './decode.ts';
import { listed } from './manifests.ts';
import type { ReadOptions } from './read.ts';
import type { Snapshot } from './snapshot.ts';

export interface ObjectsOptions extends ReadOptions {
  /** What origins name as their file. */
  readonly file?: string;
}

export function readObjects(items: Iterable<unknown>, { lenient, file = 'objects' }: ObjectsOptions): Snapshot {
  const mode = lenient ? 'lenient' : 'strict';
  const decoded = decodeEach(listed(items), { file, start: 0, end: 0, items: [] }, mode);
  return collected([{ documents: [decoded], diagnostics: [] }], { mode, sources: [] });
}
