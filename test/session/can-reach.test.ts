// Questions that several attempts answer: pods of a workload, pieces of an address block.

import { expect, test } from 'vitest';
import { answered, list, pod, policy, sessionOf, shop } from './asking.ts';

const web = { app: 'web' };
const owned = { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', controller: true }] };

function member(name: string, labels: Readonly<Record<string, string>>, podIP: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels, ...owned },
    spec: {},
    status: { podIP },
  };
}

const cluster = list(
  shop,
  member('web-0', { ...web, trusted: 'yes' }, '10.0.0.1'),
  member('web-1', web, '10.0.0.2'),
  pod('db', { app: 'db' }, '10.0.0.3'),
  policy('db', {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [
      { from: [{ podSelector: { matchLabels: web } }], ports: [{ port: 5432 }] },
      { from: [{ podSelector: { matchLabels: { trusted: 'yes' } } }], ports: [{ port: 9187 }] },
      { from: [{ ipBlock: { cidr: '198.51.100.0/24', except: ['198.51.100.128/25'] } }] },
    ],
  }),
);

const question = { from: 'shop/web', namespace: 'default' };

test('ports are those that every pair has', async () => {
  const answer = await answered(await sessionOf(cluster), 'canReach', { ...question, to: 'shop/db' });
  expect(answer.answer).toBe('partly');
  expect(answer.ports).toEqual([{ protocol: 'TCP', from: 5432, to: 5432 }]);
  expect(answer.pairs.map((pair) => pair.ports)).toEqual([
    [
      { protocol: 'TCP', from: 5432, to: 5432 },
      { protocol: 'TCP', from: 9187, to: 9187 },
    ],
    [{ protocol: 'TCP', from: 5432, to: 5432 }],
  ]);
});

test('a port that some pods have and some have not is partly, and the denied pair explains it', async () => {
  const answer = await answered(await sessionOf(cluster), 'canReach', { ...question, to: 'shop/db:9187' });
  expect(answer.answer).toBe('partly');
  expect(answer.ports).toEqual([]);
  expect(answer.ingress.verdict.kind).toBe('isolated-by');
  expect(answer.pairs.map((pair) => pair.answer)).toEqual(['yes', 'no']);
});

test('a block that policies cut has an answer for each piece', async () => {
  const ask = await sessionOf(cluster);
  const answer = await answered(ask, 'canReach', { from: '198.51.100.0/24', to: 'shop/db', namespace: 'default' });
  expect(answer.answer).toBe('partly');
  expect(answer.pairs.map(({ from, answer: each }) => [from, each])).toEqual([
    [{ kind: 'IPBlock', cidrs: ['198.51.100.128/25'] }, 'no'],
    [{ kind: 'IPBlock', cidrs: ['198.51.100.0/25'] }, 'yes'],
  ]);
});

test('outside to outside is nobody’s question', async () => {
  const ask = await sessionOf(cluster);
  const answer = await ask('canReach', { from: '198.51.100.1', to: '198.51.100.2', namespace: 'default' });
  expect(answer).toMatchObject({ kind: 'Refusal', code: 'bad-question' });
});
