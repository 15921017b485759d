// Text → Snapshot. Reading never fails: what is wrong becomes a diagnostic, what is right is kept,
// document by document. With the snapshot of an earlier reading, documents whose text did not change
// give back the identical objects; the result is the same without it.

import { collected } from './collected.ts';
import { type FileReading, readFile } from './read-file.ts';
import type { Snapshot, Source, TextSnapshot } from './snapshot.ts';

export interface ReadOptions {
  /** Objects that the API server would refuse are evaluated with a warning, where that is possible. */
  readonly lenient: boolean;
}

/** What each snapshot's list of objects was read from: it dies with the list. */
const readings = new WeakMap<Snapshot['objects'], ReadonlyMap<string, FileReading>>();

export function read(sources: readonly Source[], options: ReadOptions, previous?: Snapshot): TextSnapshot {
  const before = previous === undefined ? undefined : readings.get(previous.objects);
  const mode = options.lenient ? 'lenient' : 'strict';
  const files = sources.map((source) => readFile(source, mode, before?.get(source.file)));
  const snapshot = { ...collected(files, { mode, sources }), sources };
  readings.set(snapshot.objects, new Map(files.map((file) => [file.source.file, file])));
  return snapshot;
}

/** A snapshot made of others remembers their readings, for the next reading. */
export function remember(made: Snapshot, from: readonly Snapshot[]): void {
  readings.set(made.objects, new Map(from.flatMap(({ objects }) => [...(readings.get(objects) ?? [])])));
}
