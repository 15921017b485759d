// Diagnostics for people, on stderr: `file:line:column: severity: message (code)`, errors first, the
// first twenty in full, few of a kind where they are no errors, and the rest counted by code.

import { styleText } from 'node:util';
import type { DiagnosticView } from '../session/answers.ts';
import { visible } from './formats/visible.ts';
import { placeText } from './formats/words.ts';
import type { Io } from './io.ts';

const shown = 20;
/** A warning that holds for every object of the input is understood after a few. */
const shownOfCode = { error: shown, warning: 5, info: 3 } as const;
const severities = ['error', 'warning', 'info'] as const;
const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

export function writeDiagnostics(diagnostics: readonly DiagnosticView[], how: 'first' | 'all', io: Io): void {
  const ordered = severities.flatMap((severity) => diagnostics.filter((one) => one.severity === severity));
  const detailed = new Set(how === 'all' ? ordered : few(ordered));
  const lines = [...detailed].map((one) => line(one, io));
  const rest = ordered.filter((one) => !detailed.has(one));
  if (rest.length > 0) lines.push(`and ${rest.length} more (-v prints all):`, ...counted(rest));
  if (lines.length > 0) io.stderr.write(`${lines.join('\n')}\n`);
}

function few(ordered: readonly DiagnosticView[]): readonly DiagnosticView[] {
  const met = new Map<string, number>();
  const kept = ordered.filter(({ severity, code }) => {
    const count = (met.get(`${severity} ${code}`) ?? 0) + 1;
    met.set(`${severity} ${code}`, count);
    return count <= shownOfCode[severity];
  });
  return kept.slice(0, shown);
}

function line(diagnostic: DiagnosticView, io: Io): string {
  const at = diagnostic.at === undefined ? '' : `${visible(placeText(diagnostic.at))}: `;
  const about = diagnostic.flag === undefined ? diagnostic.code : `${diagnostic.code}, ${diagnostic.flag}`;
  return `${at}${severityText(diagnostic.severity, io)}: ${visible(diagnostic.message)} (${about})`;
}

function severityText(severity: DiagnosticView['severity'], io: Io): string {
  const coloured = io.stderr.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  return coloured ? styleText(colours[severity], severity, { validateStream: false }) : severity;
}

function counted(diagnostics: readonly DiagnosticView[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { severity, code } of diagnostics) {
    const key = `${severity}: ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `  ${count} × ${key}`);
}
