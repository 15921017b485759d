// Every JSON answer against its published schema, on every scenario and on real manifests; the same bytes each time.

import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectations } from './cluster.ts';
import { run } from './run.ts';
import { schema, schemaNames, violations } from './schemas.ts';

const scenarios = readdirSync('scenarios').sort();
const real = ['online-boutique', 'kube-prometheus']
  .map((name) => `../shared/data/${name}`)
  .filter((path) => existsSync(path));

async function answer(args: readonly string[]): Promise<{ readonly kind: string; readonly items: readonly unknown[] }> {
  const { code, stdout, stderr } = await run([...args, '-o', 'json']);
  expect([0, 1, 4, 5], `${args.join(' ')}\n${stderr}`).toContain(code);
  const parsed = JSON.parse(stdout);
  expect(violations(parsed.kind, parsed), args.join(' ')).toBe('');
  return parsed;
}

describe.each(scenarios)('%s', (name) => {
  const input = ['-f', `scenarios/${name}/cluster.yaml`];
  const expectationFiles = readdirSync(`scenarios/${name}`).filter((file) => file.startsWith('expect'));

  test.each(['workload', 'pod', 'namespace'])('flows by %s', async (by) => {
    expect((await answer(['flows', '--by', by, ...input])).kind).toBe('FlowList');
  });
  test('cost, and the blast radius of all', async () => {
    expect((await answer(['cost', '--compare', ...input])).kind).toBe('PolicyCostList');
    expect((await answer(['blast-radius', '--all', ...input])).kind).toBe('BlastRadiusList');
  });
  test.each(expectationFiles)('%s holds', async (file) => {
    const path = `scenarios/${name}/${file}`;
    const { code, stdout, stderr } = await run(['test', path, '-o', 'json']);
    expect({ code, stderr: code === 0 ? '' : stderr, why: code === 0 ? '' : stdout }).toEqual({
      code: 0,
      stderr: '',
      why: '',
    });
    expect(violations('ExpectationReport', JSON.parse(stdout))).toBe('');
  });
});

test('what is asked of one pair, and of two inputs', async () => {
  const input = ['-f', 'scenarios/shop'];
  expect((await answer(['can-reach', 'shop/storefront', 'shop/cart', ...input])).kind).toBe('ReachAnswer');
  expect((await answer(['can-reach', 'internet', 'shop/cart:8080', ...input])).kind).toBe('ReachAnswer');
  expect((await answer(['blast-radius', 'shop/storefront', ...input])).kind).toBe('BlastRadius');
  expect((await answer(['blast-radius', 'shop/cart', '--reverse', ...input])).kind).toBe('BlastRadiusList');
  expect((await answer(['diff', 'scenarios/shop', 'scenarios/one-port-of-one-pod'])).kind).toBe('FlowDiff');
  for (const dataplane of ['calico-iptables', 'cilium']) {
    const walk = ['cost', '--dataplane', dataplane, '--for', 'shop/storefront', 'shop/cart:8080', ...input];
    expect((await answer(walk)).kind).toBe('PacketWalk');
  }
});

test.each(real)('%s', async (path) => {
  for (const command of ['flows', 'cost']) await answer([command, '-f', path]);
});

test('the same input gives the same bytes', async () => {
  const ask = () => run(['flows', '-f', 'scenarios/shop', '-o', 'json', '--by', 'pod']);
  expect((await ask()).stdout).toBe((await ask()).stdout);
});

test.each(schemaNames)('%s says which draft it is of, and what it is', (name) => {
  expect(schema(name)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name.replace('.json', ''),
  });
});

test('the schema of Expectations takes what the command takes, and not a misspelt field', () => {
  const document = {
    apiVersion: 'firebreak/v1',
    kind: 'Expectations',
    input: ['cluster.yaml'],
    assume: { 'finished-pods': 'count' },
    expect: [
      { name: 'a', from: 'internet', to: { pods: { matchLabels: { app: 'x' } } }, ports: ['80/TCP', 81], must: 'deny' },
    ],
  };
  expect(expectations).toContain(document.apiVersion);
  expect(violations('Expectations', document)).toBe('');
  expect(violations('Expectations', { ...document, exepct: [] })).not.toBe('');
});
