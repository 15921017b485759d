// Where input comes from: files, directories, gzip, stdin; and what happens where there is none.

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cluster, expectations } from './cluster.ts';
import { type Around, run } from './run.ts';

const [namespace = '', web = '', db = '', batch = '', policy = ''] = cluster.split('---\n');
const ask = ['can-reach', 'shop/web', 'shop/db:sql'];

const readable: readonly (readonly [how: string, paths: readonly string[], around: Around])[] = [
  ['a file', ['cluster.yaml'], { files: { 'cluster.yaml': cluster } }],
  ['a file whatever its name, where it is named', ['cluster.txt'], { files: { 'cluster.txt': cluster } }],
  ['gzip', ['cluster.yaml.gz'], { files: { 'cluster.yaml.gz': gzipSync(cluster) } }],
  ['gzip without its name', ['dump'], { files: { dump: gzipSync(cluster) } }],
  ['stdin', ['-'], { files: {}, stdin: cluster }],
  ['gzip on stdin', ['-'], { files: {}, stdin: gzipSync(cluster) }],
  [
    'several files',
    ['a.yml', 'b.yaml'],
    { files: { 'a.yml': `${namespace}---\n${web}---\n${db}`, 'b.yaml': `${batch}---\n${policy}` } },
  ],
  ['a file that is named twice', ['cluster.yaml', 'cluster.yaml'], { files: { 'cluster.yaml': cluster } }],
  [
    'stdin and a file',
    ['-', 'policy.yaml'],
    { stdin: `${namespace}---\n${web}---\n${db}---\n${batch}`, files: { 'policy.yaml': policy } },
  ],
  [
    'a directory, recursively, manifests only',
    ['dir'],
    {
      files: {
        'dir/ns.yaml': namespace,
        'dir/pods/web.yml': web,
        'dir/pods/more/db.yaml.gz': gzipSync(db),
        'dir/policies/db.yaml': policy,
        'dir/README.md': '# { not yaml',
        'dir/script.sh': 'exit 1',
      },
    },
  ],
];

test.each(readable)('%s is read', async (_, paths, around) => {
  const { code, stderr } = await run([...ask, ...paths.flatMap((path) => ['-f', path])], around);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

const unreadable: readonly (readonly [what: string, args: readonly string[], files: Around['files'], says: string])[] =
  [
    ['a missing path', ['-f', 'a.yaml'], {}, 'firebreak: cannot read `a.yaml`: no such file or directory'],
    ['one missing path of two', ['-f', 'b.yaml', '-f', 'a.yaml'], { 'b.yaml': cluster }, 'cannot read `a.yaml`'],
    ['an empty file', ['-f', 'a.yaml'], { 'a.yaml': '' }, 'no manifest in `a.yaml`'],
    ['empty stdin', ['-f', '-'], {}, 'no manifest in `<stdin>`'],
    ['a directory without manifests', ['-f', 'd'], { 'd/a.md': '' }, 'no .yaml, .yml or .json file in `d`'],
    ['no manifest', ['-f', 'a.yaml'], { 'a.yaml': 'hello: world\n' }, 'no manifest'],
    ['bad YAML alone', ['-f', 'a.yaml'], { 'a.yaml': 'a: [b\n' }, 'error:'],
    ['no kubeconfig', [], {}, 'no input: give -f PATH, or a kubeconfig for the live cluster'],
    ['a kubeconfig that is missing', ['--kubeconfig', 'k'], {}, 'looked for `k`'],
  ];

test.each(unreadable)('%s exits with 3', async (_, args, files = {}, says) => {
  const { code, stdout, stderr } = await run([...ask, ...args], { files });
  expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});

test.each([
  ['AFTER', ['diff', 'cluster.yaml', 'empty.yaml']],
  ['BEFORE', ['diff', 'empty.yaml', 'cluster.yaml']],
  ['the baseline', ['test', 'expect.yaml', '--baseline', 'empty.yaml']],
  ['the expectations', ['test', 'empty.yaml', '-f', 'cluster.yaml']],
  ['the input of the expectations', ['test', 'lost/expect.yaml']],
])('%s with nothing to read in it exits with 3', async (_, args) => {
  const files = {
    'cluster.yaml': cluster,
    'empty.yaml': '',
    'expect.yaml': expectations,
    'lost/expect.yaml': expectations,
  };
  const { code, stdout } = await run(args, { files });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});

test('a directory with links back to itself is read once', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'firebreak-links-'));
  try {
    writeFileSync(join(directory, 'cluster.yaml'), cluster);
    for (const link of ['x', 'y']) symlinkSync('.', join(directory, link));
    const { code, stderr } = await run([...ask, '-f', directory]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.each([
  ['policy.yaml', 3],
  ['.#cluster.yaml', 0],
  ['notes.txt', 0],
])('a link to nowhere named %s in a directory exits with %i', async (name, code) => {
  const directory = mkdtempSync(join(tmpdir(), 'firebreak-links-'));
  try {
    writeFileSync(join(directory, 'cluster.yaml'), cluster);
    symlinkSync('nowhere', join(directory, name));
    const outcome = await run([...ask, '-f', directory]);
    expect(outcome.code, outcome.stderr).toBe(code);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the input of expectations is relative to their file, and -f replaces it', async () => {
  const files = {
    'a/b/expect.yaml': expectations.replace('cluster.yaml', '../cluster.yaml'),
    'a/b/../cluster.yaml': cluster,
  };
  expect((await run(['test', 'a/b/expect.yaml'], { files })).code).toBe(0);
  const replaced = { 'expect.yaml': expectations, 'other.yaml': cluster };
  expect((await run(['test', 'expect.yaml', '-f', 'other.yaml'], { files: replaced })).code).toBe(0);
});

test('a file that is named as expectations must hold some', async () => {
  const { code, stderr } = await run(['test', 'cluster.yaml'], { files: { 'cluster.yaml': cluster } });
  expect(code).toBe(2);
  expect(stderr).toContain('not a document of expectations');
});

test('a directory of expectations may hold their input too', async () => {
  const files = { 'd/expect.yaml': expectations, 'd/cluster.yaml': cluster };
  const { code, stdout } = await run(['test', 'd'], { files });
  expect(code).toBe(0);
  expect(stdout).toContain('2 passed, 0 failed');
});

const faulty = `${cluster}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: bad, namespace: shop }
spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 70 }] }] }
`;

test.each([
  ['yes', ['can-reach', 'shop/web', 'shop/db:sql'], 0],
  ['no', ['can-reach', 'shop/batch', 'shop/db:sql'], 1],
  ['unknown', ['can-reach', 'shop/batch', 'shop/db:9000'], 4],
  ['partly', ['can-reach', 'shop/web', 'shop/db'], 5],
])('--strict makes %s exit with 3 where an object was left out', async (_, args, code) => {
  const files = { 'faulty.yaml': faulty };
  const lax = await run([...args, '-f', 'faulty.yaml'], { files });
  const strict = await run([...args, '-f', 'faulty.yaml', '--strict'], { files });
  expect([lax.code, strict.code]).toEqual([code, 3]);
  expect(strict.stdout).toBe(lax.stdout);
  expect(lax.stderr).toMatch(/^faulty\.yaml:\d+:\d+: error: .* \(end-port-below-port\)\n$/);
});

test('--lenient evaluates what the API server would refuse', async () => {
  const args = [...ask, '-f', 'faulty.yaml', '--lenient', '--strict'];
  const { stderr } = await run(args, { files: { 'faulty.yaml': faulty } });
  expect(stderr).toMatch(/: warning: .* \(end-port-below-port\)\n$/);
});
