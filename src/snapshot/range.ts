// Finds the source that an object is in, and the range of a part of the object there, whichever of the two
// languages it is written in.

import type { Origin } from '../engine/model/origin.ts';
import type { TextRange } from './documents.ts';
import type { Path } from './field.ts';
import { jsonRange } from './json-place.ts';
import type { AnySource, Source } from './snapshot.ts';
import { yamlRange } from './yaml-place.ts';

/** The source that an origin is in; undefined where it is not among them. */
export function sourceOf(sources: readonly AnySource[], file: string): AnySource | undefined {
  let byFile = indexed.get(sources);
  if (byFile === undefined) {
    byFile = new Map([...sources].reverse().map((source) => [source.file, source]));
    indexed.set(sources, byFile);
  }
  return byFile.get(file);
}

const indexed = new WeakMap<readonly AnySource[], ReadonlyMap<string, AnySource>>();

export function rangeOf(source: Source, origin: Origin, path: Path): TextRange {
  const whole = [...origin.items.flatMap((item) => ['items', item]), ...path];
  return jsonRange(source, origin, whole) ?? yamlRange(source, origin, whole);
}
