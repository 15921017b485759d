// What the input shows of the network plugin and of what policies do not see: told, and never taken silently.

import { expect, test } from 'vitest';
import { openPointOf } from '../../src/snapshot/diagnostic.ts';
import { build, owned } from './assembling.ts';

const node = (labels = '') => `apiVersion: v1\nkind: Node\nmetadata: {name: n, labels: {${labels}}}\n`;
const daemonSet = (name: string, more = '') =>
  `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: ${name}, namespace: kube-system}\nspec: {template: {metadata: {labels: {a: b}${more}}}}\n`;
const podOf = (set: string, spec = '{nodeName: node-1}') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${set}-x1, namespace: kube-system${owned(`DaemonSet/${set}`)}}\nspec: ${spec}\n`;
const podWith = (annotations: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: s, annotations: {${annotations}}}\n`;
const namespaceWith = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: m, labels: {${labels}}}\n`;
const definition = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: d, namespace: s}\n`;

const about = ['cni-recognised', 'nothing-enforces', 'windows-nodes', 'service-mesh', 'secondary-networks'];

function told(...documents: readonly string[]) {
  return build(documents).diagnostics.filter(({ code }) => about.includes(code));
}

test.each([
  ['calico-node', 'calico'],
  ['canal', 'calico'],
  ['cilium', 'cilium'],
  ['anetd', 'cilium'],
  ['antrea-agent', 'antrea'],
  ['ovnkube-node', 'ovn-kubernetes'],
  ['kube-router', 'kube-router'],
  ['kube-network-policies', 'kube-network-policies'],
  ['kindnet', 'kube-network-policies'],
])('DaemonSet %s proposes --profile %s, as a pod of it does', (name, profile) => {
  for (const object of [daemonSet(name), podOf(name)]) {
    const notes = told(object);
    expect(notes).toMatchObject([{ severity: 'info', code: 'cni-recognised' }]);
    expect(openPointOf['cni-recognised']).toBe('F24');
    expect(notes[0]?.message).toContain(`\`--profile ${profile}\``);
  }
});

test.each(['weave-net', 'aws-node', 'azure-npm'])('%s is recognised, and has no profile', (name) => {
  const notes = told(daemonSet(name));
  expect(notes).toMatchObject([{ code: 'cni-recognised' }]);
  expect(notes[0]?.message).toContain('there is no profile of it');
});

test.each([
  ['nodes', [node()]],
  ['a pod of kube-system', [podOf('kube-proxy')]],
  ['a DaemonSet of kube-system', [daemonSet('kube-proxy')]],
])('a cluster with %s and no plugin that enforces policies says so loudly', (_, documents) => {
  expect(told(...documents)).toMatchObject([{ severity: 'warning', code: 'nothing-enforces' }]);
  expect(openPointOf['nothing-enforces']).toBe('F24');
});

test.each([
  ['crd.projectcalico.org/v1', 'ClusterInformation', 'calico'],
  ['cilium.io/v2', 'CiliumNode', 'cilium'],
  ['crd.antrea.io/v1beta1', 'AntreaAgentInfo', 'antrea'],
])('what only a plugin writes shows it: %s %s is of %s', (apiVersion, kind, profile) => {
  const notes = told(node(), definition(apiVersion, kind));
  expect(notes).toMatchObject([{ code: 'cni-recognised' }]);
  expect(notes[0]?.message).toContain(`\`--profile ${profile}\``);
});

test('a policy of a plugin is no sign of it: anybody may apply one', () => {
  expect(told(node(), definition('cilium.io/v2', 'CiliumNetworkPolicy')).map(({ code }) => code)).toEqual([
    'nothing-enforces',
  ]);
});

test('flannel alone enforces nothing', () => {
  expect(told(daemonSet('kube-flannel-ds')).map(({ code }) => code)).toEqual(['cni-recognised', 'nothing-enforces']);
});

test('flannel beside Calico is no reason to warn', () => {
  const notes = told(daemonSet('kube-flannel-ds'), daemonSet('calico-node'));
  expect(notes.map(({ code }) => code)).toEqual(['cni-recognised', 'cni-recognised']);
});

test('manifests of an application say nothing about the plugin, nor do pods that run nowhere', () => {
  expect(told(podOf('kube-proxy', '{}'))).toEqual([]);
  expect(told(podWith(''), namespaceWith(''))).toEqual([]);
});

test.each([
  ['windows-nodes', 'F24', [node('kubernetes.io/os: windows'), daemonSet('calico-node')]],
  ['service-mesh', 'F21', [namespaceWith('istio-injection: enabled')]],
  ['service-mesh', 'F21', [namespaceWith('istio.io/dataplane-mode: ambient')]],
  ['service-mesh', 'F21', [podWith('"sidecar.istio.io/status": "{}"')]],
  [
    'service-mesh',
    'F21',
    [daemonSet('app', ', annotations: {"sidecar.istio.io/inject": "true"}'), daemonSet('cilium')],
  ],
  ['secondary-networks', 'F23', [podWith('"k8s.v1.cni.cncf.io/networks": storage')]],
  ['secondary-networks', 'F23', [definition('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition')]],
  ['secondary-networks', 'F23', [definition('k8s.ovn.org/v1', 'UserDefinedNetwork')]],
  ['secondary-networks', 'F23', [definition('k8s.ovn.org/v1', 'ClusterUserDefinedNetwork')]],
])('%s is told (%s): %j', (code, flag, documents) => {
  expect(told(...documents)).toContainEqual(expect.objectContaining({ severity: 'info', code }));
  expect(openPointOf).toMatchObject({ [code]: flag });
});

test.each([
  ['an ambient mesh', 'istio.io/dataplane-mode: ambient', /15008/],
  ['sidecars', 'istio-injection: enabled', /ports of the application/],
])('%s changes which ports policies meet, and the note says it', (_, labels, words) => {
  expect(told(namespaceWith(labels))[0]?.message).toMatch(words);
});

test.each(['"sidecar.istio.io/inject": "false"', '"k8s.v1.cni.cncf.io/networks": ""', 'team: a'])(
  'a pod annotated with %s is an ordinary pod',
  (annotations) => {
    expect(told(podWith(annotations))).toEqual([]);
  },
);
