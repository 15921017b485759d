// Every code has a scenario that raises it, one that does not, a page in the manual, and edits that mend it.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeText, type LintCode, lintCodes } from '../../../src/engine/lint/codes.ts';
import type { LintReport } from '../../../src/session/findings.ts';
import { isRefusal } from '../../../src/session/questions.ts';
import { createSession } from '../../../src/session/session.ts';
import { applied } from './apply-edits.ts';

async function lintOf(content: string): Promise<LintReport> {
  const ask = createSession();
  await ask('open', { sources: [{ file: 'cluster.yaml', content }], assume: {}, lenient: false });
  const report = await ask('lint', { namespaces: [] });
  if (isRefusal(report)) throw new Error(report.message);
  return report;
}

function scenario(code: LintCode, file: string): string {
  return readFileSync(`scenarios/lint-${code}/${file}.yaml`, 'utf8');
}

/** What only a person can mend. */
const byPerson: readonly LintCode[] = [
  'host-network-surprise',
  'named-port-on-some',
  'except-given-back',
  'outside-stays-open',
  'api-limit',
];

describe.each(lintCodes)('%s', (code) => {
  test('is raised by its scenario, and not once that is mended', async () => {
    const [raised, mended] = [await lintOf(scenario(code, 'cluster')), await lintOf(scenario(code, 'mended'))];
    expect(raised.items.map((item) => item.code)).toContain(code);
    expect(mended.items.map((item) => item.code)).not.toContain(code);
  });

  test('names the change that mends it', async () => {
    const text = scenario(code, 'cluster');
    const before = (await lintOf(text)).items.filter((item) => item.code === code);
    for (const finding of before) {
      expect(finding.mend.edits.length > 0, finding.message).toBe(!byPerson.includes(code));
      if (finding.mend.edits.length === 0) continue;
      const after = (await lintOf(applied(text, finding))).items;
      expect(after.filter((item) => item.code === code && item.message === finding.message)).toEqual([]);
    }
  });

  test('stands in the manual with its title, its severity and its scenario', () => {
    const { title, severity } = codeText(code);
    const manual = readFileSync('docs/lint.md', 'utf8');
    const [, section = ''] = manual.split(`### ${code}\n`);
    expect(section.split('\n### ')[0]).toContain(title);
    expect(section.split('\n### ')[0]).toContain(severity);
    expect(section.split('\n### ')[0]).toContain(`../scenarios/lint-${code}/`);
    expect(existsSync(`scenarios/lint-${code}/expect.yaml`)).toBe(true);
    expect(existsSync(`scenarios/lint-${code}/expect-mended.yaml`)).toBe(true);
  });
});

test('the manual tells of no code that does not exist', () => {
  const told = [...readFileSync('docs/lint.md', 'utf8').matchAll(/^### (\S+)$/gm)].map(([, code]) => code);
  expect(told).toEqual(lintCodes);
});
