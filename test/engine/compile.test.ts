// Compiling with a memory answers as compiling without one.

import { expect, test } from 'vitest';
import { flows } from '../../src/engine/answer/flows.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import type { Cluster, Pod } from '../../src/engine/model/cluster.ts';
import { list, pod, policy, shop } from '../session/asking.ts';
import { engineOf } from './evaluators.ts';

const objects: readonly object[] = JSON.parse(
  list(
    shop,
    pod('db', { app: 'db' }, '10.0.0.1'),
    pod('web', { app: 'web' }, '10.0.0.2'),
    policy('db', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
    }),
  ),
).items;

test('a pod that lost its label is of another class', () => {
  const before = engineOf(objects).compiled;
  const pods = before.cluster.pods.map(
    (each): Pod => (each.name === 'web' ? { ...each, labels: { values: new Map(), open: 'none' } } : each),
  );
  const after: Cluster = { ...before.cluster, pods };
  expect(flows(compile(after, before), 'pod')).toEqual(flows(compile(after), 'pod'));
  expect(flows(compile(after, before), 'pod')).not.toEqual(flows(before, 'pod'));
});

test('a policy that went leaves no trace', () => {
  const before = engineOf(objects).compiled;
  const after: Cluster = { ...before.cluster, policies: [] };
  expect(flows(compile(after, before), 'pod')).toEqual(flows(compile(after), 'pod'));
});

test('thousands of pods that come and go one by one leave nothing behind', () => {
  const first = engineOf(objects).compiled;
  const web = first.cluster.pods.find(({ name }) => name === 'web');
  let now = first;
  for (let turn = 0; turn < 5000; turn++) {
    const others = now.cluster.pods.filter(({ name }) => name !== 'web');
    const pods = turn % 2 === 0 || web === undefined ? others : [...others, { ...web }];
    now = compile({ ...now.cluster, pods }, now);
  }
  expect(flows(now, 'pod')).toEqual(flows(first, 'pod'));
  expect(flows(now, 'pod')).toEqual(flows(compile(now.cluster), 'pod'));
});

test('thousands of policies that come and go one by one leave nothing behind', () => {
  const first = engineOf(objects).compiled;
  let now = first;
  for (let turn = 0; turn < 5000; turn++) {
    const policies = turn % 2 === 0 ? [] : first.cluster.policies.map((policy) => ({ ...policy }));
    now = compile({ ...now.cluster, policies }, now);
  }
  expect(flows(now, 'pod')).toEqual(flows(first, 'pod'));
});
