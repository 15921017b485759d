// Every scenario is a golden test: its expectations hold, in the session that the command line and the page ask.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExpectationReport } from '../src/session/expectation-report.ts';
import { isRefusal } from '../src/session/questions.ts';
import { createSession } from '../src/session/session.ts';

const root = 'scenarios';
const scenarios = readdirSync(root).sort();

test('there are twenty scenarios or more', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(20);
});

describe.each(scenarios)('%s', (name) => {
  const folder = join(root, name);
  const expectations = readdirSync(folder).filter((file) => /^expect.*\.yaml$/.test(file));

  test('has a title for the menu and a text', () => {
    const [title = '', , text = ''] = readFileSync(join(folder, 'README.md'), 'utf8').split('\n');
    expect(title).toMatch(/^# .{3,45}$/);
    expect(text.length).toBeGreaterThan(40);
  });

  test.each(expectations)('%s holds', async (file) => {
    const path = join(folder, file);
    const report = await check(path, await inputsOf(path, folder));
    expect(failures(report)).toEqual([]);
    // What lint must find is one item where it is nothing.
    expect(report.items.length).toBeGreaterThan(report.items.some(({ must }) => must === 'find-no-more') ? 0 : 1);
  });
});

describe.each([
  ['online-boutique', '../shared/data/online-boutique'],
  ['kube-prometheus', '../shared/data/kube-prometheus'],
])('the real manifests of %s', (name, folder) => {
  test.skipIf(!existsSync(folder))('answer as its policies say', async () => {
    const report = await check(`test/data/${name}.expect.yaml`, manifests(folder));
    expect(failures(report)).toEqual([]);
  });
});

function manifests(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file));
}

async function check(expectations: string, files: readonly string[]): Promise<ExpectationReport> {
  const ask = createSession();
  const source = (file: string) => ({ file, content: readFileSync(file, 'utf8') });
  await ask('open', { sources: files.map(source), assume: {}, lenient: false });
  const report = await ask('test', { expectations: [source(expectations)], namespace: 'default', baseline: [] });
  if (isRefusal(report)) throw new Error(report.message);
  return report;
}

/** What the expectations name as their input. */
async function inputsOf(expectations: string, folder: string): Promise<readonly string[]> {
  const source = { file: expectations, content: readFileSync(expectations, 'utf8') };
  const named = await createSession()('expectationInputs', { expectations: [source] });
  if (isRefusal(named)) throw new Error(named.message);
  return [...new Set(named.items.flatMap(({ input }) => input))].map((path) => join(folder, path));
}

function failures({ items }: ExpectationReport): readonly string[] {
  return items
    .filter(({ outcome }) => outcome === 'fails')
    .flatMap(({ name, why, failures: list }) => [`${name}: ${why}`, ...list.map((failure) => failure.why)]);
}
