// Policies of the whole cluster in the answers of a session: listed as policies, edited, and found in their text.

import { expect, test } from 'vitest';
import type { Ask } from '../../src/session/questions.ts';
import { answered, list, pod, policy, sessionOf, shop } from './asking.ts';

const web = pod('web', { app: 'web' }, '10.0.0.1');
const db = pod('db', { app: 'db' }, '10.0.0.2');
const host = pod('host', { app: 'web' }, '10.1.0.1', { hostNetwork: true });
const everyone = { namespaces: {} };
const node = (address: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n' },
  status: { addresses: [{ type: 'InternalIP', address }] },
});

function wide(kind: string, name: string, spec: object): object {
  const version = kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
  return { apiVersion: `policy.networking.k8s.io/${version}`, kind, metadata: { name }, spec };
}

const deny = [{ action: 'Deny', from: [everyone] }];
const guard = wide('ClusterNetworkPolicy', 'web', { tier: 'Admin', priority: 1, subject: everyone, ingress: deny });
const open = wide('BaselineAdminNetworkPolicy', 'default', {
  subject: { namespaces: { matchLabels: { a: 'b' } } },
  egress: [{ action: 'Deny', to: [{ nodes: {} }] }],
});
const own = policy('web', { podSelector: { matchLabels: { app: 'web' } } });
const cluster = list(shop, web, db, host, open, guard, own, node('10.1.0.1'));

async function policiesOf(ask: Ask) {
  return (await answered(ask, 'inventory', {})).policies;
}

test('the inventory lists them after those of namespaces, in the order in which they are asked', async () => {
  const ask = await sessionOf(cluster);
  expect(await policiesOf(ask)).toMatchObject([
    { policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'web' }, selects: 1 },
    {
      policy: { kind: 'ClusterNetworkPolicy', name: 'web' },
      isolates: { ingress: true, egress: false },
      selects: 2,
      subjects: [{ name: 'db' }, { name: 'web' }],
      state: 'as-loaded',
    },
    {
      policy: { kind: 'BaselineAdminNetworkPolicy', name: 'default' },
      isolates: { ingress: false, egress: true },
      selects: 0,
    },
  ]);
  const { counts } = await answered(ask, 'inventory', {});
  expect(counts.policies).toBe(3);
});

test('an edit of one is told from an edit of another kind with its name', async () => {
  const ask = await sessionOf(cluster);
  const text = JSON.stringify({ ...guard, spec: { tier: 'Admin', priority: 2, subject: everyone } });
  const { policies } = await answered(ask, 'edit', { edits: [{ kind: 'apply', id: 'e', text }] });
  expect(policies.map(({ policy: { kind }, state }) => [kind, state])).toEqual([
    ['NetworkPolicy', 'as-loaded'],
    ['ClusterNetworkPolicy', 'edited'],
    ['BaselineAdminNetworkPolicy', 'as-loaded'],
  ]);
});

test('new addresses of nodes do not make a policy edited', async () => {
  const ask = await sessionOf(cluster);
  const text = JSON.stringify(node('10.1.0.7'));
  const { policies } = await answered(ask, 'edit', { edits: [{ kind: 'apply', id: 'e', text }] });
  expect(policies.map(({ state }) => state)).toEqual(['as-loaded', 'as-loaded', 'as-loaded']);
});

test('one can be taken away, and the policy of a namespace with its name stays', async () => {
  const ask = await sessionOf(cluster);
  const object = { kind: 'ClusterNetworkPolicy', name: 'web' };
  const { policies } = await answered(ask, 'edit', { edits: [{ kind: 'delete', object }] });
  expect(policies.map((one) => one.policy.kind)).toEqual(['NetworkPolicy', 'BaselineAdminNetworkPolicy']);
});

test.each([
  [{ kind: 'ClusterNetworkPolicy', name: 'web' }, ['ingress', 0, 'from', 0], 'namespaces: {}'],
  [{ kind: 'BaselineAdminNetworkPolicy', name: 'default' }, ['egress', 0, 'to', 0], 'nodes: {}'],
  [{ kind: 'NetworkPolicy', namespace: 'shop', name: 'web' }, ['podSelector'], 'podSelector:'],
])('a part of %o is found in its text', async (named, path, expected) => {
  const ask = await sessionOf(cluster);
  const { start, end } = await answered(ask, 'highlight', { policy: named, path });
  const text = (await policiesOf(ask)).find((one) => one.policy.kind === named.kind)?.text ?? '';
  expect(text.slice(start, end)).toContain(expected);
});

test('a policy that is not there is not found', async () => {
  const ask = await sessionOf(cluster);
  const answer = await ask('highlight', { policy: { kind: 'AdminNetworkPolicy', name: 'web' }, path: [] });
  expect(answer).toMatchObject({ kind: 'Refusal', code: 'not-found' });
});

test('what an Admin rule decided, no NetworkPolicy is looked at for', async () => {
  const ask = await sessionOf(cluster);
  const { ingress } = await answered(ask, 'canReach', { from: 'shop/db', to: 'shop/web:80', namespace: 'shop' });
  expect(ingress.verdict).toMatchObject({ kind: 'decided-by', action: 'Deny' });
  expect(ingress.steps.map(({ tier, action, outcome }) => [tier, action, outcome])).toEqual([
    ['Admin', 'Deny', 'matched'],
  ]);
});
