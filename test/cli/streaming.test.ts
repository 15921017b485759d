// `flows -o ndjson` writes each flow once it is worked out: the same items as JSON, and never faster than they are read.

import { expect, test } from 'vitest';
import { disk } from '../../src/cli/disk.ts';
import { main } from '../../src/cli/main.ts';
import { run } from './run.ts';

const shop = ['-f', 'scenarios/shop/cluster.yaml'];

for (const asked of [[], ['--by', 'pod'], ['-n', 'shop'], ['--from', 'shop/cart', '--nodes', '--services']]) {
  test(`flows ${asked.join(' ')}: the lines are the items of the JSON answer, in order`, async () => {
    const [lines, whole] = await Promise.all(
      ['ndjson', 'json'].map((format) => run(['flows', ...shop, ...asked, '-o', format])),
    );
    expect(lines?.code).toBe(whole?.code);
    expect(lines?.stderr).toBe(whole?.stderr);
    const items = lines?.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(items).toEqual(JSON.parse(whole?.stdout ?? '').items ?? 'no items');
  });
}

test('a name that is not there is told, and nothing is written', async () => {
  const { code, stdout, stderr } = await run(['flows', ...shop, '--from', 'shop/nobody', '-o', 'ndjson']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('nobody');
});

test('nothing is written while what was written before has not gone out', async () => {
  const pods = Array.from({ length: 60 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${i}`, namespace: 'shop' },
    status: { podIP: `10.0.0.${i}` },
  }));
  let going: 'out' | 'waiting' = 'out';
  let lines = 0;
  const events: string[] = [];
  const stdout = {
    write: (text: string) => {
      if (going === 'waiting') events.push('written too early');
      going = 'waiting';
      lines += text.split('\n').length - 1;
      return false;
    },
    once: (_event: 'drain', told: () => void) => {
      setImmediate(() => {
        going = 'out';
        events.push('drained');
        told();
      });
    },
  };
  const code = await main(['flows', '-f', '-', '--by', 'pod', '-o', 'ndjson'], {
    stdin: one(JSON.stringify({ kind: 'List', apiVersion: 'v1', items: pods })),
    stdout,
    stderr: { write: () => undefined },
    files: disk,
    env: {},
  });
  expect(code).toBe(0);
  expect(lines).toBe(60 * 59 + 60 * 2);
  expect(new Set(events)).toEqual(new Set(['drained']));
  expect(events.length).toBeGreaterThan(2);
});

async function* one(text: string): AsyncIterable<string> {
  yield text;
}
