// What is asked of a live cluster: the kinds that answers look at, those that it says it has, and nothing else.

import { expect, test } from 'vitest';
import { everything, forbidden, kindOf, live, type Reply, serving } from './api-server.ts';
import { run } from './run.ts';

test('the lists that answers need are read, with the token, and never a Secret', async () => {
  const asked = await serving(everything);
  const { code, stderr } = await run(['can-reach', 'shop/web', 'shop/db', ...live]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(asked.at(-1)).toBe('GET /prefix/apis Bearer let-me-in');
  expect(asked.slice(0, -1)).toEqual(
    [
      'api/v1/namespaces',
      'api/v1/nodes',
      'api/v1/pods',
      'api/v1/services',
      'api/v1/replicationcontrollers',
      'apis/apps/v1/deployments',
      'apis/apps/v1/statefulsets',
      'apis/apps/v1/daemonsets',
      'apis/apps/v1/replicasets',
      'apis/batch/v1/jobs',
      'apis/batch/v1/cronjobs',
      'apis/discovery.k8s.io/v1/endpointslices',
      'apis/networking.k8s.io/v1/networkpolicies',
      'apis/networking.k8s.io/v1/ingresses',
      'apis/networking.k8s.io/v1/ingressclasses',
    ].map((path) => `GET /prefix/${path}?limit=500 Bearer let-me-in`),
  );
});

const definition =
  '/prefix/apis/apiextensions.k8s.io/v1/customresourcedefinitions/clusternetworkpolicies.policy.networking.k8s.io';
const vendors: Readonly<Record<string, object>> = {
  '/prefix/apis': {
    groups: [
      { name: 'apps', versions: [{ groupVersion: 'apps/v1' }] },
      { name: 'cilium.io', versions: [{ groupVersion: 'cilium.io/v2' }, { groupVersion: 'cilium.io/v2alpha1' }] },
      { name: 'policy.networking.k8s.io', versions: [{ groupVersion: 'policy.networking.k8s.io/v1alpha2' }] },
    ],
  },
  '/prefix/apis/cilium.io/v2': {
    resources: [
      { name: 'ciliumnetworkpolicies', kind: 'CiliumNetworkPolicy' },
      { name: 'ciliumnetworkpolicies/status', kind: 'CiliumNetworkPolicy' },
      { name: 'ciliumnodes', kind: 'CiliumNode' },
    ],
  },
  '/prefix/apis/policy.networking.k8s.io/v1alpha2': {
    resources: [{ name: 'clusternetworkpolicies', kind: 'ClusterNetworkPolicy' }],
  },
  '/prefix/apis/cilium.io/v2/ciliumnetworkpolicies': {
    items: [{ metadata: { name: 'http', namespace: 'shop' }, spec: { ingress: [{}] } }],
  },
};

test('kinds that not every cluster has are read where the cluster tells that it has them', async () => {
  const asked = await serving((path, query) => {
    const body = vendors[path];
    return body === undefined ? everything(path, query) : { body };
  });
  const { code, stderr } = await run(['can-reach', 'shop/web', 'shop/db', ...live]);
  expect(code).toBe(4);
  expect(stderr).toMatch(/^here\/ciliumnetworkpolicies\.cilium\.io\.json:2:1: warning: 1 of `cilium\.io\/v2/);
  const further = asked.filter((line) => /cilium|policy\.networking/.test(line)).map((line) => line.split(' ')[1]);
  expect(further).toEqual([
    '/prefix/apis/policy.networking.k8s.io/v1alpha2',
    '/prefix/apis/cilium.io/v2',
    '/prefix/apis/cilium.io/v2alpha1',
    '/prefix/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies?limit=500',
    '/prefix/apis/cilium.io/v2/ciliumnetworkpolicies?limit=500',
    definition,
  ]);
});

const admin = {
  metadata: { name: 'closed' },
  spec: {
    tier: 'Admin',
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    egress: [{ action: 'Deny', to: [{ domainNames: ['example.com'] }] }],
  },
};
const channel = (name: string): Reply => ({
  body: {
    metadata: { annotations: { 'policy.networking.k8s.io/channel': name } },
    spec: { versions: [{ schema: {} }] },
  },
});

test.each([
  ['is of the standard channel, which refuses the policy', channel('standard'), 0, 'experimental-field'],
  ['is of the experimental channel, which takes it', channel('experimental'), 1, ''],
  ['is not there', { status: 404, body: {} }, 1, ''],
  ['is forbidden', forbidden, 1, `did not list the definition ${definition.split('/').at(-1)}`],
] as const)('the definition of the cluster-wide policies %s', async (_, reply, code, says) => {
  await serving((path, query) => {
    if (path === definition) return reply;
    if (kindOf(path) === 'clusternetworkpolicies') return { body: { metadata: {}, items: [admin] } };
    const body = path.includes('cilium') ? undefined : vendors[path];
    return body === undefined ? everything(path, query) : { body };
  });
  const { code: exit, stdout, stderr } = await run(['can-reach', 'shop/web', 'shop/db', '-o', 'json', ...live]);
  expect(exit).toBe(code);
  expect(stdout + stderr).toContain(says);
  expect(stdout).not.toContain('schema');
});
