// What the tests of long input share: the same bytes read as one text and cut into pieces, and all that can be told of
// either.

import type { Content } from '../../src/snapshot/chunks.ts';
import { lineColumnAt } from '../../src/snapshot/lines.ts';
import { placeOf } from '../../src/snapshot/place.ts';
import { readBytes } from '../../src/snapshot/read-bytes.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { objectText } from '../../src/snapshot/text.ts';

export async function readWhole(content: Content, file: string): Promise<Snapshot> {
  return given(await readBytes([{ file, content }], { lenient: false, whole: Number.POSITIVE_INFINITY }));
}

export async function readCut(content: Content, file: string): Promise<Snapshot> {
  return given(await readBytes([{ file, content }], { lenient: false, whole: 0 }));
}

function given(read: Snapshot | 'cancelled'): Snapshot {
  if (read === 'cancelled') throw new Error('nobody cancelled');
  return read;
}

/** The bytes in chunks of these sizes, the last of them again and again. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncIterable<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[Math.min(i, sizes.length - 1)] ?? 1);
    yield bytes.slice(at, at + size);
    at += size;
  }
}

/** All that a reader can see, the ranges of origins left out: an item that was cut out has its own. */
export function seen({ objects, ignored, diagnostics, sources }: Snapshot) {
  return {
    objects: objects.map(withoutRanges),
    places: objects.map(({ origin }) => place(placeOf(sources, origin, []))),
    policies: objects.filter(isQuoted).map(({ origin }) => ({
      text: objectText(sources, origin),
      places: paths.map((path) => place(placeOf(sources, origin, path))),
    })),
    ignored: [...ignored],
    diagnostics: diagnostics.map(({ severity, code, message, origin, path, offset }) => {
      const source = origin === 'none' ? undefined : sources.find(({ file }) => file === origin.file);
      const known = origin === 'none' || source === undefined ? 'none' : origin;
      if (known === 'none' || source === undefined) return { severity, code, message };
      const at = offset === undefined ? placeOf(sources, known, path) : lineColumnAt(source, offset);
      return { severity, code, message, at: place(at), items: known.items };
    }),
  };
}

const paths = [['metadata', 'name'], ['spec'], ['spec', 'ingress', 0], ['spec', 'egress', 1, 'to', 0], ['nowhere']];

function isQuoted({ kind }: { readonly kind: string }): boolean {
  return kind.endsWith('Policy');
}

function place({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

function withoutRanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRanges);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, withoutRanges(each)]));
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  const members = Object.entries(value).map(([key, each]) => {
    const isOrigin = key === 'origin' && typeof each === 'object' && each !== null;
    return [key, isOrigin ? { ...each, start: 0, end: 0 } : withoutRanges(each)] as const;
  });
  return Object.fromEntries(members);
}
