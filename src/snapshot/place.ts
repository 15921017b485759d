// Where a part of an object stands in its file, worked out when an answer shows it: only the document
// in question is looked at again, this time with positions. What that takes is loaded with this file,
// so import it only where a place is asked for.

import type { Origin } from '../engine/model/origin.ts';
import type { TextRange } from './documents.ts';
import type { Path } from './field.ts';
import { type LineColumn, lineColumnIn } from './lines.ts';
import { rangeOf, sourceOf } from './range.ts';
import type { AnySource, CutSource, Kept } from './snapshot.ts';

/** `start` and `end` are offsets into the file's text. */
export interface Located extends TextRange, LineColumn {}

/**
 * The range of the member or item at `path` in the object, key included; of the nearest part around it
 * that exists, where it does not. `path` starts at the object: ['spec', 'ingress', 0].
 */
export function placeOf(sources: readonly AnySource[], origin: Origin, path: Path): Located {
  const source = sourceOf(sources, origin.file);
  if (source === undefined) return { line: 1, column: 1, start: 0, end: 0 };
  if ('pieces' in source) return placeInPieces(source, origin, path);
  const range = rangeOf(source, origin, path);
  return { ...range, ...lineColumnIn(source, range.start) };
}

/** Of a piece whose text was let go, where it starts. */
function placeInPieces({ pieces }: CutSource, origin: Origin, path: Path): Located {
  const { start, end, items } = origin;
  const kept = pieces.keptAt(start);
  const isItem = kept?.within === 1 && items.length === 1 && path.length === 0;
  if (kept === undefined || isItem) return { start, end, ...pieces.placeAt(start) };
  return placeInKept(kept, origin, path);
}

function placeInKept({ source, spot, within }: Kept, origin: Origin, path: Path): Located {
  const own = { file: origin.file, start: 0, end: source.text.length, items: origin.items.slice(within) };
  const { start, end } = rangeOf(source, own, path);
  const { line, column } = lineColumnIn(source, start);
  return {
    start: spot.offset + start,
    end: spot.offset + end,
    line: spot.line + line - 1,
    column: line === 1 ? spot.column + column - 1 : column,
  };
}
