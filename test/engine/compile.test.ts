// Compiling with a memory answers as compiling without one.

import { expect, test } from 'vitest';
import { changed } from '../../src/engine/answer/changed.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import type { Cluster, Pod } from '../../src/engine/model/cluster.ts';
import type { NetworkPolicy } from '../../src/engine/model/policy.ts';
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

test('a pod of a new kind is met by every policy that means it', () => {
  const from = { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api', 'batch'] }] };
  const asked: readonly object[] = JSON.parse(
    list(
      shop,
      pod('db', { app: 'db' }, '10.0.0.1'),
      policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: from }] }] }),
    ),
  ).items;
  const before = engineOf(asked).compiled;
  const [db] = before.cluster.pods;
  const labels = { values: new Map([['app', 'batch']]), open: 'none' } as const;
  const after: Cluster = { ...before.cluster, pods: db === undefined ? [] : [{ ...db, name: 'batch', labels }, db] };
  expect(flows(compile(after, before), 'pod')).toEqual(flows(compile(after), 'pod'));
});

test('after two edits of both sides only the last one is told', () => {
  const of = (ingress: number, egress: number): readonly NetworkPolicy[] => {
    const rule = (port: number) => ({ ports: [{ port, endPort: port + 1, protocol: 'TCP' }] });
    const from = [{ podSelector: { matchLabels: { app: 'web' } } }];
    const policies = list(
      shop,
      policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from, ...rule(ingress) }] }),
      policy('web', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [rule(egress)] }),
    );
    return engineOf(JSON.parse(policies).items).cluster.policies;
  };
  const [first, second] = [of(80, 80), of(81, 90)];
  const world = (policies: readonly NetworkPolicy[], previous?: Compiled): Compiled =>
    compile({ ...engineOf(objects).cluster, ...previous?.cluster, policies }, previous);
  const start = world(first);
  const edited = world([second[0]!, first[1]!], start);
  const again = world([second[0]!, second[1]!], edited);
  const told = changed(edited, again);
  const ports = told === 'renumbered' ? told : told.flatMap(({ byPorts }) => byPorts);
  const [before, after] = [[81, 82], []].map((set) => again.ports.intern(set));
  expect(ports).toEqual([
    { before: { allowed: before, possible: before }, after: { allowed: after, possible: after }, pairs: 1 },
  ]);
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
