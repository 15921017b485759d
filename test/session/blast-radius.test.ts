// Rings of an attacker: whoever is reached may be the next to start from.

import { expect, test } from 'vitest';
import { answered, list, pod, policy, sessionOf, shop } from './asking.ts';

const only = (app: string, from: string) =>
  policy(`to-${app}`, {
    podSelector: { matchLabels: { app } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port: 80 }] }],
    egress: [{ to: [{ podSelector: {} }] }],
  });

// a → b and a → c, and only c → d.
const cluster = list(
  shop,
  pod('a', { app: 'a' }, '10.0.0.1'),
  pod('b', { app: 'b' }, '10.0.0.2'),
  pod('c', { app: 'c' }, '10.0.0.3'),
  pod('d', { app: 'd' }, '10.0.0.4'),
  only('a', 'nobody'),
  only('b', 'a'),
  only('c', 'a'),
  only('d', 'c'),
);

const question = { starts: ['shop/a'], namespace: 'default', certain: false, declaredPorts: false };

test('every pod of a ring goes on, and each path names its steps', async () => {
  const answer = await answered(await sessionOf(cluster), 'blastRadius', question);
  expect(answer.reached.map(({ what, hops, steps }) => [what.name, hops, steps])).toEqual([
    ['b', 1, ['s1']],
    ['c', 1, ['s2']],
    ['d', 2, ['s2', 's3']],
  ]);
  expect(answer.steps.map(({ needs, to }) => `${needs[0]?.name} > ${to.name}`)).toEqual(['a > b', 'a > c', 'c > d']);
  expect(answer.totals.possible).toMatchObject({ pods: 3, namespaces: 1, internet: false });
  expect(answer.totals.certain).toMatchObject({ pods: 0, internet: false });
});

test('each step names the rules that leave it open', async () => {
  const answer = await answered(await sessionOf(cluster), 'blastRadius', question);
  expect(answer.steps[0]?.evidence.map(({ object }) => object.name)).toEqual(['to-a', 'to-b']);
});

test('the internet is certain where egress is, and ends a walk of certain steps', async () => {
  const open = list(shop, pod('a', { app: 'a' }, '10.0.0.1'), pod('b', { app: 'b' }, '10.0.0.2'));
  const answer = await answered(await sessionOf(open), 'blastRadius', { ...question, certain: true });
  expect(answer.reached.map(({ what, certainty }) => [what.kind, certainty])).toEqual([['Outside', 'certain']]);
});

test('only declared ports, where asked so', async () => {
  const containers = [{ name: 'c', ports: [{ containerPort: 8080 }] }];
  const open = list(
    shop,
    pod('a', { app: 'a' }, '10.0.0.1'),
    pod('b', { app: 'b' }, '10.0.0.2', { containers }),
    pod('c', { app: 'c' }, '10.0.0.3'),
  );
  const answer = await answered(await sessionOf(open), 'blastRadius', { ...question, declaredPorts: true });
  expect(answer.reached.map(({ what }) => what.name)).toEqual(['internet', 'b']);
});
