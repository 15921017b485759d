// Bad usage, help and what belongs to later versions: exit code 2 with a sentence, before anything is read.

import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/cli/catalogue.ts';
import { expectGolden } from './golden.ts';
import { run } from './run.ts';

const files = { 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n' };

const refused: readonly (readonly [args: string, says: string])[] = [
  ['', 'Commands:'],
  ['frobnicate', 'unknown command `frobnicate`'],
  ['--frobnicate', "unknown option '--frobnicate'"],
  ['lint -f a.yaml --fail-on never', '--fail-on is one of error, warning, info, not `never`'],
  ['paths a b', 'command `paths` is not in this version'],
  ['flows --frobnicate', "unknown option '--frobnicate'"],
  ['flows a.yaml', 'too many arguments'],
  ['flows -f', 'argument missing'],
  ['flows -f a.yaml --by node', 'unknown level `node`; --by is one of workload, pod, namespace'],
  [
    'flows -f a.yaml -o yaml',
    'unknown output format `yaml`; -o is one of table, json, ndjson, csv, markdown, dot, mermaid',
  ],
  ['flows -f a.yaml -o svg', 'format `svg` is not in this version'],
  ['can-reach a b -f a.yaml -o dot', 'unknown output format `dot`'],
  [
    'flows -f a.yaml --assume pod-security-default=baseline',
    'assumption `pod-security-default` is not in this version',
  ],
  ['flows -f a.yaml --assume colour=red', 'unknown assumption `colour`'],
  ['flows -f a.yaml --assume colour=red', 'ip-block-matches-pods'],
  ['flows -f a.yaml --assume finished-pods=maybe', 'it is one of ignore, count'],
  ['flows -f a.yaml --assume finished-pods', 'is not KEY=VALUE'],
  ['flows -f a.yaml -n nowhere', 'the input has no namespace `nowhere`'],
  ['can-reach node/n1 a -f a.yaml', 'the input has no node `n1`; it has no Node objects'],
  ['can-reach internet a/svc/db -f a.yaml', 'the input has no Service `a/db`'],
  ['can-reach cluster-admin a -f a.yaml', '`cluster-admin` is a target of later versions'],
  ['can-reach a -f a.yaml', "missing required argument 'dst'"],
  ['diff a.yaml', 'diff takes BEFORE and AFTER'],
  ['diff - -', 'only one of BEFORE and AFTER can be stdin'],
  ['diff a.yaml a.yaml -f a.yaml', 'not with -f'],
  ['diff --live a.yaml b.yaml', 'with --live there is only AFTER'],
  ['blast-radius -f a.yaml', 'give a START, or --all'],
  ['blast-radius x --all -f a.yaml', '--all takes every workload'],
  ['blast-radius x --all --reverse -f a.yaml', 'give one'],
  ['blast-radius x --fail-on maybe -f a.yaml', '--fail-on is certain or possible'],
  ['blast-radius x --target y -f a.yaml', '--target needs --fail-on'],
  ['blast-radius x --tenant-label team -f a.yaml', 'tenants are not in this version'],
  ['cost --dataplane antrea -f a.yaml', 'dataplane `antrea` is not in this version'],
  ['cost --dataplane x -f a.yaml', 'unknown dataplane `x`; --dataplane is one of calico-iptables, cilium'],
  ['cost --compare --dataplane cilium -f a.yaml', '--compare takes all dataplanes'],
  ['cost --nodes 0 -f a.yaml', '--nodes takes a whole number from 1'],
  ['cost --nodes many -f a.yaml', '--nodes takes a whole number from 1'],
  ['cost -f a.yaml --for a', '--for takes two words'],
  ['cost -f a.yaml --compare --for a b', 'one dataplane at a time'],
  ['cost -f a.yaml --traffic t.json', 'measured traffic'],
  ['test', "missing required argument 'expectations'"],
  ['serve --port 70000', '--port takes a number from 0 to 65535'],
];

test.each(refused)('`firebreak %s` is bad usage: %s', async (args, says) => {
  const { code, stdout, stderr } = await run(args === '' ? [] : args.split(' '), { files });
  expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('a later version is told of without the list of formats of another command', async () => {
  const { stderr } = await run(['test', 'x.yaml', '-o', 'svg'], { files });
  expect(stderr).toBe(
    'firebreak: format `svg` is not in this version; -o is one of table, json, ndjson, csv, markdown, junit, tap, sarif\n',
  );
});

describe('help', () => {
  test.each(['', ...catalogue.map(({ name }) => name)])('firebreak %s --help is as reviewed', async (name) => {
    const { code, stdout, stderr } = await run(name === '' ? ['--help'] : [name, '--help'], { files: {} });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden(`help${name === '' ? '' : `-${name}`}.txt`, stdout);
  });

  test.each(catalogue.map(({ name }) => name))('help of %s has an example and its exit codes', async (name) => {
    const { stdout } = await run(['help', name], { files: {} });
    expect(stdout).toContain(`firebreak ${name}`);
    expect(stdout).toMatch(/Examples?:/);
    expect(stdout).toContain('Exit codes:');
  });
});

test.each([['--version'], ['-V']])('%s prints the version alone', async (flag) => {
  const { code, stdout, stderr } = await run([flag]);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
