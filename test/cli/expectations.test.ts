// What questions and expectations make of two address families, and of ends that are written wrong.

import { expect, test } from 'vitest';
import { run } from './run.ts';

const pod = (name: string, number: number) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: s, labels: { app: ${name} } }
status: { podIP: 10.0.0.${number}, podIPs: [{ ip: 10.0.0.${number} }, { ip: 'fd00::${number}' }] }
---
`;

/** The database admits one block: that of the web pod's IPv4 address, or that of its IPv6 address. */
const admits = (cidr: string) => `apiVersion: v1
kind: Namespace
metadata: { name: s }
---
${pod('web', 1)}${pod('db', 2)}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: s }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ ipBlock: { cidr: '${cidr}' } }] }]
`;

const expecting = (expectation: string) => `apiVersion: firebreak/v1
kind: Expectations
expect:
  - ${expectation}
`;

const files = {
  'v4.yaml': admits('10.0.0.0/24'),
  'v6.yaml': admits('fd00::/64'),
  'unchanged.yaml': expecting('{ from: s/web, to: s/db, must: unchanged }'),
  'deny.yaml': expecting('{ from: s/web, to: s/db, must: deny }'),
  'unknown.yaml': expecting('{ from: s/web, to: s/db, must: unknown }'),
};

test('one family opened and the other closed is not unchanged', async () => {
  const same = await run(['test', 'unchanged.yaml', '-f', 'v4.yaml', '--baseline', 'v4.yaml'], { files });
  const swapped = await run(['test', 'unchanged.yaml', '-f', 'v6.yaml', '--baseline', 'v4.yaml'], { files });
  expect([same.code, swapped.code]).toEqual([0, 1]);
});

test('a pair that fails on one family, or on both, is one pair', async () => {
  const one = await run(['test', 'deny.yaml', '-f', 'v4.yaml'], { files });
  const both = await run(['test', 'unknown.yaml', '-f', 'v4.yaml'], { files });
  expect([one.stdout, both.stdout]).toEqual(Array(2).fill(expect.stringContaining('1 of 1 pairs do not hold')));
});

test('an answer that depends on the address family says so', async () => {
  const { code, stdout } = await run(['can-reach', 's/web', 's/db:80', '-f', 'v4.yaml'], { files });
  expect(code).toBe(5);
  expect(stdout).toContain('partly: s/pod/web can reach s/pod/db on 80/TCP, but not over both address families');
  expect(stdout).toContain('what s/web reaches of s/db depends on the IP family (F13)');
  const none = await run(['can-reach', 's/db', 's/web:80', '-f', 'v4.yaml'], { files });
  expect([none.code, none.stdout.includes('F13')]).toEqual([0, false]);
});

const wrongEnds: readonly (readonly [from: string, says: string])[] = [
  ['{ podSelector: { matchLabels: { app: web } } }', '4:15: `podSelector` is no part of an end'],
  ['5', '4:7: `from` should be a mapping, not `5`'],
  ['[s/web]', '4:7: `from` should be a mapping, not a list'],
];

test.each(wrongEnds)('an end written as %s is refused, instead of meaning every pod', async (from, says) => {
  const all = { ...files, 'wrong.yaml': expecting(`{ from: ${from}, to: s/db, must: allow }`) };
  const { code, stderr } = await run(['test', 'wrong.yaml', '-f', 'v4.yaml'], { files: all });
  expect(stderr).toContain(says);
  expect(code).toBe(2);
});

const illegible: readonly (readonly [what: string, content: string | Uint8Array])[] = [
  ['broken YAML', 'apiVersion: [firebreak/v1\n'],
  ['a binary file', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0x80, 0x00])],
  ['a cut gzip', new Uint8Array([0x1f, 0x8b, 0x08])],
  ['an empty file', ''],
];

test.each(illegible)('expectations of which nothing can be read exit with 3: %s', async (_, content) => {
  const outcome = await run(['test', 'bad.yaml', '-f', 'v4.yaml'], { files: { ...files, 'bad.yaml': content } });
  expect(outcome.code, outcome.stderr).toBe(3);
});

test.each(['expect: []', 'expect:', ''])(
  'a file that expects nothing (%j) is refused, since it would always hold',
  async (rest) => {
    const files = {
      'expect.yaml': `apiVersion: firebreak/v1\nkind: Expectations\n${rest}\n`,
      'a.yaml': 'kind: Namespace\napiVersion: v1\nmetadata: { name: a }\n',
    };
    const { code, stderr } = await run(['test', 'expect.yaml', '-f', 'a.yaml'], { files });
    expect(code).toBe(2);
    expect(stderr).toContain('it expects nothing');
  },
);
