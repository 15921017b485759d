// After an edit only what it touches is assembled: the result is that of assembling everything, and what did not
// change is the identical value.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { type Assembled, assemble } from '../../src/snapshot/assemble.ts';
import { readObjects } from '../../src/snapshot/from-objects.ts';
import { applyEdits, type SnapshotEdit } from '../../src/snapshot/overlay.ts';
import type { ReadObject, Snapshot } from '../../src/snapshot/snapshot.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { services } from '../arbitrary/services.ts';
import { editedOneByOne, plans } from '../laws/edits.ts';
import { given, pod, policy, workload } from './assembling.ts';
import { readText } from './reading.ts';

const strict = { lenient: false };

/** Every list of a cluster, whose members an engine tells apart by identity. */
const lists = ['namespaces', 'pods', 'policies', 'clusterPolicies', 'foreignPolicies', 'nodes'] as const;

function expectKept(before: Cluster, after: Cluster, changedObjects: ReadonlySet<unknown>): void {
  for (const list of lists) {
    const earlier = new Map<unknown, unknown>(before[list].map((each) => [each.origin, each]));
    for (const each of after[list]) {
      if (changedObjects.has(each.origin) || !earlier.has(each.origin) || each.origin === 'not-given') continue;
      const was = earlier.get(each.origin);
      if (JSON.stringify(shown(was)) === JSON.stringify(shown(each))) expect(each).toBe(was);
    }
    const same = before[list].length === after[list].length && before[list].every((each, i) => each === after[list][i]);
    if (same && list !== 'foreignPolicies') expect(after[list], list).toBe(before[list]);
  }
}

function shown(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => {
      if (each instanceof Map || each instanceof Set) return [...each];
      return typeof each === 'bigint' ? `${each}n` : each;
    }),
  );
}

function told({ cluster, diagnostics }: Assembled) {
  return { cluster, diagnostics: diagnostics() };
}

function originsOf(objects: readonly ReadObject[]): ReadonlySet<unknown> {
  return new Set(objects.map(({ origin }) => origin));
}

describe('after any edits', () => {
  test('assembling again is assembling anew, and what did not change is the identical value', () => {
    let reused = 0;
    fc.assert(
      fc.property(
        cluster(),
        services(),
        assume(),
        fc.array(plans(), { minLength: 1, maxLength: 5 }),
        (objects, services, assume, list) => {
          const assumptions = { ...defaultAssumptions, ...assume };
          const all = [...objects, ...services];
          const base = readObjects(all, strict);
          let snapshot = base;
          let before = assemble(base, assumptions);
          const steps = editedOneByOne(all, list);
          steps.forEach((_, i) => {
            const edits = steps.slice(0, i + 1).map(({ edit }) => edit);
            const edited: Snapshot = applyEdits(base, edits, strict, snapshot);
            const after = assemble(edited, assumptions, before);
            const anew = assemble(edited, assumptions);
            expect(after.cluster).toEqual(anew.cluster);
            expect(after.diagnostics()).toEqual(anew.diagnostics());
            const kept = new Set(snapshot.objects);
            expectKept(before.cluster, after.cluster, originsOf(edited.objects.filter((one) => !kept.has(one))));
            if (after.cluster.services === before.cluster.services) reused++;
            [snapshot, before] = [edited, after];
          });
          const undone = applyEdits(base, [], strict, snapshot);
          expect(assemble(undone, assumptions, before).cluster).toEqual(assemble(base, assumptions).cluster);
        },
      ),
      { numRuns: 150 },
    );
    expect(reused).toBeGreaterThan(100);
  });
});

const finished = 'status: {phase: Succeeded}\n';
const v6 = 'status: {podIP: "fd00::1"}\n';
const mesh = (name: string) => pod(name).replace('labels:', "annotations: {sidecar.istio.io/status: '{}'}, labels:");
const other = (text: string) => text.replace('namespace: s', 'namespace: t');
const wide = `apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: c}\nspec: {tier: Admin, priority: 1, subject: {namespaces: {matchLabels: {x: y}}}, egress: []}\n`;
const ingress =
  'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: s}\nspec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}\n';
const proxy = pod('ingress')
  .replace('app: web', 'app.kubernetes.io/name: ingress-nginx')
  .replace('namespace: s', 'namespace: ingress-nginx');

