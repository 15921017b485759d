// What the page's lists are told beside names: whether something may judge what nothing isolates, and what else there is
// to ask about.

import { describe, expect, test } from 'vitest';
import { answered, list, sessionOf } from './asking.ts';

const pod = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: name } },
  spec: { containers: [], ...more },
});
const guard = (subject: object, rules: object) => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'guard' },
  spec: { tier: 'Baseline', priority: 1, subject, ...rules },
});
const cilium = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { endpointSelector: {}, ingress: [{}] },
};
const everyone = { namespaces: {} };
const closed = { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] };
const onlyDb = { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } } };

describe('a workload that nothing isolates', () => {
  const rows: readonly [string, readonly object[], { readonly ingress: string; readonly egress: string }][] = [
    ['is open without cluster-wide policies', [pod('web')], { ingress: 'no', egress: 'no' }],
    [
      'is judged in the direction of the rules',
      [pod('web'), guard(everyone, closed)],
      { ingress: 'yes', egress: 'no' },
    ],
    ['is open under a policy without rules', [pod('web'), guard(everyone, {})], { ingress: 'no', egress: 'no' }],
    ['is open beside the subject of another', [pod('web'), guard(onlyDb, closed)], { ingress: 'no', egress: 'no' }],
    ['may be judged by a policy that is not evaluated', [pod('web'), cilium], { ingress: 'unknown', egress: 'no' }],
    [
      'is judged by none on the host network',
      [pod('web', { hostNetwork: true }), guard(everyone, closed)],
      { ingress: 'no', egress: 'no' },
    ],
  ];
  test.each(rows)('%s', async (_, objects, judged) => {
    const { workloads } = await answered(await sessionOf(list(...objects)), 'inventory', {});
    expect(workloads.map((workload) => workload.judged)).toEqual([judged]);
    expect(workloads.map((workload) => workload.isolated)).toEqual([{ ingress: 'no', egress: 'no' }]);
  });
});

test('Services and nodes can be asked about, and are told', async () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { ports: [{ port: 80 }] },
  };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } };
  const { ends } = await answered(await sessionOf(list(pod('web'), service, node)), 'inventory', {});
  expect(ends).toEqual([
    { kind: 'Service', namespace: 'shop', name: 'web' },
    { kind: 'Node', name: 'n1' },
  ]);
});
