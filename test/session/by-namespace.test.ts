// An input that is too large to list is counted by namespace, and told where somebody asks.

import { beforeAll, describe, expect, test } from 'vitest';
import type { ChangeView, EndpointView, FlowView } from '../../src/session/answers.ts';
import type { Ask, Edit } from '../../src/session/questions.ts';
import { answered, list, pod, policy, sessionOf, shop } from './asking.ts';
import { large, largeCluster } from './large-cluster.ts';

const pods = large.namespaces * large.replicas * 2;
const deny: Edit = {
  kind: 'apply',
  id: 'edit:team-3/deny',
  text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: team-3 }
spec: { podSelector: {}, policyTypes: [Egress] }
`,
};
const guard = {
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'guard' },
  spec: {
    tier: 'Admin',
    priority: 1,
    subject: { namespaces: {} },
    egress: [{ action: 'Deny', to: [{ networks: ['198.51.100.0/24'] }] }],
  },
};

let ask: Ask;
beforeAll(async () => {
  ask = await sessionOf(largeCluster(large, guard));
});

describe('the inventory of a large input', () => {
  test('counts by namespace what it does not list', async () => {
    const inventory = await answered(ask, 'inventory', { detail: 'fitting' });
    expect(inventory).toMatchObject({
      detail: 'by-namespace',
      counts: {
        pods,
        workloads: 2 * large.namespaces,
        namespaces: large.namespaces,
        policies: 2 * large.namespaces + 1,
      },
      workloads: [],
    });
    expect(inventory.namespaces[3]).toMatchObject({
      name: 'team-3',
      labels: { team: '3' },
      holds: {
        pods: 2 * large.replicas,
        workloads: 2,
        policies: 2,
        ingress: { yes: 2 * large.replicas, no: 0, unknown: 0 },
        egress: { yes: 0, no: 2 * large.replicas, unknown: 0 },
      },
    });
  });

  test('lists the policies of the whole cluster, which are few', async () => {
    const { policies } = await answered(ask, 'inventory', { detail: 'fitting' });
    expect(policies.map(({ policy: { name }, selects }) => [name, selects])).toEqual([['guard', pods]]);
  });

  test('lists everything for who asks for it', async () => {
    const inventory = await answered(ask, 'inventory', {});
    expect(inventory.detail).toBeUndefined();
    expect(inventory.workloads).toHaveLength(2 * large.namespaces);
    expect(inventory.policies).toHaveLength(2 * large.namespaces + 1);
  });

  test('of a small input is whole', async () => {
    const small = await sessionOf(list(shop, pod('web', { app: 'web' }, '10.0.0.1'), policy('p', { podSelector: {} })));
    const inventory = await answered(small, 'inventory', { detail: 'fitting' });
    expect(inventory.workloads).toHaveLength(1);
    expect(inventory.policies).toHaveLength(1);
  });
});

describe('what a namespace holds', () => {
  test('is as the whole inventory has it', async () => {
    const whole = await answered(ask, 'inventory', {});
    const contents = await answered(ask, 'contents', { namespaces: ['team-3'] });
    expect(contents.workloads).toEqual(whole.workloads.filter(({ workload }) => workload.namespace === 'team-3'));
    expect(contents.policies.filter(({ policy }) => policy.kind === 'NetworkPolicy')).toEqual(
      whole.policies.filter(({ policy }) => policy.namespace === 'team-3'),
    );
    expect(contents.ends).toEqual([{ kind: 'Service', namespace: 'team-3', name: 'web' }]);
  });

  test('has the cluster-wide policies with their subjects there', async () => {
    const { policies } = await answered(ask, 'contents', { namespaces: ['team-3'] });
    const [wide] = policies.filter(({ policy }) => policy.name === 'guard');
    expect(wide).toMatchObject({ selects: pods });
    expect(wide?.subjects.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual([
      'team-3/db',
      'team-3/web',
    ]);
  });

  test('leaves out names that are not there', async () => {
    const contents = await answered(ask, 'contents', { namespaces: ['nowhere', 'team-1'] });
    expect(contents.namespaces).toEqual(['team-1']);
  });
});

describe('an edit of a large input', () => {
  test('is answered with the namespaces that it touches, and those as loaded once it is taken back', async () => {
    const edited = await answered(ask, 'edit', { edits: [deny] });
    expect(edited).toMatchObject({ detail: 'edits', gone: [], counts: { policies: 2 * large.namespaces + 2 } });
    expect(edited.namespaces.map(({ name, holds }) => [name, holds?.policies, holds?.egress.yes])).toEqual([
      ['team-3', 3, 2 * large.replicas],
    ]);
    const back = await answered(ask, 'edit', { edits: [] });
    expect(back.namespaces).toEqual([]);
  });

  test('tells which policies it added, changed and took away', async () => {
    const web = { kind: 'NetworkPolicy', namespace: 'team-3', name: 'web' };
    const db =
      deny.kind === 'apply'
        ? { ...deny, id: 'edit:team-3/db', text: deny.text.replace('name: deny', 'name: db') }
        : deny;
    await answered(ask, 'edit', { edits: [deny, db, { kind: 'delete', object: web }] });
    const { policies, before } = await answered(ask, 'contents', { namespaces: ['team-3'] });
    expect(policies.map(({ policy, state }) => [policy.name, state])).toEqual([
      ['db', 'edited'],
      ['deny', 'added'],
      ['guard', 'as-loaded'],
    ]);
    expect(before.map(({ policy, state }) => [policy.name, state])).toEqual([
      ['db', 'as-loaded'],
      ['web', 'as-loaded'],
    ]);
    await answered(ask, 'edit', { edits: [] });
  });

  test('that takes a namespace away says so', async () => {
    const object = { kind: 'Namespace', name: 'team-2' };
    const { gone, namespaces } = await answered(ask, 'edit', { edits: [{ kind: 'delete', object }] });
    expect([gone, namespaces]).toEqual([['team-2'], []]);
    await answered(ask, 'edit', { edits: [] });
  });
});

describe('finding by name', () => {
  test('counts every kind and tells the first of each', async () => {
    const { groups } = await answered(ask, 'find', { text: 'TEAM-4/web', most: 2 });
    expect(groups.map(({ kind, count, items }) => [kind, count, items.map(({ object }) => object.name)])).toEqual([
      ['Namespace', 0, []],
      ['workload', 1, ['web']],
      ['policy', 1, ['web']],
      ['Pod', large.replicas, ['web-0', 'web-1']],
      ['Service', 1, ['web']],
      ['Node', 0, []],
    ]);
  });

  test('wants every word, and tells the workload of a pod', async () => {
    const { groups } = await answered(ask, 'find', { text: 'team-4 db-16', most: 1 });
    const [found] = groups.filter(({ kind }) => kind === 'Pod');
    expect(found?.items).toEqual([
      {
        object: { kind: 'Pod', namespace: 'team-4', name: 'db-16' },
        workload: { kind: 'StatefulSet', namespace: 'team-4', name: 'db' },
      },
    ]);
    expect(found?.count).toBe(11);
  });
});

describe('the flows of one namespace of many', () => {
  const asked = { by: 'workload', from: [], to: [], port: '', namespaces: ['team-3'] } as const;

  test('tell the others together where they fare alike', async () => {
    const { items } = await answered(ask, 'flows', { ...asked, far: 'folded' });
    const ends = items.map(({ from, to }) => [from, to].map((end) => ('cidrs' in end ? 'outside' : end.name)));
    const others = `all ${large.namespaces - 1} other namespaces`;
    expect(ends).toContainEqual([others, 'web']);
    expect(ends).toContainEqual(['db', others]);
    expect(ends).not.toContainEqual([others, 'db']);
  });

  test('are what the flows of that namespace alone are, among its own workloads', async () => {
    const inside = ({ from, to }: { readonly from: object; readonly to: object }) =>
      [from, to].every((end) => 'namespace' in end && end.namespace === 'team-3');
    const [folded, plain] = await Promise.all([
      answered(ask, 'flows', { ...asked, far: 'folded' }),
      answered(ask, 'flows', asked),
    ]);
    expect(folded.items.filter(inside)).toEqual(plain.items.filter(inside));
  });

  test('fare together as each of them fares alone', async () => {
    const [folded, plain] = await Promise.all([
      answered(ask, 'flows', { ...asked, by: 'namespace', far: 'folded' }),
      answered(ask, 'flows', { ...asked, by: 'namespace' }),
    ]);
    const portsOf = (items: readonly FlowView[], from: string) =>
      items.flatMap((item) =>
        'name' in item.from && item.from.name === from ? [[item.ports, item.partialPorts]] : [],
      );
    const [[together = []] = []] = [portsOf(folded.items, `all ${large.namespaces - 1} other namespaces`)];
    for (let i = 0; i < large.namespaces; i++)
      if (i !== 3) expect(portsOf(plain.items, `team-${i}`)).toContainEqual(together);
    expect(together).not.toEqual([]);
  });

  test('are refused without a namespace', async () => {
    expect(await ask('flows', { ...asked, namespaces: [], far: 'folded' })).toMatchObject({ code: 'bad-question' });
  });
});

describe('what an edit of a large input changes', () => {
  const asked = { by: 'workload', namespaces: [], most: 2000 } as const;

  test('is what it changes in all, with the other namespaces told as such', async () => {
    await answered(ask, 'edit', { edits: [deny] });
    const all = await answered(ask, 'changes', { by: 'workload', namespaces: [] });
    const near = await answered(ask, 'changes', asked);
    const inside = ({ from, to }: ChangeView) =>
      [from, to].every((end) => 'namespace' in end && end.namespace === 'team-3');
    expect(near.items.filter(inside)).toEqual(all.items.filter(inside));
    const across = near.items.filter((item) => !inside(item)).map(({ from, to }) => `${nameOf(from)} ${nameOf(to)}`);
    const wanted = all.items.filter((item) => !inside(item)).map(({ from, to }) => `${near3(from)} ${near3(to)}`);
    expect(across.sort()).toEqual([...new Set(wanted)].sort());
    expect(near.equivalence).toBe('different');
    expect(near.items[0]?.cause.map(({ policy }) => policy.name)).toEqual(['deny']);
    await answered(ask, 'edit', { edits: [] });
  });

  test('is told by namespace where it is more than asked for', async () => {
    await answered(ask, 'edit', { edits: [deny] });
    expect((await answered(ask, 'changes', { ...asked, most: 1 })).by).toBe('namespace');
    await answered(ask, 'edit', { edits: [] });
  });

  test('needs a namespace to look at where it is about all of them', async () => {
    const object = { kind: 'ClusterNetworkPolicy', name: 'guard' };
    await answered(ask, 'edit', { edits: [{ kind: 'delete', object }] });
    expect(await ask('changes', asked)).toMatchObject({ code: 'bad-question' });
    const { items } = await answered(ask, 'changes', { ...asked, namespaces: ['team-1'] });
    expect(items.length).toBeGreaterThan(0);
    await answered(ask, 'edit', { edits: [] });
  });
});

function nameOf(end: EndpointView): string {
  if ('cidrs' in end) return 'outside';
  return end.namespace === undefined ? end.name : `${end.namespace}/${end.name}`;
}

/** As the other namespaces are told from team-3. */
function near3(end: EndpointView): string {
  return 'namespace' in end && end.namespace !== 'team-3' ? (end.namespace ?? '') : nameOf(end);
}
