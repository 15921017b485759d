// SARIF 2.1.0, which code scanning of forges shows beside the lines: findings of lint, and expectations that fail. The
// change that mends is told in words: it is made to an object, and may be several edits.

import { version } from '../../../package.json' with { type: 'json' };
import type { Place } from '../../session/answers.ts';
import type { ExpectationReport, ExpectationView } from '../../session/expectation-report.ts';
import type { FindingView, LintReport, LintRule } from '../../session/findings.ts';
import { whys } from '../present/expectation-report.ts';
import { json } from './json.ts';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

export function sarifOfLint(report: LintReport): Iterable<string> {
  const ids = report.rules.map(({ code }) => code);
  return log(
    report.rules.map(ruleOf),
    report.items.map((item) => resultOf(item, ids.indexOf(item.code))),
  );
}

/** Only what fails: a result in SARIF is a problem, unless it says otherwise. */
export function sarifOfExpectations(report: ExpectationReport): Iterable<string> {
  const rule = {
    id: 'expectation-fails',
    shortDescription: { text: 'An expectation does not hold' },
    fullDescription: { text: 'A flow is not as a file of expectations says that it must be.' },
    defaultConfiguration: { level: 'error' },
  };
  return log([rule], report.items.filter(({ outcome }) => outcome === 'fails').map(failureOf));
}

function* log(rules: readonly object[], results: readonly object[]): Iterable<string> {
  const driver = { name: 'firebreak', version, rules };
  yield* json({
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  });
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

function ruleOf({ code, severity, title, help }: LintRule): object {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf({ code, severity, message, at, object, mend }: FindingView, ruleIndex: number): object {
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: `${message}. To mend it: ${mend.sentence}.` },
    locations: [location(at, `${object.kind} ${name}`)],
    partialFingerprints: { 'firebreak/v1': `${code} ${object.kind} ${name} ${message}` },
    properties: { mend },
  };
}

function failureOf(item: ExpectationView): object {
  const text = [item.name, ...whys(item)].join('; ');
  return {
    ruleId: 'expectation-fails',
    ruleIndex: 0,
    level: 'error',
    message: { text },
    locations: [location(item.at, item.name)],
  };
}

function location({ file, line, column }: Place, name: string): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
    logicalLocations: [{ fullyQualifiedName: name }],
  };
}

/** Relative to where the command ran, as forges want it; a path from the root is a URI of its own. */
function uriOf(file: string): string {
  const path = file.split('/').map(encodeURIComponent).join('/').replace(/^\.\//, '');
  return path.startsWith('/') ? `file://${path}` : path;
}
