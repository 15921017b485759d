// can-reach of a Service: what is behind it is judged, one backend after the other.

import { describe, expect, test } from 'vitest';
import type { ReachAnswer } from '../../src/session/answers.ts';
import { type Assume, isRefusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';

const pods = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: n1, containers: [{ name: c }] }
status: { podIP: 10.1.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: shop, labels: { app: db, n: "0" } }
spec: { nodeName: n1, containers: [{ name: c, ports: [{ name: sql, containerPort: 5432 }] }] }
status: { podIP: 10.1.0.2 }
---
apiVersion: v1
kind: Pod
metadata: { name: db-1, namespace: shop, labels: { app: db, n: "1" } }
spec: { nodeName: n2, containers: [{ name: c, ports: [{ name: sql, containerPort: 6432 }] }] }
status: { podIP: 10.1.0.3 }
---
apiVersion: v1
kind: Pod
metadata: { name: db-2, namespace: shop, labels: { app: db, n: "2" } }
spec: { nodeName: n2, containers: [{ name: c, ports: [{ name: sql, containerPort: 5432 }] }] }
status: { podIP: 10.1.0.4, conditions: [{ type: Ready, status: "False" }] }
---
`;

const service = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n---\n`;

const only5432 = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: only-5432, namespace: shop }
spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ ports: [{ port: 5432 }] }] }
---
`;

const db = '{ selector: { app: db }, ports: [{ port: 80, targetPort: sql }] }';
const local = '{ selector: { app: db }, internalTrafficPolicy: Local, ports: [{ port: 80, targetPort: sql }] }';
const headless = '{ clusterIP: None, selector: { app: db }, ports: [{ port: 80, targetPort: sql }] }';
const outside = '{ type: ExternalName, externalName: example.com, ports: [{ port: 80 }] }';
const unready = '{ publishNotReadyAddresses: true, selector: { app: db }, ports: [{ port: 80, targetPort: sql }] }';

async function ask(text: string, to: string, from = 'shop/web', assume: Assume = {}): Promise<ReachAnswer> {
  const session = createSession();
  await session('open', { sources: [{ file: 'c.yaml', content: text }], assume, lenient: false });
  const answer = await session('canReach', { from, to, namespace: 'shop' });
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

describe('a Service', () => {
  const rows: readonly [string, string, string, string, ReachAnswer['backends']][] = [
    ['is reached through every backend', db, '80', 'yes', { reached: 2, unknown: 0, of: 2 }],
    ['has backends on the client’s node only', local, '80', 'yes', { reached: 1, unknown: 0, of: 1 }],
    ['counts pods that are not ready where it publishes them', unready, '80', 'yes', { reached: 3, unknown: 0, of: 3 }],
    ['translates nothing when it is headless', headless, '5432', 'yes', { reached: 2, unknown: 0, of: 2 }],
    ['is unknown when it is a name outside', outside, '80', 'unknown', { reached: 0, unknown: 0, of: 0 }],
  ];
  test.each(rows)('%s', async (_, spec, port, answer, backends) => {
    const told = await ask(pods + service('db', spec), `shop/svc/db:${port}`);
    expect({ answer: told.answer, backends: told.backends }).toEqual({ answer, backends });
  });

  test('is partly reached where a port name means a closed port on one backend', async () => {
    const told = await ask(pods + service('db', db) + only5432, 'shop/svc/db:80');
    expect(told.answer).toBe('partly');
    expect(told.backends).toEqual({ reached: 1, unknown: 0, of: 2 });
    expect(told.pairs.map(({ answer, ports }) => [answer, ports])).toEqual([
      ['yes', [{ protocol: 'TCP', from: 5432, to: 5432 }]],
      ['no', []],
    ]);
    expect(told.ingress.verdict.kind).toBe('isolated-by');
  });

  test('without a backend is not reached, and says why', async () => {
    const told = await ask(
      pods + service('none', '{ selector: { app: none }, ports: [{ port: 80 }] }'),
      'shop/svc/none',
    );
    expect(told.answer).toBe('no');
    expect(told.ingress.verdict.why).toContain('no pod of its namespace is selected, ready, and has the port');
  });

  test('without that port is refused, with the ports that it has', async () => {
    await expect(ask(pods + service('db', db), 'shop/svc/db:81')).rejects.toThrow('has no port 81/TCP; it has 80/TCP');
  });

  test.each([
    ['type: ClusterIP', 'no', 'nothing lets the outside in'],
    ['type: LoadBalancer', 'yes', 'policies do not select outside addresses'],
    ['type: LoadBalancer, loadBalancerSourceRanges: [198.51.100.0/24], allocateLoadBalancerNodePorts: false', 'no', ''],
    ['type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24], allocateLoadBalancerNodePorts: false', 'yes', ''],
  ])('with %s is asked from outside: %s', async (form, answer, why) => {
    const spec = `{ selector: { app: db }, ports: [{ port: 80, targetPort: sql }], ${form} }`;
    const told = await ask(pods + service('db', spec), 'shop/svc/db:80', '203.0.113.7');
    expect(told.answer).toBe(answer);
    expect(told.egress.verdict.why).toContain(why);
  });

  test.each([
    ['as-client', 'no'],
    ['as-node', 'unknown'],
    ['unknown', 'unknown'],
  ])('that hides its client is judged %s: %s', async (reading, answer) => {
    const spec = '{ type: NodePort, selector: { n: "0" }, ports: [{ port: 5432 }] }';
    const closed = only5432.replace(
      '[{ ports: [{ port: 5432 }] }]',
      '[{ from: [{ ipBlock: { cidr: 10.9.0.0/16 } }] }]',
    );
    const told = await ask(pods + service('db', spec) + closed, 'shop/svc/db:5432', '203.0.113.7', {
      'rewritten-sources': reading,
    });
    expect(told.answer).toBe(answer);
    expect(told.because.map(({ flag }) => flag)).toContain('F2');
  });

  test('of which one backend is surely closed in one family and another surely open is partly reached', async () => {
    const standing = (name: string, spec: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop }\nspec: { template: { metadata: { labels: { app: ${name === 'client' ? name : 'both'} } }, spec: { nodeName: n1, ${spec}containers: [{ name: c }] } } }\n---\n`;
    const blocks = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: blocks, namespace: shop }
spec:
  podSelector: { matchLabels: { app: client } }
  policyTypes: [Egress]
  egress: [{ to: [{ ipBlock: { cidr: 10.0.0.4/30 } }] }, { to: [{ ipBlock: { cidr: "fd00::4/128" } }], ports: [{ port: 1 }] }]
---
`;
    const cluster =
      standing('client', '') +
      standing('near', 'hostNetwork: true, ') +
      standing('far', '') +
      service('both', '{ selector: { app: both }, ports: [{ port: 80 }] }') +
      blocks;
    expect((await ask(cluster, 'shop/svc/both:80', 'shop/client')).answer).toBe('partly');
  });

  test('leads a pod back to itself, where policies hold', async () => {
    const closed = only5432.replace('5432 }] }', '1 }] }');
    const told = await ask(
      pods + service('db', '{ selector: { n: "0" }, ports: [{ port: 5432 }] }') + closed,
      'shop/svc/db:5432',
      'shop/db-0',
    );
    expect(told.answer).toBe('no');
    expect((await ask(pods + closed, 'shop/db-0:5432', 'shop/db-0')).answer).toBe('yes');
  });
});
