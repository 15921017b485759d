// The diagnostics of what is held, ready to show. Most answers carry them, so a clean input must cost nothing:
// the parser that finds places is only loaded where there is something to place.

import type { DiagnosticView } from '../answers.ts';
import type { World } from '../held.ts';
import { placesIn } from '../places.ts';

export async function diagnosticsOf({ diagnostics, snapshot }: World): Promise<readonly DiagnosticView[]> {
  if (diagnostics.length === 0) return [];
  const { diagnosticViews } = await import('../present/diagnostics.ts');
  return diagnosticViews(diagnostics, snapshot.sources, await placesIn(snapshot.sources));
}
