// can-reach over ICMP and the like: answered where nothing judges, open where something does (F6).

import { expect, test } from 'vitest';
import { answered, list, pod, policy, sessionOf, shop } from './asking.ts';

const input = list(
  shop,
  pod('web', { app: 'web' }, '10.0.0.1'),
  pod('api', { app: 'api' }, '10.0.0.3'),
  pod('db', { app: 'db' }, '10.0.0.2'),
  policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] }),
  policy('api', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Egress'] }),
);

test.each([
  ['shop/db', 'shop/web:0/ICMP', 'yes', []],
  ['shop/db', 'shop/web:0/icmp', 'yes', []],
  ['shop/db', 'shop/web:80/ESP', 'yes', []],
  ['8.8.8.8', 'shop/web:0/GRE', 'yes', []],
  ['shop/web', 'shop/db:0/ICMP', 'unknown', ['F6']],
  ['shop/api', 'shop/web:0/ICMPv6', 'unknown', ['F6']],
  ['shop/api', '8.8.8.8:0/AH', 'unknown', ['F6']],
  ['shop/db', 'shop/db:0/ICMP', 'yes', []],
])('%s to %s: %s', async (from, to, answer, flags) => {
  const told = await answered(await sessionOf(input), 'canReach', { from, to, namespace: 'default' });
  expect(told).toMatchObject({ answer, asked: [], ports: [], unknownPorts: [], pairs: [] });
  expect(told.because.map(({ flag }) => flag)).toEqual(flags);
  expect(told.protocol?.toLowerCase()).toBe(to.split('/').at(-1)?.toLowerCase());
});

test('the side that is judged names its policies, and the other says that nothing judges it', async () => {
  const question = { from: 'shop/web', to: 'shop/db:0/ICMP', namespace: 'default' };
  const { egress, ingress } = await answered(await sessionOf(input), 'canReach', question);
  expect(egress.verdict.kind).toBe('not-isolated');
  expect(ingress.verdict).toMatchObject({ kind: 'undecided', policies: [{ name: 'db' }] });
});

test('a protocol that nobody knows is refused', async () => {
  const ask = await sessionOf(input);
  const answer = await ask('canReach', { from: 'shop/web', to: 'shop/db:0/TPC', namespace: 'default' });
  expect(answer).toMatchObject({ kind: 'Refusal', code: 'bad-question' });
});
