// Files that are read while they are used: what is said of them, what a terminal shows meanwhile, and how Ctrl-C ends it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { disk } from '../../src/cli/disk.ts';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

const pods = Array.from({ length: 20_000 }, (_, i) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `pod-${i}`, namespace: 'shop', labels: { app: i % 2 === 0 ? 'web' : 'db' } },
  spec: { containers: [{ name: 'c', image: 'registry.example/shop/web:1.2.3' }] },
  status: { phase: 'Running', podIP: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` },
}));
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'db', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
    policyTypes: ['Ingress'],
  },
};
const wrong = { ...policy, metadata: { name: 'wrong', namespace: 'shop' }, spec: { podSelector: 7 } };
const text = JSON.stringify({ apiVersion: 'v1', items: [...pods, policy, wrong], kind: 'List' }, undefined, 1);
const lines = text.split('\n');

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(path: string, more: Partial<Io> = {}): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(['can-reach', 'pod-0', 'pod-1', '-n', 'shop', '-f', path], {
    stdin: (async function* () {})(),
    stdout: { write: (words) => out.push(words) },
    stderr: { write: (words) => err.push(words), isTTY: more.interrupted !== undefined },
    files: disk,
    env: {},
    ...more,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

const folder = mkdtempSync(join(tmpdir(), 'firebreak-'));
const plain = join(folder, 'cluster.json');
const zipped = join(folder, 'cluster.json.gz');
writeFileSync(plain, text);
writeFileSync(zipped, gzipSync(text));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a large file', () => {
  test.each([plain, zipped])('is read bit by bit, and places in it are those of its text', async (path) => {
    const { code, stdout, stderr } = await run(path);
    expect(code).toBe(0);
    const rule = lines.findIndex((line, i) => line.includes('"ingress"') && lines[i + 1]?.includes('{')) + 2;
    expect(stdout).toContain(`${path}:${rule}:`);
    const fault = lines.findIndex((line) => line.includes('"podSelector": 7')) + 1;
    expect(stderr).toContain(`${path}:${fault}:`);
    expect(stderr).not.toContain('\r');
  });

  test('shows at a terminal how far it is, on one line that goes', async () => {
    const { code, stderr } = await run(plain, { interrupted: () => new AbortController().signal });
    expect(code).toBe(0);
    expect(stderr).toMatch(/\rreading \d+\.\d MB of \d+\.\d MB, [\d,]+ objects/);
    const [last = ''] = stderr.split('\r').slice(-1);
    expect(last).not.toContain('reading');
  });

  test('ends at Ctrl-C with a word and the code that shells know; later Ctrl-C is the process’s own', async () => {
    const controller = new AbortController();
    let given = 0;
    const { code, stdout, stderr } = await run(plain, {
      interrupted: () => {
        controller.abort();
        return controller.signal;
      },
      interruptible: () => given++,
    });
    expect([code, stdout, given]).toEqual([130, '', 1]);
    expect(stderr).toContain('cancelled while reading');
  });

  test('that cannot be read to its end is told by name', async () => {
    const failing = async function* (): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode(text.slice(0, 100));
      throw new Error('the disk is gone');
    };
    const { code, stderr } = await run(plain, { files: { ...disk, stream: failing } });
    expect(code).toBe(3);
    expect(stderr).toContain(`cannot read \`${plain}\`: the disk is gone`);
  });

  test('may come on stdin', async () => {
    const { code, stderr } = await run('-', { stdin: disk.stream?.(zipped) ?? (async function* () {})() });
    expect(code).toBe(0);
    expect(stderr).toContain('<stdin>:');
  });
});
