// What files leave out or leave to others: labels, namespaces, addresses.

import { describe, expect, test } from 'vitest';
import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Pod } from '../../src/engine/model/cluster.ts';
import { everyAddress, noAddresses } from '../../src/engine/sets/addresses.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { build, pod, policy, workload } from './assembling.ts';
import { readText, shown } from './reading.ts';

describe('labels that files lack', () => {
  const openOf = (kind: string, assumptions: Partial<Assumptions> = {}): readonly string[] | string | undefined => {
    const open = build([workload(kind, 'w')], assumptions).cluster.pods[0]?.labels.open;
    return typeof open === 'object' ? [...open].filter((key) => !key.startsWith('topology')) : open;
  };
  test.each([
    ['Deployment', ['pod-template-hash']],
    ['ReplicaSet', ['pod-template-hash']],
    ['StatefulSet', ['controller-revision-hash', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index']],
    ['DaemonSet', ['controller-revision-hash']],
    ['ReplicationController', []],
    [
      'Job',
      [
        'job-name',
        'controller-uid',
        'batch.kubernetes.io/job-name',
        'batch.kubernetes.io/controller-uid',
        'batch.kubernetes.io/job-completion-index',
      ],
    ],
  ])('%s', (kind, keys) => {
    expect(openOf(kind)).toEqual(keys);
    expect(openOf(kind, { 'controller-labels': 'absent' })).toBe('none');
  });

  test('a key that the template has is known', () => {
    const text = workload('Deployment', 'd').replace('app: web', 'app: web, pod-template-hash: x');
    const open = build([text]).cluster.pods[0]?.labels.open;
    expect(typeof open === 'object' ? [...open] : open).toEqual([
      'topology.kubernetes.io/zone',
      'topology.kubernetes.io/region',
    ]);
  });

  test('a pod of the input has the labels that it has', () => {
    expect(build([pod('a', 'ReplicaSet/r')]).cluster.pods[0]?.labels.open).toBe('none');
  });

  test.each([
    ['as a subject', '{podSelector: {matchLabels: {pod-template-hash: x}}}', ['warning label-unknowable 11:8']],
    [
      'as a peer',
      '{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: pod-template-hash, operator: Exists}]}}]}]}',
      ['warning label-unknowable 11:44'],
    ],
    [
      'that no pod could match otherwise',
      '{podSelector: {matchLabels: {pod-template-hash: x, app: other}}}',
      ['info selects-nothing 11:8'],
    ],
  ])('a policy is warned of that asks for one, %s', (_, spec, expected) => {
    const { said } = build([workload('Deployment', 'd'), policy(spec)]);
    expect(said.map((one) => one.replace(/ \d+:/, ' 11:'))).toEqual(expected);
  });
});

describe('namespaces', () => {
  test('of pods and policies that the input lacks are added, with a warning once', () => {
    const { cluster, diagnostics } = assemble(
      readText([pod('a'), pod('b'), policy('{}')].join('---\n')),
      defaultAssumptions,
    );
    expect(cluster.namespaces).toEqual([
      {
        name: 's',
        labels: { values: new Map([['kubernetes.io/metadata.name', 's']]), open: 'none' },
        origin: 'not-given',
      },
    ]);
    expect(diagnostics().map(({ code }) => code)).toEqual(['namespace-not-given']);
  });

  test('have unknown labels under namespace-labels: unknown', () => {
    const { cluster } = assemble(readText(pod('a')), { ...defaultAssumptions, 'namespace-labels': 'unknown' });
    expect(cluster.namespaces[0]?.labels.open).toBe('every-other-key');
  });

  test('always have the label of their name, whatever the manifest says', () => {
    const text =
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: s, labels: {a: b, kubernetes.io/metadata.name: x}}\n';
    const snapshot = readText(text);
    const { cluster, diagnostics } = assemble(snapshot, defaultAssumptions);
    expect(cluster.namespaces[0]?.labels.values).toEqual(
      new Map([
        ['a', 'b'],
        ['kubernetes.io/metadata.name', 's'],
      ]),
    );
    expect(diagnostics().map((one) => shown(one, snapshot.sources))).toEqual([
      'warning namespace-label-contradicts 3:36',
    ]);
  });

  test('are sorted by name, and pods refer to the very same value', () => {
    const { cluster } = build([pod('a'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n']);
    expect(cluster.namespaces.map(({ name }) => name)).toEqual(['a', 's']);
    expect(cluster.pods[0]?.namespace).toBe(cluster.namespaces[1]);
  });
});

describe('addresses', () => {
  const node = (spec: string) => `apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nspec: {${spec}}\n`;
  const first = (documents: readonly string[]): Pod | undefined => build(documents).cluster.pods[0];

  test('a pod has its own', () => {
    const assigned = first([pod('a', '', 'status: {podIP: 10.0.0.1}\n')]);
    expect(assigned?.addressing).toBe('assigned');
    expect(cidrCover(assigned?.addresses ?? noAddresses)).toEqual(['10.0.0.1/32']);
  });

  test.each([
    ['anywhere where no node says', [], ['0.0.0.0/0']],
    [
      "the nodes' ranges",
      [node('podCIDR: 10.0.0.0/24'), node('podCIDRs: [10.0.1.0/24]').replace('n1', 'n2')],
      ['10.0.0.0/23'],
    ],
    [
      'of the one family that nodes give, and anywhere in the other',
      [node('podCIDRs: ["fd00::/64"]')],
      ['0.0.0.0/0', 'fd00::/64'],
    ],
    ['of both families', [node('podCIDRs: [10.0.0.0/24, "fd00::/64"]')], ['10.0.0.0/24', 'fd00::/64']],
  ])('a pod without one may be: %s', (_, nodes, cover) => {
    const unassigned = first([pod('a'), ...nodes]);
    expect(unassigned?.addressing).toBe('unassigned');
    expect(cidrCover(unassigned?.addresses ?? noAddresses)).toEqual(cover);
  });

  test('a host-network pod without one may be anywhere', () => {
    const host = first([pod('a', '', 'spec: {hostNetwork: true}\n'), node('podCIDRs: [10.0.0.0/24, "fd00::/64"]')]);
    expect(host?.addresses).toEqual(everyAddress);
  });

  test.each([
    ['a pod', [pod('a', '', 'status: {podIPs: [{ip: "fd00::1"}]}\n')]],
    ["a node's range", [node('podCIDR: "fd00::/64"')]],
    ['a block of a policy', [policy('{egress: [{to: [{ipBlock: {cidr: "::/0"}}]}]}')]],
  ])('IPv6 is in play where %s has it', (_, documents) => {
    expect(build(documents).cluster.families).toEqual(['IPv4', 'IPv6']);
  });

  test('IPv4 is always in play', () => {
    expect(build([]).cluster.families).toEqual(['IPv4']);
  });
});
