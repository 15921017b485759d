// compareProfiles: which flows two network plugins differ on, and the assumptions behind each.

import { expect, test } from 'vitest';
import type { ComparedFlow } from '../../src/session/comparison.ts';
import { type Assume, isRefusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';
import { answered, list, pod, policy, sessionOf, shop } from './asking.ts';

const twice = {
  containers: ['a', 'b'].map((name, i) => ({ name, ports: [{ name: 'sql', containerPort: 5432 + i }] })),
};
const block = { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ port: 'sql' }] };
const input = list(
  shop,
  pod('web', { app: 'web' }, '10.0.0.1'),
  pod('db', { app: 'db' }, '10.0.0.2', twice),
  policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [block] }),
);

async function compared(a: string, b: string, text = input, assume: Assume = {}) {
  const ask = createSession();
  await ask('open', { sources: [{ file: 'cluster.json', content: text }], assume, lenient: false });
  return answered(ask, 'compareProfiles', { a, b, by: 'pod', namespaces: [] });
}

const sql = [{ protocol: 'TCP', from: 5432, to: 5433 }];

function because(items: readonly ComparedFlow[]): readonly string[] {
  return items.map((item) =>
    item.because.map(({ flag, assumption, a, b }) => `${flag} ${assumption} ${a} ${b}`).join(', '),
  );
}

test('a flow that only one of them allows is listed, with the assumption and both sources', async () => {
  const { items, profiles } = await compared('calico', 'cilium');
  expect(profiles).toEqual({ a: 'calico', b: 'cilium' });
  expect(items).toMatchObject([{ from: { name: 'web' }, to: { name: 'db' }, a: { ports: sql }, b: { ports: [] } }]);
  expect(because(items)).toEqual(['F1 ip-block-matches-pods yes no']);
  expect(items[0]?.because[0]?.source).toMatch(/conversion\.go.*cilium issues/);
});

test('the other way round is its mirror', async () => {
  const { items } = await compared('cilium', 'calico');
  expect(items).toMatchObject([{ a: { ports: [] }, b: { ports: sql } }]);
});

test.each([
  ['calico', 'calico'],
  ['default', 'kube-network-policies'],
  ['calico', 'antrea'],
])('%s and %s do not differ here', async (a, b) => {
  expect((await compared(a, b)).items).toEqual([]);
});

test('what is assumed by hand beats both, and is no difference', async () => {
  expect((await compared('calico', 'cilium', input, { 'ip-block-matches-pods': 'unknown' })).items).toEqual([]);
});

test('without a profile the defaults are compared', async () => {
  const { items } = await compared('default', 'cilium');
  expect(because(items)).toEqual(['F1 ip-block-matches-pods yes no']);
  expect(items[0]?.because[0]?.source).toContain('default: no source says');
});

test('only the assumption that the flow hangs on is named, of several that differ', async () => {
  const { items } = await compared('cilium', 'kube-network-policies');
  expect(because(items)).toEqual(['F1 ip-block-matches-pods no yes']);
});

test('a name that is no profile is refused with those that there are', async () => {
  const ask = await sessionOf(input);
  const answer = await ask('compareProfiles', { a: 'calico', b: 'flannel', by: 'pod', namespaces: [] });
  expect(isRefusal(answer) && answer.candidates).toContain('cilium');
});
