// Diagnostics that put every answer in doubt, the worst first.

import type { DiagnosticView } from '../session/answers.ts';

const loud = ['nothing-enforces', 'policy-not-evaluated', 'mixed-generations'] as const;

export function loudest(diagnostics: readonly DiagnosticView[]): readonly DiagnosticView[] {
  return loud.flatMap((code) => diagnostics.filter((d) => d.code === code));
}