describe('one edit', () => {
  const idle = policy('{podSelector: {matchLabels: {app: other}}}', 'idle');
  const rows: readonly (readonly [what: string, base: readonly string[], edit: string | SnapshotEdit])[] = [
    [
      'of a policy',
      [pod('a'), policy('{}', 'p'), policy('{}', 'q')],
      policy('{podSelector: {matchLabels: {a: b}}}', 'p'),
    ],
    ['of a policy that comes first', [pod('a'), policy('{}', 'p')], policy('{}', 'a')],
    [
      'that takes a policy away',
      [policy('{}', 'p'), idle],
      { kind: 'delete', object: { kind: 'NetworkPolicy', namespace: 's', name: 'idle' } },
    ],
    ['that gives a policy a pod', [pod('a'), idle], pod('b').replace('app: web', 'app: other')],
    ['that takes the only pod of a policy', [pod('a').replace('app: web', 'app: other'), idle], pod('a')],
    ['of a pod in a namespace that is not given', [other(pod('a')), other(pod('b'))], other(pod('b', '', finished))],
    [
      'of the first pod in a namespace that is not given',
      [other(pod('a')), other(pod('b'))],
      other(pod('a', '', finished)),
    ],
    ['in a namespace that comes into being', [pod('a')], other(policy('{}'))],
    [
      'that empties a namespace',
      [other(policy('{}'))],
      { kind: 'delete', object: { kind: 'NetworkPolicy', namespace: 't', name: 'p' } },
    ],
    ['that brings IPv6', [pod('a')], pod('b', '', v6)],
    ['that takes IPv6 away', [pod('a', '', v6)], pod('a')],
    ['beside others of IPv6', [pod('a', '', v6), pod('b', '', v6)], pod('a')],
    ['of a block of IPv6', [pod('a')], policy('{egress: [{to: [{ipBlock: {cidr: "fd00::/8"}}]}]}')],
    ['that ends a pod', [pod('a'), pod('b', '', finished)], pod('a', '', finished)],
    ['that brings a mesh', [pod('a')], mesh('b')],
    ['that gives a workload its first pod', [workload('Deployment', 'd')], pod('a', 'Deployment/d')],
    ['that takes the last pod of a workload', [workload('Deployment', 'd'), pod('a', 'Deployment/d')], pod('a')],
    [
      'that takes one pod of a workload',
      [workload('Deployment', 'd'), pod('a', 'Deployment/d'), pod('b', 'Deployment/d')],
      pod('a'),
    ],
    ['of a workload', [workload('Deployment', 'd')], workload('Deployment', 'd', '', 'replicas: 0, ')],
    [
      'of a policy about labels that nobody knows',
      [workload('Deployment', 'd'), policy('{}', 'p')],
      policy('{podSelector: {matchLabels: {pod-template-hash: x}}}', 'q'),
    ],
    ['of the labels of a namespace', [pod('a'), wide], given.replace('name: s', 'name: s, labels: {x: y}')],
    ['of a Namespace that was not given', [other(pod('a'))], given.replace('name: s', 'name: t')],
    [
      'of a namespace that opens labels',
      [
        workload('Deployment', 'd'),
        policy(
          '{ingress: [{from: [{namespaceSelector: {matchLabels: {x: y}}, podSelector: {matchLabels: {pod-template-hash: x}}}]}]}',
        ),
      ],
      given.replace('name: s', 'name: s, labels: {x: y}'),
    ],
    ['of the only pod of a policy for the whole cluster', [pod('a'), wide], pod('b')],
    ['of a policy for the whole cluster', [pod('a'), wide], wide.replace('priority: 1', 'priority: 2')],
    ['of a pod that lets the outside in', [pod('a'), ingress], proxy],
    ['of a pod beside a door', [pod('a'), ingress], pod('b')],
  ];
  test.each(rows)('%s gives what assembling anew gives', (_, base, edit) => {
    const before = readText([given, ...base].join('---\n'));
    const first = assemble(before, defaultAssumptions);
    const edits: readonly SnapshotEdit[] = [typeof edit === 'string' ? { kind: 'apply', id: 'e', text: edit } : edit];
    const after = applyEdits(before, edits, strict, before);
    expect(after.objects).not.toEqual(before.objects);
    const again = assemble(after, defaultAssumptions, first);
    expect(told(again)).toEqual(told(assemble(after, defaultAssumptions)));
    expect(told(assemble(before, defaultAssumptions, again))).toEqual(told(first));
    const kept = new Set(before.objects);
    expectKept(first.cluster, again.cluster, originsOf(after.objects.filter((one) => !kept.has(one))));
  });

  test('of a policy leaves everything else the identical value', () => {
    const before = readText([given, pod('a'), policy('{}', 'p'), policy('{}', 'q'), wide, ingress].join('---\n'));
    const assembled = assemble(before, defaultAssumptions);
    const first = assembled.cluster;
    const text = policy('{policyTypes: [Egress]}', 'p');
    const edited = applyEdits(before, [{ kind: 'apply', id: 'e', text }], strict);
    const second = assemble(edited, defaultAssumptions, assembled).cluster;
    expect(second.policies.map((one, i) => one === first.policies[i])).toEqual([false, true]);
    expect({ ...second, policies: first.policies }).toEqual(first);
    const others = Object.keys(first).filter((key) => key !== 'policies') as (keyof Cluster)[];
    expect(others.filter((key) => first[key] !== second[key])).toEqual([]);
  });
});
