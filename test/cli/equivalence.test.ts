// `firebreak diff` proves a rewrite: nothing is listed where both inputs mean the same, whatever kinds say it, and
// where they don't, the flows on which they part.

import { describe, expect, test } from 'vitest';
import type { ChangeView, EndpointView, FlowDiff, PortsView } from '../../src/session/answers.ts';
import { type Around, run } from './run.ts';
import { violations } from './schemas.ts';

const levels = ['pod', 'workload', 'namespace'] as const;

async function difference(before: string, after: string, around: Around = {}, by = 'workload'): Promise<FlowDiff> {
  const { code, stdout, stderr } = await run(['diff', before, after, '--by', by, '--exit-code', '-o', 'json'], around);
  const answer: FlowDiff = JSON.parse(stdout);
  expect(code, stderr).toBe(answer.items.length > 0 ? 1 : 0);
  expect(violations('FlowDiff', answer)).toBe('');
  return answer;
}

/** `gained: guests/prometheus > shop/web on 9090` */
function saying({ change, from, to, before, after }: ChangeView): string {
  return `${change}: ${nameOf(from)} > ${nameOf(to)} on ${change === 'lost' ? words(before) : words(after)}`;
}

function nameOf(end: EndpointView): string {
  return 'cidrs' in end ? end.cidrs.join(' ') : `${end.namespace}/${end.name}`;
}

function words(ports: PortsView): string {
  return ports === 'all' ? 'all' : ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

describe('an AdminNetworkPolicy that is rewritten as a ClusterNetworkPolicy', () => {
  const folder = 'scenarios/admin-policy-rewritten-in-the-new-api';

  test.each(levels)('changes no flow, by %s, in either direction of the comparison', async (by) => {
    expect((await difference(`${folder}/cluster.yaml`, `${folder}/rewritten.yaml`, {}, by)).items).toEqual([]);
    expect((await difference(`${folder}/rewritten.yaml`, `${folder}/cluster.yaml`, {}, by)).items).toEqual([]);
  });

  test('opens what a slip opened, and says by which policy and where', async () => {
    const { items } = await difference(`${folder}/cluster.yaml`, `${folder}/slip.yaml`);
    expect(items.map(saying)).toEqual(['gained: guests/prometheus > shop/web on 9090']);
    expect(items[0]?.cause).toContainEqual({
      policy: { kind: 'ClusterNetworkPolicy', name: 'shop-is-scraped' },
      at: expect.objectContaining({ file: `${folder}/slip.yaml` }),
    });
  });
});

const pods = ['shop/web', 'shop/db', 'monitoring/prometheus', 'guests/visitor'].map((pod) => {
  const [namespace, name] = pod.split('/');
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } } };
});
const namespaces = ['shop', 'monitoring', 'guests'].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));

const named = (...names: readonly string[]) => ({
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: names }],
});
const every = { namespaces: {} };
const monitoring = { namespaces: named('monitoring') };
const tcp = (from: number, to = from) => ({
  tcp: { destinationPort: from === to ? { number: from } : { range: { start: from, end: to } } },
});

function networkPolicy(name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec };
}

function wide(tier: 'Admin' | 'Baseline', priority: number, ...ingress: readonly object[]): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `${tier.toLowerCase()}-${priority}` },
    spec: { tier, priority, subject: { namespaces: named('shop') }, ingress },
  };
}

function baselineAdmin(...ingress: readonly object[]): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject: { namespaces: named('shop') }, ingress },
  };
}

const locked = networkPolicy('locked', { policyTypes: ['Ingress'] });
const opensWeb = networkPolicy('opens-web', {
  podSelector: { matchLabels: { app: 'web' } },
  ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }],
});
const deny = { action: 'Deny', from: [every] };
const accept = (...protocols: readonly object[]) => ({ action: 'Accept', from: [monitoring], protocols });

type Rewrite = readonly [what: string, before: readonly object[], after: readonly object[], changes: readonly string[]];

const rewrites: readonly Rewrite[] = [
  [
    'one policy cut into two priorities',
    [wide('Admin', 10, accept(tcp(9090)), deny)],
    [wide('Admin', 10, accept(tcp(9090))), wide('Admin', 20, deny)],
    [],
  ],
  [
    'ports that are told one by one or as a range',
    [wide('Admin', 10, accept(tcp(9090), tcp(9091), tcp(9092)), deny)],
    [wide('Admin', 10, accept(tcp(9090, 9092)), deny)],
    [],
  ],
  [
    'a rule that another one before it leaves nothing to do',
    [wide('Admin', 10, deny)],
    [wide('Admin', 10, deny, accept(tcp(9090)))],
    [],
  ],
  [
    'a BaselineAdminNetworkPolicy as the Baseline tier',
    [opensWeb, baselineAdmin(deny)],
    [opensWeb, wide('Baseline', 0, deny)],
    [],
  ],
  [
    'two NetworkPolicies as one',
    [locked, opensWeb],
    [
      networkPolicy('web', {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }],
      }),
      networkPolicy('db', { podSelector: { matchLabels: { app: 'db' } } }),
    ],
    [],
  ],
  [
    'a Baseline deny as an Admin deny, which no NetworkPolicy opens',
    [opensWeb, baselineAdmin(deny)],
    [opensWeb, wide('Admin', 10, deny)],
    [
      'lost: guests/visitor > shop/web on 8080',
      'lost: monitoring/prometheus > shop/web on 8080',
      'lost: shop/db > shop/web on 8080',
    ],
  ],
  [
    'rules in another order',
    [wide('Admin', 10, accept(tcp(9090)), deny)],
    [wide('Admin', 10, deny, accept(tcp(9090)))],
    ['lost: monitoring/prometheus > shop/db on 9090', 'lost: monitoring/prometheus > shop/web on 9090'],
  ],
  [
    'a Pass as an Accept, which the namespace can no longer refuse',
    [opensWeb, wide('Admin', 10, { action: 'Pass', from: [monitoring] }, deny)],
    [opensWeb, wide('Admin', 10, { action: 'Accept', from: [monitoring] }, deny)],
    ['changed: monitoring/prometheus > shop/web on all'],
  ],
  [
    'a deny of every peer as a deny of every pod, which is not of the outside',
    [locked],
    [wide('Admin', 10, deny)],
    ['gained: 0.0.0.0/0 > shop/db on all', 'gained: 0.0.0.0/0 > shop/web on all'],
  ],
];

describe('a rewrite', () => {
  test.each(rewrites)('%s', async (_, before, after, changes) => {
    const text = (policies: readonly object[]) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...namespaces, ...pods, ...policies] });
    const files = { 'before.json': text(before), 'after.json': text(after) };
    const { items } = await difference('before.json', 'after.json', { files });
    expect(items.map(saying).sort()).toEqual(changes);
  });
});
