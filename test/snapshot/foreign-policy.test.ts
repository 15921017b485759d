// Policies of other makers: whom they may be about, and in which direction; nothing more of them is read.

import { expect, test } from 'vitest';
import { build, pod } from './assembling.ts';
import { readText } from './reading.ts';

function manifest(apiVersion: string, kind: string, body = '', namespace = 's'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: ${namespace}}\n${body}`;
}

function read(apiVersion: string, kind: string, body = '', namespace = 's') {
  const { objects } = readText(manifest(apiVersion, kind, body, namespace));
  const [object] = objects;
  return object?.kind === 'ForeignPolicy' ? object.policy : undefined;
}

const both = ['egress', 'ingress'];

test.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy', 's', 'allow-or-deny'],
  ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy', '', 'allow-or-deny'],
  ['projectcalico.org/v3', 'NetworkPolicy', 's', 'allow-or-deny'],
  ['crd.projectcalico.org/v1', 'NetworkPolicy', 's', 'allow-or-deny'],
  ['projectcalico.org/v3', 'GlobalNetworkPolicy', '', 'allow-or-deny'],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 's', 'allow-or-deny'],
  ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', '', 'allow-or-deny'],
  ['security.istio.io/v1', 'AuthorizationPolicy', 's', 'deny-only'],
  ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 's', 'note'],
])('%s %s may be about every pod of %o', (apiVersion, kind, namespace, effect) => {
  const policy = read(apiVersion, kind);
  expect(policy).toMatchObject({ kind, apiVersion, namespace, name: 'a', effect });
  const namespaces = namespace === '' ? { kind: 'matching', selector: [] } : { kind: 'named', name: namespace };
  expect(policy?.subject).toEqual({ kind: 'pods', namespaces, pods: [], hostNetwork: 'never' });
});

test.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {ingress: []}', ['ingress']],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {egressDeny: []}', ['egress']],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'specs: [{ingressDeny: []}, {egress: []}]', both],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {}}', both],
  ['projectcalico.org/v3', 'NetworkPolicy', 'spec: {types: [Egress], ingress: []}', ['egress']],
  ['projectcalico.org/v3', 'NetworkPolicy', 'spec: {ingress: []}', ['ingress']],
  ['projectcalico.org/v3', 'NetworkPolicy', 'spec: {types: [Sideways]}', both],
  ['projectcalico.org/v3', 'GlobalNetworkPolicy', 'spec: not a mapping', both],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'spec: {egress: []}', ['egress']],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'spec: {}', ['ingress']],
])('%s %s with `%s` is about %j', (apiVersion, kind, body, directions) => {
  expect(read(apiVersion, kind, body)?.directions).toEqual(directions);
});

const plain = { op: 'In', key: 'app', values: ['a'] };
const wide: readonly object[] = [];

test.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {matchLabels: {app: a}}}', [plain]],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {matchLabels: {"any:app": a}}}', [plain]],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {matchLabels: {"k8s:any:app": a}}}', wide],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {matchLabels: {app: 1}}}', wide],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {matchLabels: [a]}}', wide],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec: {endpointSelector: {matchLabels: {app: a}, more: {}}}', wide],
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'specs: not a list', wide],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'spec: {selector: {matchLabels: {app: a}}}', [plain]],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'spec: {selector: {matchLabels: {app: a}}, targetRef: {}}', wide],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'spec: {appliedTo: [{podSelector: {matchLabels: {app: a}}}]}', [plain]],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'spec: {appliedTo: [{namespaceSelector: {}}]}', wide],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'spec: {appliedTo: {podSelector: {}}}', wide],
  [
    'crd.antrea.io/v1beta1',
    'NetworkPolicy',
    'spec: {appliedTo: [{podSelector: {matchLabels: {app: a}}}], ingress: [{appliedTo: []}]}',
    wide,
  ],
  ['projectcalico.org/v3', 'NetworkPolicy', `spec: {selector: "app == 'a'"}`, [plain]],
  [
    'projectcalico.org/v3',
    'NetworkPolicy',
    `spec: {selector: "app in {'a'} && !has(b)"}`,
    [plain, { op: 'DoesNotExist', key: 'b' }],
  ],
  ['projectcalico.org/v3', 'NetworkPolicy', `spec: {selector: "app != 'a'"}`, [{ ...plain, op: 'NotIn' }]],
  ['projectcalico.org/v3', 'NetworkPolicy', `spec: {selector: "(app == 'a')"}`, wide],
  ['projectcalico.org/v3', 'NetworkPolicy', `spec: {selector: "app == 'a' &&"}`, wide],
  ['projectcalico.org/v3', 'NetworkPolicy', `spec: {selector: [all()]}`, wide],
])('%s %s with `%s` selects %j', (apiVersion, kind, body, pods) => {
  expect(read(apiVersion, kind, body)?.subject).toMatchObject({ namespaces: { kind: 'named', name: 's' }, pods });
});

test('in the own namespace and by its labels, a namespaced Cilium policy selects by both', () => {
  const body = 'spec: {endpointSelector: {matchLabels: {"k8s:io.cilium.k8s.namespace.labels.team": t}}}';
  expect(read('cilium.io/v2', 'CiliumNetworkPolicy', body)?.subject.namespaces).toEqual({
    kind: 'matching',
    selector: [
      { op: 'In', key: 'kubernetes.io/metadata.name', values: ['s'] },
      { op: 'In', key: 'team', values: ['t'] },
    ],
  });
});

test('an AuthorizationPolicy in the root namespace of Istio is about the whole mesh', () => {
  const policy = read('security.istio.io/v1', 'AuthorizationPolicy', 'spec: {action: DENY}', 'istio-system');
  expect(policy).toMatchObject({ effect: 'deny-only', subject: { namespaces: { kind: 'matching', selector: [] } } });
});

test.each([
  [
    'an AuthorizationPolicy that only audits',
    'security.istio.io/v1',
    'AuthorizationPolicy',
    'a',
    'spec: {action: AUDIT}',
  ],
  ['what Calico shows of a NetworkPolicy', 'projectcalico.org/v3', 'NetworkPolicy', 'knp.default.db', ''],
])('%s enforces nothing of its own', (_, apiVersion, kind, name, body) => {
  const { objects, diagnostics } = readText(manifest(apiVersion, kind, body).replace('name: a', `name: ${name}`));
  expect(objects).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-kinds']);
});

test.each(['StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy'])(
  '%s enforces nothing, and is like any kind that we do not use',
  (kind) => {
    const { objects, diagnostics } = readText(manifest('projectcalico.org/v3', kind));
    expect(objects).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-kinds']);
  },
);

test('kinds of one name by two makers, and one policy in two groups, stay apart', () => {
  const { objects, diagnostics } = readText(
    ['projectcalico.org/v3', 'crd.projectcalico.org/v1', 'crd.antrea.io/v1beta1']
      .map((apiVersion) => manifest(apiVersion, 'NetworkPolicy'))
      .join('---\n'),
  );
  expect(objects).toHaveLength(3);
  expect(diagnostics.map(({ code }) => code)).toEqual(Array(3).fill('policy-not-evaluated'));
});

test('the cluster has them by kind, namespace and name', () => {
  const { cluster } = build([
    pod('web'),
    manifest('projectcalico.org/v3', 'NetworkPolicy'),
    manifest('cilium.io/v2', 'CiliumNetworkPolicy'),
    manifest('cilium.io/v2', 'CiliumClusterwideNetworkPolicy'),
  ]);
  expect(cluster.foreignPolicies.map(({ kind, namespace }) => `${kind} ${namespace}`)).toEqual([
    'CiliumClusterwideNetworkPolicy ',
    'CiliumNetworkPolicy s',
    'NetworkPolicy s',
  ]);
});

test.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy', /are unknown; `--assume foreign-policies=note`/],
  ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', /pod network alone/],
  ['extensions/v1beta1', 'NetworkPolicy', /may be different; write `networking.k8s.io\/v1`/],
])('of %s %s is told once what it means for answers', (apiVersion, kind, words) => {
  const other = manifest(apiVersion, kind).replace('name: a', 'name: b');
  const { diagnostics } = readText(`${manifest(apiVersion, kind)}---\n${other}`);
  expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'policy-not-evaluated' }]);
  expect(diagnostics[0]?.message).toMatch(/^2 of /);
  expect(diagnostics[0]?.message).toMatch(words);
});
