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

/** Everything is open; `count` pods of each name stand in their workloads. */
function crowd(names: readonly string[], count: number) {
  const workload = (name: string) => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { namespace: 'shop', name, uid: name },
  });
  const owner = (name: string) => [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid: name, controller: true }];
  return list(
    shop,
    pod('start', { app: 'start' }, '10.0.0.1'),
    ...names.flatMap((name, n) =>
      Array.from({ length: count }, (_, i) => {
        const metadata = {
          name: `${name}-${i}`,
          namespace: 'shop',
          labels: { app: name },
          ownerReferences: owner(name),
        };
        return { ...pod('', {}, `10.${n + 1}.${i >> 8}.${i & 255}`), metadata };
      }),
    ),
    ...names.map(workload),
  );
}

test('of more than 2,000 reached pods all are listed, and those of one workload share a step', async () => {
  const from = { ...question, starts: ['shop/start'] };
  const answer = await answered(await sessionOf(crowd(['a', 'b'], 1_001)), 'blastRadius', from);
  expect(answer.reached.map(({ what }) => what.kind)).toHaveLength(2_003);
  expect(answer.steps.map(({ to, pods }) => [to.name, pods])).toEqual([
    ['internet', undefined],
    ['a-0', 1_001],
    ['b-0', 1_001],
  ]);
  expect(answer.reached.find(({ what }) => what.name === 'b-700')?.steps).toEqual(['s3']);
  expect(answer.partial.at(-1)).toContain('those of one workload that are reached alike share a step');
  expect(answer.totals.possible).toMatchObject({ pods: 2_002, namespaces: 1, internet: true });
});

test('up to 2,000 reached pods have a step each', async () => {
  const from = { ...question, starts: ['shop/start'] };
  const answer = await answered(await sessionOf(crowd(['a', 'b'], 1_000)), 'blastRadius', from);
  expect(answer.steps).toHaveLength(2_001);
  expect(answer.steps.filter((step) => 'pods' in step)).toEqual([]);
  expect(answer.partial).toHaveLength(2);
});

test('many starts at once are answered as each by itself', async () => {
  const ask = await sessionOf(cluster);
  const starts = ['shop/a', 'shop/b', 'shop/c', 'shop/d', 'ns/shop'];
  const { namespace, certain, declaredPorts } = question;
  const targets = [
    { kind: 'Pod', namespace: 'shop', name: 'd' },
    { kind: 'Outside', name: 'internet' },
  ];
  const radii = await answered(ask, 'blastRadii', { starts, namespace, certain, declaredPorts, targets });
  for (const [i, start] of starts.entries()) {
    const { totals, reached } = await answered(ask, 'blastRadius', { ...question, starts: [start] });
    const hits = reached.filter(({ what }) => what.name === 'd' || what.name === 'internet');
    const reaches = hits.map(({ what, certainty, hops }) => ({ what, certainty, hops }));
    expect(radii.items[i]).toEqual({ start, reaches, totals });
  }
});
