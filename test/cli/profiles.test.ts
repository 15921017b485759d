// --profile and compare-profiles on the command line.

import { describe, expect, test } from 'vitest';
import { expectGolden } from './golden.ts';
import { run } from './run.ts';
import { violations } from './schemas.ts';

const cluster = `apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
status: { podIP: 10.0.0.2 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }], ports: [{ port: 5432 }] }]
`;
const files = { 'cluster.yaml': cluster };
const input = ['-f', 'cluster.yaml'];

test.each([
  ['table', 'txt'],
  ['csv', 'csv'],
  ['markdown', 'md'],
  ['ndjson', 'ndjson'],
  ['json', 'json'],
])('compare-profiles as %s', async (format, ending) => {
  const told = await run(['compare-profiles', 'calico', 'cilium', ...input, '-o', format], { files });
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expectGolden(`compare-profiles.${ending}`, told.stdout);
  if (format === 'json') expect(violations('ProfileComparison', JSON.parse(told.stdout))).toBe('');
});

test('two profiles that agree here say so', async () => {
  const { stdout } = await run(['compare-profiles', 'calico', 'antrea', ...input], { files });
  expect(stdout).toBe('no flow differs between calico and antrea\n');
});

test('the help names the profiles', async () => {
  expectGolden('help-compare-profiles.txt', (await run(['compare-profiles', '--help'])).stdout);
});

test('an answer under a profile says whose word it is', async () => {
  const { code, stdout } = await run(['can-reach', 'shop/web', 'shop/db:5432', '--profile', 'cilium', ...input], {
    files,
  });
  expect(code).toBe(1);
  expectGolden('can-reach-profile.txt', stdout);
});

test('--assume beats --profile', async () => {
  const flags = ['--profile', 'cilium', '--assume', 'ip-block-matches-pods=yes'];
  expect((await run(['can-reach', 'shop/web', 'shop/db:5432', ...flags, ...input], { files })).code).toBe(0);
});

describe('is refused', () => {
  test.each([
    [['flows', '--profile', 'weave'], 'unknown profile `weave`'],
    [['compare-profiles', 'calico', 'weave'], '`weave` is no profile'],
    [['compare-profiles', 'calico', 'cilium', '--profile', 'antrea'], 'not with --profile'],
    [['compare-profiles', 'calico'], "missing required argument 'b'"],
  ])('%j', async (args, words) => {
    const { code, stderr } = await run([...args, ...input], { files });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

test.each([
  ['shop/db', 'shop/web:0/ICMP', 0, 'yes: shop/pod/db can reach shop/pod/web over ICMP'],
  ['shop/web', 'shop/db:0/ICMP', 4, 'unknown: whether shop/pod/web can reach shop/pod/db over ICMP is open'],
])('%s to %s', async (from, to, code, first) => {
  const told = await run(['can-reach', from, to, ...input], { files });
  expect(told.code).toBe(code);
  expect(told.stdout.split('\n')[0]).toBe(first);
  const json = await run(['can-reach', from, to, ...input, '-o', 'json'], { files });
  expect(violations('ReachAnswer', JSON.parse(json.stdout))).toBe('');
});

test('a note about the input names its open point', async () => {
  const node = 'apiVersion: v1\nkind: Node\nmetadata: { name: node-1 }\n';
  const { stderr } = await run(['can-reach', 'shop/db', 'shop/web', '-f', 'a.yaml'], {
    files: { 'a.yaml': `${cluster}---\n${node}` },
  });
  expect(stderr).toMatch(/^warning: nothing in the input enforces network policies: .*\(nothing-enforces, F24\)\n$/);
});
