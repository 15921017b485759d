// SHA-256 of an input, so that a link with edits can say which input it belongs to.

import { hex } from '../snapshot/hash.ts';
import type { AnySource } from '../snapshot/snapshot.ts';

/** Hex; the files' names and texts, in order of name; of a text that was let go, its hash. */
export async function digestOf(sources: readonly AnySource[]): Promise<string> {
  const sorted = sources.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const text = sorted
    .map((source) => `${source.file}\n${lengthOf(source)}\n${'text' in source ? source.text : source.pieces.digest}`)
    .join('\n');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return hex(hash);
}

/** Of a file's text, in UTF-16 units. */
export function lengthOf(source: AnySource): number {
  return 'text' in source ? source.text.length : source.pieces.length;
}
