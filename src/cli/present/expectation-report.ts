// ExpectationReport for readers: one row an expectation, then every failure, explained as can-reach does.

import type { ExpectationReport, ExpectationView } from '../../session/expectation-report.ts';
import type { Presentation } from '../formats/print.ts';
import { heading, line, type Report, sheet } from '../formats/report.ts';
import { placeText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { explanation, sentence } from './reach-answer.ts';

export const expectationReportPresentation: Presentation<ExpectationReport> = {
  report: (answer) => {
    const rows = answer.items.map((item) => [
      item.outcome,
      item.name,
      item.must,
      String(item.pairs),
      placeText(item.at),
    ]);
    return [
      line(`${answer.passed} passed, ${answer.failed} failed`),
      ...(rows.length === 0 ? [] : [sheet(['OUTCOME', 'EXPECTATION', 'MUST', 'PAIRS', 'AT'], rows, 5)]),
      ...answer.items.filter((item) => item.outcome === 'fails').flatMap(failure),
      ...assumptionBlocks(answer),
    ];
  },
  records: (answer) => ({
    columns: ['file', 'line', 'name', 'must', 'outcome', 'pairs', 'why'],
    rows: answer.items.map((item) => [
      item.at.file,
      String(item.at.line),
      item.name,
      item.must,
      item.outcome,
      String(item.pairs),
      whys(item).join('; '),
    ]),
  }),
  items: (answer) => answer.items,
};

/** Why it fails, then one line for each pair that is told of. */
export function whys(item: ExpectationView): readonly string[] {
  return [item.why, ...item.failures.map(({ why }) => why)].filter((why) => why !== '');
}

function failure(item: ExpectationView): Report {
  const pairs = item.failures.flatMap(({ why, answer }): Report => {
    return answer === undefined ? [line(why)] : [line(why), line(sentence(answer)), ...explanation(answer)];
  });
  return [
    heading(`FAILS ${item.name} (${placeText(item.at)})`),
    ...(item.why === '' ? [] : [line(item.why)]),
    ...pairs,
  ];
}
