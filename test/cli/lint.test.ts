// `firebreak lint` and the findings of expectations: formats as reviewed, exit codes, and what is told of where.

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectGolden } from './golden.ts';
import { run } from './run.ts';
import { violations } from './schemas.ts';

const shop = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: quiet }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: nobody } } }]
    - from: [{ podSelector: { matchLabels: { app: web } } }]
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
`;

const tie = ['accept', 'deny']
  .map(
    (name) => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec:
  tier: Admin
  priority: 1
  subject: { namespaces: {} }
  ingress: [{ action: ${name === 'deny' ? 'Deny' : 'Accept'}, from: [{ namespaces: {} }] }]
`,
  )
  .join('---\n');

const expecting = (findings: string) => `apiVersion: firebreak/v1
kind: Expectations
input: [shop.yaml]
findings: ${findings}
`;

const files = {
  'shop.yaml': shop,
  'tie.yaml': `${tie}---\n${shop}`,
  'closed.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: empty }\n',
  'right.yaml': expecting(
    `[{ code: rule-selects-nothing, at: 'shop.yaml:16' }, { code: unisolated-ingress }, { code: unisolated-egress }]`,
  ),
  'wrong.yaml': expecting(`[{ code: rule-selects-nothing, at: 'shop.yaml:9' }, { code: ambiguous-tie }]`),
  'odd.yaml': expecting(`[{ code: rule-selects-nothing, line: 9 }]`),
  'place.yaml': expecting(`[{ code: rule-selects-nothing, at: here }]`),
  'null.yaml': expecting(''),
};

const goldens: readonly (readonly [golden: string, args: string, code: number])[] = [
  ['lint.txt', 'lint -f shop.yaml', 1],
  ['lint.md', 'lint -f shop.yaml -o markdown', 1],
  ['lint.csv', 'lint -f shop.yaml -o csv', 1],
  ['lint.sarif', 'lint -f shop.yaml -o sarif', 1],
  ['lint-junit.xml', 'lint -f shop.yaml -o junit', 1],
  ['lint-none.txt', 'lint -f closed.yaml', 0],
  ['lint-none-junit.xml', 'lint -f closed.yaml -o junit', 0],
  ['test-findings.txt', 'test wrong.yaml', 1],
  ['test.tap', 'test wrong.yaml -o tap', 1],
  ['test.sarif', 'test wrong.yaml -o sarif', 1],
];

test.each(goldens)('%s is what `firebreak %s` prints, with exit code %i', async (golden, args, code) => {
  const outcome = await run(args.split(' '), { files });
  expect(outcome.code, outcome.stderr).toBe(code);
  expectGolden(
    golden,
    outcome.stdout.replaceAll(/"version": "\d+\.\d+\.\d+",\n {10}"rules"/g, '"version": "…",\n          "rules"'),
  );
});

const codes: readonly (readonly [args: string, code: number])[] = [
  ['-f shop.yaml', 1],
  ['-f shop.yaml --fail-on error', 0],
  ['-f shop.yaml --fail-on info', 1],
  ['-f shop.yaml -n quiet --fail-on info', 0],
  ['-f shop.yaml -n quiet -n shop', 1],
  ['-f shop.yaml -n nowhere', 2],
  ['-f tie.yaml --fail-on error', 1],
  ['-f tie.yaml -n quiet --fail-on error', 1], // what is of the whole cluster is about every namespace
  ['-f tie.yaml --fail-on error --assume equal-priority=by-name', 0],
  ['-f missing.yaml', 3],
];

test.each(codes)('lint %s exits with %i', async (args, code) => {
  const outcome = await run(['lint', ...args.split(' ')], { files });
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(code);
});

describe.each(readdirSync('scenarios').sort())('scenario %s', (name) => {
  test('gives a LintReport as its schema says, counted right', async () => {
    const { stdout } = await run(['lint', '-f', `scenarios/${name}/cluster.yaml`, '-o', 'json']);
    const report = JSON.parse(stdout);
    expect(violations('LintReport', report)).toBe('');
    const { error, warning, info } = report.counts;
    expect(error + warning + info).toBe(report.items.length);
  });
});

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly { readonly physicalLocation: { readonly region: { readonly startLine: number } } }[];
    }[];
  }[];
}

test('each SARIF result names its rule, by index too, its level and its line', async () => {
  const { stdout } = await run(['lint', '-f', 'tie.yaml', '-o', 'sarif'], { files });
  const log: Sarif = JSON.parse(stdout);
  expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
  const [{ tool, results } = { tool: undefined, results: [] }] = log.runs;
  expect(results.length).toBeGreaterThan(2);
  for (const { ruleId, ruleIndex, level, locations } of results) {
    expect(tool?.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(['error', 'warning', 'note']).toContain(level);
    expect(locations[0]?.physicalLocation.region.startLine).toBeGreaterThan(0);
  }
});

test('ndjson is one finding a line', async () => {
  const { stdout } = await run(['lint', '-f', 'shop.yaml', '-o', 'ndjson'], { files });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).code)).toEqual([
    'rule-selects-nothing',
    'unisolated-egress',
    'unisolated-ingress',
  ]);
});

test('findings that are expected, all of them, hold', async () => {
  const { code, stdout } = await run(['test', 'right.yaml'], { files });
  expect([code, stdout]).toEqual([0, expect.stringContaining('4 passed, 0 failed')]);
});

test.each([
  ['odd.yaml', '`line` is no field of a finding, which has `code` and `at`'],
  ['place.yaml', '`at` should be FILE:LINE, not `here`'],
  ['null.yaml', 'write `findings: []` where there should be none'],
])('expectations as in %s are refused: %s', async (file, says) => {
  const { code, stderr } = await run(['test', file], { files });
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});
