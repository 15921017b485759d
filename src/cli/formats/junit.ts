// ExpectationReport as JUnit XML, which CI systems show: a suite a file, a case an expectation. Times are
// left out, so that the same input gives the same bytes.

import type { ExpectationReport, ExpectationView } from '../../session/expectation-report.ts';
import { whys } from '../present/expectation-report.ts';
import { reachText } from '../present/reach-answer.ts';
import { xml } from './xml.ts';

export function* junit(report: ExpectationReport): Iterable<string> {
  const files = [...new Set(report.items.map((item) => item.file))];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="firebreak" tests="${report.items.length}" failures="${report.failed}">\n`;
  for (const file of files) {
    yield* suite(
      file,
      report.items.filter((item) => item.file === file),
    );
  }
  yield '</testsuites>\n';
}

function* suite(file: string, items: readonly ExpectationView[]): Iterable<string> {
  const failures = items.filter((item) => item.outcome === 'fails').length;
  yield `  <testsuite name="${xml(file)}" tests="${items.length}" failures="${failures}">\n`;
  for (const item of items) yield* testcase(item);
  yield '  </testsuite>\n';
}

function* testcase(item: ExpectationView): Iterable<string> {
  const { file, line } = item.at;
  yield `    <testcase classname="${xml(item.file)}" name="${xml(item.name)}" file="${xml(file)}" line="${line}"`;
  if (item.outcome === 'holds') {
    yield '/>\n';
    return;
  }
  const pairs = item.failures.map(({ why, answer }) => (answer === undefined ? why : `${why}\n${reachText(answer)}`));
  const message = whys(item)[0] ?? 'it does not hold';
  yield `>\n      <failure message="${xml(message)}">${xml(pairs.join('\n'))}</failure>\n    </testcase>\n`;
}
