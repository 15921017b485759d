// LintReport for readers: one row a finding, then what is right for each code that was met, once.

import type { FindingView, LintReport } from '../../session/findings.ts';
import type { Presentation } from '../formats/print.ts';
import { line, list, sheet } from '../formats/report.ts';
import { placeText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';

export const lintReportPresentation: Presentation<LintReport> = {
  report: (answer) => {
    if (answer.items.length === 0) return [line('no findings')];
    const rows = answer.items.map(({ severity, code, at, message }) => [severity, code, placeText(at), message]);
    return [
      line(countsText(answer)),
      sheet(['SEVERITY', 'CODE', 'AT', 'WHAT'], rows, 4),
      ...list(answer.rules.map(({ code, help }) => `${code}: ${help} To mend it: ${mends(answer, code)}.`)),
      ...assumptionBlocks(answer),
    ];
  },
  records: (answer) => ({
    columns: [
      'severity',
      'code',
      'file',
      'line',
      'column',
      'kind',
      'namespace',
      'name',
      'message',
      'why',
      'mend',
      'edits',
    ],
    rows: answer.items.map(record),
  }),
  items: (answer) => answer.items,
};

/** Findings of a code are mostly mended alike. */
function mends({ items }: LintReport, code: string): string {
  const sentences = new Set(items.filter((item) => item.code === code).map(({ mend }) => mend.sentence));
  return [...sentences].join('; or ');
}

function countsText({ counts: { error, warning, info } }: LintReport): string {
  const one = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${one(error, 'error')}, ${one(warning, 'warning')}, ${info} info`;
}

function record({ severity, code, at, object, message, why, mend }: FindingView): readonly string[] {
  const { kind, namespace = '', name } = object;
  const place = [at.file, String(at.line), String(at.column)];
  const edits = mend.edits.length === 0 ? '' : JSON.stringify(mend.edits);
  return [severity, code, ...place, kind, namespace, name, message, why, mend.sentence, edits];
}
