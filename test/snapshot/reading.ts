// What the tests of this room share: reading one text, and showing diagnostics as `code line:column`.

import type { Diagnostic } from '../../src/snapshot/diagnostic.ts';
import { lineColumnAt } from '../../src/snapshot/lines.ts';
import { placeOf } from '../../src/snapshot/place.ts';
import { read } from '../../src/snapshot/read.ts';
import type { AnySource, ReadObject, Snapshot, TextSnapshot } from '../../src/snapshot/snapshot.ts';

export function readText(text: string, file = 'input.yaml', lenient = false): TextSnapshot {
  return read([{ file, text }], { lenient });
}

export function codes(snapshot: Snapshot): readonly string[] {
  return snapshot.diagnostics.map(({ code }) => code);
}

/** Without the notes that most small inputs get. */
export function refusals({ diagnostics, sources }: Snapshot): readonly string[] {
  return diagnostics.filter(({ severity }) => severity !== 'info').map((diagnostic) => shown(diagnostic, sources));
}

export function shown({ severity, code, origin, path, offset }: Diagnostic, sources: readonly AnySource[]): string {
  if (origin === 'none') return `${severity} ${code}`;
  const source = sources.find(({ file }) => file === origin.file) ?? { file: '', text: '' };
  const at = offset === undefined ? placeOf(sources, origin, path) : lineColumnAt(source, offset);
  return `${severity} ${code} ${at.line}:${at.column}`;
}

export function names({ objects }: Snapshot): readonly string[] {
  return objects.map(nameOf);
}

export function nameOf(object: ReadObject): string {
  return 'namespace' in object ? `${object.kind} ${object.namespace}/${object.name}` : `${object.kind} ${object.name}`;
}
