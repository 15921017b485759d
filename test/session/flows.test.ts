// What `flows` says beyond the ports.

import { expect, test } from 'vitest';
import { answered, list, policy, sessionOf, shop } from './asking.ts';

function dualStack(name: string, v4: string, v6: string): object {
  const metadata = { name, namespace: 'shop', labels: { app: name } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: {}, status: { podIPs: [{ ip: v4 }, { ip: v6 }] } };
}

const everything = { by: 'pod', from: [], to: [], port: '', namespaces: [] } as const;

const admits = (cidr: string) =>
  list(
    shop,
    dualStack('web', '10.0.0.1', 'fd00::1'),
    dualStack('db', '10.0.0.2', 'fd00::2'),
    policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ ipBlock: { cidr } }] }] }),
  );

test('a flow that one IP family allows and the other denies says that it depends on the family', async () => {
  const { items } = await answered(await sessionOf(admits('10.0.0.0/24')), 'flows', {
    ...everything,
    to: ['shop/db'],
    from: ['shop/web'],
  });
  expect(items).toMatchObject([{ ports: [], partialPorts: 'all' }]);
  expect(items[0]?.because.map(({ flag }) => flag)).toEqual(['F1', 'F13']);
});

test('a flow that both families answer alike does not', async () => {
  const { items } = await answered(await sessionOf(admits('10.0.0.0/24')), 'flows', {
    ...everything,
    from: ['shop/db'],
    to: ['shop/web'],
  });
  expect(items).toMatchObject([{ ports: 'all', because: [] }]);
});

test('a namespace that is not there is not found', async () => {
  const ask = await sessionOf(admits('10.0.0.0/24'));
  expect(await ask('flows', { ...everything, namespaces: ['nowhere'] })).toMatchObject({
    kind: 'Refusal',
    code: 'not-found',
  });
});
