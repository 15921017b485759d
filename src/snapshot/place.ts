// Where a part of an object stands in its file, worked out when an answer shows it: only the document
// in question is looked at again, this time with positions. This is the door to the slow YAML parser,
// so that import it only where a place is asked for.

import type { Origin } from '../engine/model/origin.ts';
import type { TextRange } from './documents.ts';
import type { Path } from './field.ts';
import { jsonRange } from './json-place.ts';
import { type LineColumn, lineColumnIn } from './lines.ts';
import type { Source } from './snapshot.ts';
import { yamlRange } from './yaml-place.ts';

/** `start` and `end` are offsets into the file's text. */
export interface Located extends TextRange, LineColumn {}

/**
 * The range of the member or item at `path` in the object, key included; of the nearest part around it
 * that exists, where it does not. `path` starts at the object: ['spec', 'ingress', 0].
 */
export function placeOf(sources: readonly Source[], origin: Origin, path: Path): Located {
  const source = sourceOf(sources, origin.file);
  if (source === undefined) return { line: 1, column: 1, start: 0, end: 0 };
  const range = rangeOf(source, origin, path);
  return { ...range, ...lineColumnIn(source, range.start) };
}

/** The source that an origin is in; undefined where it is not among them. */
export function sourceOf(sources: readonly Source[], file: string): Source | undefined {
  let byFile = indexed.get(sources);
  if (byFile === undefined) {
    byFile = new Map([...sources].reverse().map((source) => [source.file, source]));
    indexed.set(sources, byFile);
  }
  return byFile.get(file);
}

const indexed = new WeakMap<readonly Source[], ReadonlyMap<string, Source>>();

export function rangeOf(source: Source, origin: Origin, path: Path): TextRange {
  const whole = [...origin.items.flatMap((item) => ['items', item]), ...path];
  return jsonRange(source, origin, whole) ?? yamlRange(source, origin, whole);
}
