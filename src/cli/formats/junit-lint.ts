// LintReport as JUnit XML: a suite a file, a case a finding; an error or a warning is a failure there, an info is not.
// Without a finding there is one case that passed, since an empty report looks like a broken run to CI systems.

import type { FindingView, LintReport } from '../../session/findings.ts';
import { xml } from './xml.ts';

export function* junitOfLint({ items, counts }: LintReport): Iterable<string> {
  const failures = counts.error + counts.warning;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="firebreak" tests="${Math.max(items.length, 1)}" failures="${failures}">\n`;
  if (items.length === 0) {
    yield '  <testsuite name="lint" tests="1" failures="0">\n';
    yield '    <testcase classname="lint" name="no findings"/>\n  </testsuite>\n';
  }
  for (const file of new Set(items.map(({ at }) => at.file))) {
    yield* suite(
      file,
      items.filter(({ at }) => at.file === file),
    );
  }
  yield '</testsuites>\n';
}

function* suite(file: string, items: readonly FindingView[]): Iterable<string> {
  const failures = items.filter(isFailure).length;
  yield `  <testsuite name="${xml(file)}" tests="${items.length}" failures="${failures}">\n`;
  for (const item of items) yield* testcase(item);
  yield '  </testsuite>\n';
}

function* testcase(item: FindingView): Iterable<string> {
  const { code, severity, at, message, why, mend } = item;
  const name = `${code}: ${message}`;
  yield `    <testcase classname="${xml(at.file)}" name="${xml(name)}" file="${xml(at.file)}" line="${at.line}"`;
  const text = `${why}\n${mend.sentence}`;
  yield isFailure(item)
    ? `>\n      <failure type="${severity}" message="${xml(message)}">${xml(text)}</failure>\n    </testcase>\n`
    : `>\n      <system-out>${xml(text)}</system-out>\n    </testcase>\n`;
}

function isFailure({ severity }: FindingView): boolean {
  return severity !== 'info';
}
