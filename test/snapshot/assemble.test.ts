// Which pods a cluster has: ownership chains, workloads that stand for their pods, what is open about
// them, and what is said of it.

import { describe, expect, test } from 'vitest';
import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Pod } from '../../src/engine/model/cluster.ts';
import { everyAddress, noAddresses } from '../../src/engine/sets/addresses.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';
import { readText, shown } from './reading.ts';

const given = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: s}\n';

function owned(by: string): string {
  const [kind, name] = by.split('/');
  return by === '' ? '' : `, ownerReferences: [{kind: ${kind}, name: ${name}, controller: true}]`;
}

function pod(name: string, by = '', more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: s, labels: {app: web}${owned(by)}}\n${more}`;
}

function workload(kind: string, name: string, by = '', spec = ''): string {
  const template = '{metadata: {labels: {app: web}}}';
  const apiVersion = kind === 'Job' ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1';
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: s${owned(by)}}\nspec: {${spec}template: ${template}}\n`;
}

function policy(spec: string, name = 'p'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: s}\nspec: ${spec}\n`;
}

function build(documents: readonly string[], assumptions: Partial<Assumptions> = {}) {
  const snapshot = readText([given, ...documents].join('---\n'));
  const { cluster, diagnostics } = assemble(snapshot, { ...defaultAssumptions, ...assumptions });
  return { cluster, said: diagnostics.map((one) => shown(one, snapshot.sources)), diagnostics, snapshot };
}

function podsOf(documents: readonly string[], assumptions: Partial<Assumptions> = {}): readonly string[] {
  return build(documents, assumptions).cluster.pods.map(
    ({ kind, name, workload: { kind: owner, name: ownerName } }) => `${kind}/${name} of ${owner}/${ownerName}`,
  );
}

describe('who stands for what', () => {
  const rows: readonly (readonly [what: string, documents: readonly string[], pods: readonly string[]])[] = [
    ['a pod alone', [pod('a')], ['Pod/a of Pod/a']],
    ['a workload without pods stands for them', [workload('Deployment', 'd')], ['Deployment/d of Deployment/d']],
    [
      'a pod whose owners are in the input belongs to the last',
      [pod('a', 'ReplicaSet/r'), workload('ReplicaSet', 'r', 'Deployment/d'), workload('Deployment', 'd')],
      ['Pod/a of Deployment/d'],
    ],
    ['a pod alone belongs to its owner, absent as it is', [pod('a', 'ReplicaSet/r')], ['Pod/a of ReplicaSet/r']],
    [
      'the chain goes on through what is present to what is absent',
      [pod('a', 'StatefulSet/p'), workload('StatefulSet', 'p', 'Prometheus/k8s')],
      ['Pod/a of Prometheus/k8s'],
    ],
    [
      'a ReplicaSet of a Deployment in the input does not stand',
      [workload('ReplicaSet', 'r', 'Deployment/d'), workload('Deployment', 'd')],
      ['Deployment/d of Deployment/d'],
    ],
    [
      'a ReplicaSet of a Deployment that is absent stands',
      [workload('ReplicaSet', 'r', 'Deployment/d')],
      ['ReplicaSet/r of Deployment/d'],
    ],
    [
      'an old ReplicaSet beside one that has pods does not stand',
      [
        pod('a', 'ReplicaSet/r2'),
        workload('ReplicaSet', 'r1', 'Deployment/d', 'replicas: 0, '),
        workload('ReplicaSet', 'r2', 'Deployment/d'),
        workload('Deployment', 'd'),
      ],
      ['Pod/a of Deployment/d'],
    ],
    [
      'a finished pod counts as owned, and is left out',
      [pod('a', 'Job/j', 'status: {phase: Succeeded}\n'), workload('Job', 'j')],
      [],
    ],
    ['a mirror pod belongs to itself, not to its node', [pod('a', 'Node/n1')], ['Pod/a of Pod/a']],
    [
      'owners in a circle end where it closes',
      [
        workload('ReplicaSet', 'a', 'ReplicaSet/b'),
        workload('ReplicaSet', 'b', 'ReplicaSet/a'),
        pod('p', 'ReplicaSet/a'),
      ],
      ['Pod/p of ReplicaSet/b'],
    ],
    [
      'pods and workloads of one name are sorted by kind',
      [pod('w'), workload('StatefulSet', 'w'), workload('Deployment', 'w')],
      ['Deployment/w of Deployment/w', 'Pod/w of Pod/w', 'StatefulSet/w of StatefulSet/w'],
    ],
  ];
  test.each(rows)('%s', (_, documents, pods) => {
    expect(podsOf(documents)).toEqual(pods);
    expect(podsOf([...documents].reverse())).toEqual(pods);
  });

  test('finished pods are kept where they are counted', () => {
    const documents = [pod('a', '', 'status: {phase: Failed}\n'), pod('b', '', 'status: {phase: Running}\n')];
    expect(podsOf(documents)).toEqual(['Pod/b of Pod/b']);
    expect(podsOf(documents, { 'finished-pods': 'count' })).toEqual(['Pod/a of Pod/a', 'Pod/b of Pod/b']);
    expect(build(documents).said).toEqual(['info finished-pod 8:10']);
  });

  test('a workload with replicas 0 stands, with a note', () => {
    const { cluster, said } = build([workload('Deployment', 'd', '', 'replicas: 0, ')]);
    expect(cluster.pods).toMatchObject([{ kind: 'Deployment', replicas: 0 }]);
    expect(said).toEqual(['info replicas-zero 8:8']);
  });
});

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
    expect(diagnostics.map(({ code }) => code)).toEqual(['namespace-not-given']);
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
    expect(diagnostics.map((one) => shown(one, snapshot.sources))).toEqual([
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

describe('policies that select nothing', () => {
  test.each([
    ['no pod of their namespace', '{podSelector: {matchLabels: {app: db}}}', ['info selects-nothing 11:8']],
    ['some', '{podSelector: {matchLabels: {app: web}}}', []],
  ])('%s', (_, spec, expected) => {
    expect(build([pod('a'), policy(spec)]).said.map((one) => one.replace(/ \d+:/, ' 11:'))).toEqual(expected);
  });

  test('only pods on the host network, unless those count as pods', () => {
    const documents = [pod('a', '', 'spec: {hostNetwork: true}\n'), policy('{podSelector: {}}')];
    expect(build(documents).diagnostics.map(({ code }) => code)).toEqual(['selects-nothing']);
    expect(build(documents, { 'host-network-pods': 'as-pods' }).diagnostics).toEqual([]);
  });
});

describe('assembling again', () => {
  test('keeps the identity of pods and namespaces that did not change', () => {
    const text = [pod('a'), pod('b'), workload('Deployment', 'd')].join('---\n');
    const before = readText(text);
    const first = assemble(before, defaultAssumptions);
    const edited = text.replace('name: b', 'name: c');
    const after = read([{ file: 'input.yaml', text: edited }], { lenient: false }, before);
    const second = assemble(after, defaultAssumptions, first.cluster);
    const same = second.cluster.pods.map((one) => first.cluster.pods.includes(one));
    expect(second.cluster.pods.map(({ name }) => name)).toEqual(['a', 'c', 'd']);
    expect(same).toEqual([true, false, true]);
    expect(second.cluster).toEqual(assemble(after, defaultAssumptions).cluster);
  });

  test('changes what other assumptions change', () => {
    const snapshot = readText([pod('a'), workload('Deployment', 'd')].join('---\n'));
    const first = assemble(snapshot, defaultAssumptions);
    const assumptions: Assumptions = {
      ...defaultAssumptions,
      'controller-labels': 'absent',
      'namespace-labels': 'unknown',
    };
    const second = assemble(snapshot, assumptions, first.cluster);
    expect(second.cluster).toEqual(assemble(snapshot, assumptions).cluster);
  });
});
