// The second worker, of which the page should notice nothing but that it comes later.

import { expect, test } from 'vitest';
import type { Connection } from '../../src/worker/ask.ts';
import type { FromWorker } from '../../src/worker/serve.ts';
import { withLater } from '../../src/worker/with-later.ts';

interface Sent {
  readonly name: string;
  readonly question: unknown;
}

const load = { sources: [{ file: 'a.yaml', content: 'a' }], assume: {}, lenient: false };
const other = { ...load, sources: [{ file: 'b.yaml', content: 'b' }] };
const edits = { edits: [{ kind: 'apply', id: 'x', text: 'a' }] } as const;
const blast = { starts: ['shop/web'], namespace: 'default', certain: false, declaredPorts: false };

/** Both workers answer everything with their own name; what they were asked is kept. */
function two() {
  const asked = { first: [] as Sent[], second: [] as Sent[] };
  const starts = { second: 0, ended: 0, failing: 0 };
  const first: Connection = {
    watch: () => undefined,
    ask: (async (name: string, question: unknown) => {
      asked.first.push({ name, question });
      return { kind: 'first' };
    }) as unknown as Connection['ask'],
    restart: () => undefined,
    close: () => undefined,
  };
  const startLater = async () => {
    if (starts.failing-- > 0) throw new Error('not fetched');
    starts.second += 1;
    return () => {
      const listeners: ((event: { readonly data: FromWorker }) => void)[] = [];
      return {
        postMessage: (message: unknown) => {
          const { serial, name, question } = message as Sent & { readonly serial: number };
          asked.second.push({ name, question });
          const answer = { kind: 'second' } as never;
          queueMicrotask(() => {
            for (const listener of listeners) listener({ data: { kind: 'answer', serial, answer } });
          });
        },
        terminate: () => {
          starts.ended += 1;
        },
        addEventListener: (type: string, listener: never) => {
          if (type === 'message') listeners.push(listener);
        },
      };
    };
  };
  return { asked, starts, connection: withLater(first, startLater, () => undefined) };
}

test('a question of the first picture starts no second worker', async () => {
  const { asked, starts, connection } = two();
  await connection.ask('open', load);
  await connection.ask('inventory', {});
  expect(asked.first.map(({ name }) => name)).toEqual(['open', 'inventory']);
  expect(starts.second).toBe(0);
});

test('the second worker is told what the first one holds, once', async () => {
  const { asked, starts, connection } = two();
  await connection.ask('open', load);
  await connection.ask('edit', edits);
  expect(await connection.ask('blastRadius', blast)).toEqual({ kind: 'second' });
  await connection.ask('blastRadius', blast);
  expect(starts.second).toBe(1);
  expect(asked.second.map(({ name }) => name)).toEqual(['open', 'edit', 'blastRadius', 'blastRadius']);
});

test('what changes is told before the next question, and another input with all that belongs to it', async () => {
  const { asked, connection } = two();
  await connection.ask('open', load);
  await connection.ask('blastRadius', blast);
  await connection.ask('assume', { assume: { 'sidecar-ports': 'no' } });
  await connection.ask('blastRadius', blast);
  await connection.ask('open', other);
  await connection.ask('edit', edits);
  await connection.ask('blastRadius', blast);
  expect(asked.second.map(({ name }) => name)).toEqual([
    'open',
    'blastRadius',
    'assume',
    'blastRadius',
    'open',
    'edit',
    'blastRadius',
  ]);
  expect(asked.second.filter(({ name }) => name === 'open').map(({ question }) => question)).toEqual([load, other]);
});

test('a worker that could not be fetched is tried again with the next question', async () => {
  const { starts, connection } = two();
  starts.failing = 1;
  await connection.ask('open', load);
  await expect(connection.ask('blastRadius', blast)).rejects.toThrow('not fetched');
  expect(await connection.ask('blastRadius', blast)).toEqual({ kind: 'second' });
});

test('starting over ends the second worker, which is started anew when it is needed', async () => {
  const { asked, starts, connection } = two();
  await connection.ask('open', load);
  await connection.ask('blastRadius', blast);
  connection.restart();
  await connection.ask('open', other);
  await connection.ask('blastRadius', blast);
  expect(starts).toMatchObject({ second: 2, ended: 1 });
  expect(asked.second.at(-2)?.question).toEqual(other);
});
