// SHA-256 of an input, so that a link with edits can say which input it belongs to.

import type { Source } from '../snapshot/snapshot.ts';

/** Hex; the files' names and texts, in order of name. */
export async function digestOf(sources: readonly Source[]): Promise<string> {
  const sorted = sources.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const text = sorted.map((source) => `${source.file}\n${source.text.length}\n${source.text}`).join('\n');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
