// Kubernetes objects that are parsed already → Snapshot, as reading a `kind: List` of them gives it. There is no text,
// so that an origin tells which of the objects it was and no more.

import { collected } from './collected.ts';
import { decoding } from './decode.ts';
import { manifests } from './manifests.ts';
import { isPlain, type Raw } from './plain/plain.ts';
import type { ReadOptions } from './read.ts';
import type { Snapshot } from './snapshot.ts';

const none: Raw = {};

export interface ObjectsOptions extends ReadOptions {
  /** What origins name as their file. */
  readonly file?: string;
}

export function readObjects(items: Iterable<unknown>, { lenient, file = 'objects' }: ObjectsOptions): Snapshot {
  const mode = lenient ? 'lenient' : 'strict';
  const { add, decoded } = decoding(mode);
  const document = { file, start: 0, end: 0, items: [] };
  let i = 0;
  for (const raw of items) {
    const at = [i++];
    const { kind, apiVersion } = isPlain(raw) ? raw : none;
    // Nearly all say what they are and hold no others.
    if (isPlain(raw) && isWord(apiVersion) && isWord(kind) && !kind.endsWith('List')) {
      add({ is: 'manifest', raw, apiVersion, kind, items: at }, document);
    } else for (const found of manifests(raw, at)) add(found, document);
  }
  return collected([{ documents: [decoded], diagnostics: [] }], { mode, sources: [] });
}

function isWord(raw: unknown): raw is string {
  return typeof raw === 'string' && raw !== '';
}
