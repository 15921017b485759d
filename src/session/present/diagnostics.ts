// Diagnostics with their places, worst first, then by place.

import { type Diagnostic, openPointOf } from '../../snapshot/diagnostic.ts';
import { lineColumnAt } from '../../snapshot/lines.ts';
import type { AnySource } from '../../snapshot/snapshot.ts';
import type { DiagnosticView, Place } from '../answers.ts';
import type { Places } from '../places.ts';

const order = ['error', 'warning', 'info'];

export function diagnosticViews(
  diagnostics: readonly Diagnostic[],
  sources: readonly AnySource[],
  places: Places,
): readonly DiagnosticView[] {
  const views = diagnostics.map((diagnostic): DiagnosticView => {
    const { severity, code, message } = diagnostic;
    const flag = openPointOf[code];
    const at = placeOfDiagnostic(diagnostic, sources, places);
    const about = flag === undefined ? {} : { flag };
    return at === undefined ? { severity, code, message, ...about } : { severity, code, message, ...about, at };
  });
  return views.toSorted((a, b) => compare(keyOf(a), keyOf(b)));
}

function placeOfDiagnostic(
  { origin, path, offset }: Diagnostic,
  sources: readonly AnySource[],
  places: Places,
): Place | undefined {
  if (origin === 'none') return undefined;
  if (offset === undefined) return places.of(origin, path);
  const source = sources.find(({ file }) => file === origin.file) ?? { file: origin.file, text: '' };
  return { file: origin.file, ...lineColumnAt(source, offset) };
}

function keyOf({ severity, code, at }: DiagnosticView): string {
  const line = String(at?.line ?? 0).padStart(9, '0');
  return `${order.indexOf(severity)} ${at?.file ?? ''} ${line} ${String(at?.column ?? 0).padStart(6, '0')} ${code}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
