// Which pods a cluster has: ownership chains, workloads that stand for their pods, what is open about
// them, and what is said of it.

import { describe, expect, test } from 'vitest';
import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';
import { build, pod, podsOf, policy, workload } from './assembling.ts';
import { readText } from './reading.ts';

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
    const second = assemble(after, defaultAssumptions, first);
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
    const second = assemble(snapshot, assumptions, first);
    expect(second.cluster).toEqual(assemble(snapshot, assumptions).cluster);
  });
});
