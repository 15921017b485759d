// Edits over an input, as `kubectl apply` and `kubectl delete` would.

import { describe, expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { applyEdits, type SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { adminPolicy, cnp, definition } from './cluster-manifests.ts';
import { codes, names, readText } from './reading.ts';

const object = (kind: string, name: string, more = '') =>
  `apiVersion: ${kind === 'Pod' || kind === 'Namespace' ? 'v1' : 'apps/v1'}\nkind: ${kind}\nmetadata: {name: ${name}${kind === 'Namespace' ? '' : ', namespace: s'}${more}}\nspec: {template: {}}\n`;
const ownedBy = (kind: string, name: string) => `, ownerReferences: [{kind: ${kind}, name: ${name}, controller: true}]`;
const apply = (text: string, id = 'edit'): SnapshotEdit => ({ kind: 'apply', id, text });
const remove = (kind: string, name: string): SnapshotEdit => ({
  kind: 'delete',
  object: { kind, name, ...(kind === 'Namespace' ? {} : { namespace: 's' }) },
});
const strict = { lenient: false };

const base = readText(
  [
    object('Namespace', 's'),
    object('Pod', 'a'),
    object('Deployment', 'd'),
    object('ReplicaSet', 'r', ownedBy('Deployment', 'd')),
    object('Pod', 'b', ownedBy('ReplicaSet', 'r')),
  ].join('---\n'),
);

describe('edits', () => {
  const all = ['Namespace s', 'Pod s/a', 'Deployment s/d', 'ReplicaSet s/r', 'Pod s/b'];
  const rows: readonly (readonly [
    what: string,
    edits: readonly SnapshotEdit[],
    expected: readonly string[],
    said: readonly string[],
  ])[] = [
    ['none leave the base', [], all, []],
    ['applying something new adds it', [apply(object('Pod', 'c'))], [...all, 'Pod s/c'], []],
    ['applying what is there replaces it', [apply(object('Pod', 'a', ', labels: {x: z}'))], all, []],
    [
      'a later edit replaces an earlier one',
      [apply(object('Pod', 'c'), 'e1'), apply(object('Pod', 'c'), 'e2')],
      [...all, 'Pod s/c'],
      [],
    ],
    ['deleting takes away', [remove('Pod', 'a')], all.filter((name) => name !== 'Pod s/a'), []],
    ['deleting an owner takes what it owns', [remove('Deployment', 'd')], ['Namespace s', 'Pod s/a'], []],
    ['deleting a namespace takes what is in it', [remove('Namespace', 's')], [], []],
    [
      'deleting and applying again',
      [remove('Pod', 'a'), apply(object('Pod', 'a'))],
      [...all.filter((name) => name !== 'Pod s/a'), 'Pod s/a'],
      [],
    ],
    ['deleting what is not there is told', [remove('Pod', 'z')], all, ['nothing-to-delete']],
    [
      'a broken document is told, and the others applied',
      [apply(`${object('Pod', 'c')}---\na: [\n`)],
      [...all, 'Pod s/c'],
      ['bad-yaml'],
    ],
    ['pods of a workload stay, and that is told', [apply(object('Deployment', 'd'))], all, ['pods-not-replaced']],
  ];
  test.each(rows)('%s', (_, edits, expected, said) => {
    const edited = applyEdits(base, edits, strict);
    expect(names(edited)).toEqual(expected);
    expect(codes(edited)).toEqual(said);
  });

  test('objects of the base that no edit touches stay the identical values', () => {
    const edited = applyEdits(base, [apply(object('Pod', 'a', ', labels: {x: z}'))], strict);
    expect(edited.objects.map((one, i) => one === base.objects[i])).toEqual([true, false, true, true, true]);
  });

  test('edits whose text did not change stay the identical values too', () => {
    const first = applyEdits(base, [apply(object('Pod', 'c'), 'e1')], strict);
    const second = applyEdits(base, [apply(object('Pod', 'c'), 'e1'), apply(object('Pod', 'e'), 'e2')], strict, first);
    expect(second.objects.at(-2)).toBe(first.objects.at(-1));
    expect(second).toEqual(
      applyEdits(base, [apply(object('Pod', 'c'), 'e1'), apply(object('Pod', 'e'), 'e2')], strict),
    );
  });

  test('what an edit says stands in the edit', () => {
    const { sources, objects } = applyEdits(base, [apply(object('Pod', 'c'), 'my edit')], strict);
    expect(objects.at(-1)?.origin.file).toBe('my edit');
    expect(sources.map(({ file }) => file)).toEqual(['input.yaml', 'my edit']);
  });
});

describe('edits of policies of the whole cluster', () => {
  const everyone = '{priority: 1, subject: {namespaces: {}}}';
  const wide = readText([cnp('ingress', '[]'), adminPolicy(everyone)].join('---\n'));
  const both = ['ClusterNetworkPolicy c', 'AdminNetworkPolicy a'];
  const gone = (kind: string, name: string): SnapshotEdit => ({ kind: 'delete', object: { kind, name } });
  const rows: readonly (readonly [
    what: string,
    edits: readonly SnapshotEdit[],
    expected: readonly string[],
    said: readonly string[],
  ])[] = [
    ['applying replaces it', [apply(cnp('egress', '[]'))], both, []],
    [
      'one of another kind stands beside it',
      [apply(adminPolicy(everyone, '{name: c}'))],
      [...both, 'AdminNetworkPolicy c'],
      [],
    ],
    ['deleting takes it away', [gone('ClusterNetworkPolicy', 'c')], ['AdminNetworkPolicy a'], []],
    ['deleting one of another kind is told', [gone('AdminNetworkPolicy', 'c')], both, ['nothing-to-delete']],
  ];
  test.each(rows)('%s', (_, edits, expected, said) => {
    const edited = applyEdits(wide, edits, strict);
    expect(names(edited)).toEqual(expected);
    expect(codes(edited)).toEqual(said);
  });

  test('the channel of the base holds for what is applied', () => {
    const standard = readText(definition('ClusterNetworkPolicy', 'standard'));
    const edited = applyEdits(standard, [apply(cnp('egress', '[{action: Deny, to: [{nodes: {}}]}]'))], strict);
    const { cluster, diagnostics } = assemble(edited, defaultAssumptions);
    expect(cluster.clusterPolicies).toEqual([]);
    expect(diagnostics().map(({ code }) => code)).toEqual(['experimental-field']);
  });
});
