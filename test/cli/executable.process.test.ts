// The built executable as a process: what main cannot show, since it never touches the process.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cluster } from './cluster.ts';

const executable = 'dist/cli/cli.js';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], stdin = '') {
  const child = spawn(process.execPath, [executable, ...args], { env: { PATH: process.env.PATH } });
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (heard.stdout += chunk));
  child.stderr.on('data', (chunk) => (heard.stderr += chunk));
  child.stdin.end(stdin);
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...heard })));
  return { child, ended };
}

test('it can be started by its name', () => {
  expect(readFileSync(executable, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
});

test.each([
  [['can-reach', 'shop/web', 'shop/db:sql', '-f', '-'], 0],
  [['can-reach', 'shop/batch', 'shop/db:sql', '-f', '-'], 1],
  [['can-reach', 'shop/nobody', 'shop/db:sql', '-f', '-'], 2],
  [['can-reach', 'shop/web', 'shop/db:sql', '-f', 'nowhere.yaml'], 3],
  [['can-reach', 'shop/batch', 'shop/db:9000', '-f', '-'], 4],
  [['can-reach', 'shop/web', 'shop/db', '-f', '-'], 5],
])('%j exits with %i', async (args, code) => {
  const { stdout, ...ended } = await start(args, cluster).ended;
  expect(ended.code, ended.stderr).toBe(code);
  expect(stdout === '').toBe(code === 2 || code === 3);
});

test('a directory of the disk is read', async () => {
  const { code, stdout } = await start(['can-reach', 'shop/storefront', 'shop/cart:8080', '-f', 'scenarios/shop'])
    .ended;
  expect({ code, says: stdout.split(':')[0] }).toEqual({ code: 0, says: 'yes' });
});

test('a reader that stops early is no error', async () => {
  const { child, ended } = start(['flows', '-f', 'scenarios/shop', '--by', 'pod', '-o', 'json']);
  child.stdout.destroy();
  const { stderr } = await ended;
  expect(stderr).not.toMatch(/EPIPE|Error/);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends serve cleanly', async (signal) => {
  const { child, ended } = start(['serve', '--port', '0']);
  await new Promise<void>((heard) => child.stdout.once('data', () => heard()));
  child.kill(signal);
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
});
