import { describe, expect, test } from 'vitest';
import { connect, type WorkerLike } from '../../src/worker/ask.ts';
import type { FromWorker } from '../../src/worker/serve.ts';
import { flowList, inventory } from './given.ts';

interface Sent {
  readonly serial: number;
  readonly name: string;
  readonly question: unknown;
}

/** Workers that do nothing until the test answers for them. */
function workers() {
  const all: { readonly sent: Sent[]; readonly say: (message: FromWorker) => void; ended: boolean }[] = [];
  const start = (): WorkerLike => {
    const listeners: ((event: { readonly data: FromWorker }) => void)[] = [];
    const worker = {
      sent: [] as Sent[],
      ended: false,
      say: (data: FromWorker) => {
        for (const listener of listeners) listener({ data });
      },
    };
    all.push(worker);
    return {
      postMessage: (message) => worker.sent.push(message as Sent),
      terminate: () => {
        worker.ended = true;
      },
      addEventListener: (type: string, listener: never) => {
        if (type === 'message') listeners.push(listener);
      },
    };
  };
  return { all, start };
}

const load = { sources: [{ file: 'a.yaml', content: 'a' }], assume: {}, lenient: false };
const flows = (port: string) => ({ by: 'workload', from: [], to: [], port, namespaces: [] }) as const;

function started() {
  const { all, start } = workers();
  const crashes: string[] = [];
  const connection = connect(start, (message) => crashes.push(message));
  const [first] = all;
  if (first === undefined) throw new Error('no worker was started');
  return { all, first, connection, crashes };
}

describe('the wire to the worker', () => {
  test('brings each answer to its question', async () => {
    const { first, connection } = started();
    const answer = connection.ask('load', load);
    first.say({ kind: 'answer', serial: first.sent[0]?.serial ?? 0, answer: inventory() });
    expect(await answer).toEqual(inventory());
  });

  test('sends one question of a kind at a time, and then only the newest', async () => {
    const { first, connection } = started();
    const answered: string[] = [];
    connection.ask('flows', flows('1')).then(() => answered.push('1'));
    connection.ask('flows', flows('2')).then(() => answered.push('2'));
    const last = connection.ask('flows', flows('3')).then(() => answered.push('3'));
    expect(first.sent).toHaveLength(1);
    first.say({ kind: 'answer', serial: 1, answer: flowList() });
    expect(first.sent.map((sent) => sent.question)).toEqual([flows('1'), flows('3')]);
    first.say({ kind: 'answer', serial: 2, answer: flowList() });
    await last;
    expect(answered).toEqual(['3']);
  });

  test('asks the cost before and after an edit side by side', () => {
    const { first, connection } = started();
    const question = { dataplanes: ['cilium'], nodes: 'from-input', coefficients: '' } as const;
    connection.ask('cost', { ...question, state: 'now' });
    connection.ask('cost', { ...question, state: 'as-loaded' });
    expect(first.sent).toHaveLength(2);
  });

  test('after a crash starts a new worker with the same input and edits, and says so', async () => {
    const { all, first, connection, crashes } = started();
    const edits = [{ kind: 'apply', id: 'x', text: 'a' }] as const;
    connection.ask('load', load);
    first.say({ kind: 'answer', serial: 1, answer: inventory() });
    connection.ask('edit', { edits });
    first.say({ kind: 'answer', serial: 2, answer: inventory() });
    const lost = connection.ask('flows', flows(''));
    first.say({ kind: 'crash', serial: 3, message: 'out of memory' });
    await expect(lost).rejects.toThrow('out of memory');
    expect(crashes).toEqual(['out of memory']);
    expect(first.ended).toBe(true);
    expect(all[1]?.sent).toEqual([
      { serial: 0, name: 'load', question: load },
      { serial: 0, name: 'edit', question: { edits } },
    ]);
  });

  test('does not go on starting workers that the same input crashes', () => {
    const { all, first, connection } = started();
    connection.ask('load', load);
    first.say({ kind: 'answer', serial: 1, answer: inventory() });
    connection.ask('flows', flows('')).catch(() => undefined);
    first.say({ kind: 'crash', serial: 2, message: 'no' });
    all[1]?.say({ kind: 'crash', serial: 0, message: 'no' });
    expect(all).toHaveLength(3);
    expect(all[2]?.sent).toEqual([]);
  });
});
