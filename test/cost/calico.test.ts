import { describe, expect, test } from 'vitest';
import { calicoIptables } from '../../src/engine/cost/dataplanes/calico-iptables.ts';
import type { Attempt, Operations } from '../../src/engine/cost/model.ts';
import { site } from '../../src/engine/cost/site.ts';
import type { Pod } from '../../src/engine/model/cluster.ts';
import type { NetworkPolicy } from '../../src/engine/model/policy.ts';
import {
  address,
  block,
  cluster,
  named,
  namespace,
  namespaces,
  pod,
  pods,
  policy,
  port,
  type RuleText,
  rules,
} from './objects.ts';

const shop = namespace('shop');
const ops = namespace('ops', { team: 'ops' });
const web = pod({
  in: shop,
  name: 'web',
  labels: { app: 'web' },
  node: 'n1',
  address: address(1),
  ports: [['http', 8080]],
});
const web2 = pod({
  in: shop,
  name: 'web2',
  labels: { app: 'web' },
  node: 'n2',
  address: address(2),
  ports: [['http', 9090]],
});
const db = pod({ in: shop, name: 'db', labels: { app: 'db' }, node: 'n1', address: address(3) });
const scraper = pod({ in: ops, name: 'scraper', node: 'n2', address: address(4) });
const everyPod = [web, web2, db, scraper];

function installed(policies: readonly NetworkPolicy[], all: readonly Pod[] = everyPod) {
  return calicoIptables.install(site(cluster(all, policies), 'from-input'));
}

function attempt(from: Pod, to: Pod, number = 80): Attempt {
  return {
    from: { kind: 'pod', pod: from },
    to: { kind: 'pod', pod: to },
    protocol: 'TCP',
    port: number,
    family: 'IPv4',
  };
}

function total(operations: Operations): number {
  return Object.values(operations).reduce((sum, count) => sum + count, 0);
}

const toWeb = (name: string, ...of: readonly RuleText[]) =>
  policy(name, pods('shop', { app: 'web' }), { ingress: rules(...of) });
const toAll = (name: string, ...of: readonly RuleText[]) => policy(name, pods('shop'), { ingress: rules(...of) });
const fromOps = { peers: [namespaces({ team: 'ops' })] };
const fromDb = { peers: [pods('shop', { app: 'db' })] };

describe('state', () => {
  test('one set for one selector, whichever rules and policies say it', () => {
    const a = toWeb('a', fromDb, { ...fromDb, ports: [port(80)] });
    const b = toAll('b', fromDb);
    const both = installed([a, b]);
    expect(both.policyState(a).busiestNode.sets).toBe(1);
    expect(both.clusterState().busiestNode).toMatchObject({ sets: 1, members: 1 });
    expect(both.marginal(a).busiestNode.sets).toBeUndefined();
  });

  test('a port name is a set of addresses and ports: of all pods on ingress, of the peer on egress', () => {
    const ingress = toWeb('in', { ports: [named('http')] });
    const egress = policy('out', pods('shop', { app: 'db' }), {
      egress: rules({ peers: [pods('shop', { app: 'web' })], ports: [named('http')] }),
    });
    const both = installed([ingress, egress]);
    expect(both.policyState(ingress).busiestNode).toEqual({ chains: 1, rules: 1 + 2, sets: 1, members: 2 });
    // The peer's two addresses, and the two named ports.
    expect(both.policyState(egress).busiestNode).toEqual({ chains: 1, rules: 1 + 2, sets: 2, members: 2 + 2 });
  });

  test('policies are rendered on nodes that have one of their pods, and only there', () => {
    const onlyDb = policy('db', pods('shop', { app: 'db' }), { ingress: rules(fromOps) });
    const { cluster: all, node } = installed([onlyDb]).policyState(onlyDb);
    expect([node, all]).toEqual(['n1', { chains: 1, rules: 1 + 2, sets: 1, members: 1 }]);
  });

  test('both directions: a chain and a jump for each', () => {
    const closed = policy('closed', pods('shop', { app: 'db' }), { ingress: [], egress: [] });
    expect(installed([closed]).policyState(closed).busiestNode).toEqual({ chains: 2, rules: 2 * 2 });
  });

  test('a policy between two with one selector keeps them from sharing a group: its marginal exceeds its own', () => {
    const pods3 = ['x', 'y', 'z'].map((name, i) =>
      pod({ in: shop, name, labels: { app: 'web' }, node: 'n1', address: address(10 + i) }),
    );
    const a = toWeb('a', {});
    const b = toAll('b', {});
    const c = toWeb('c', {});
    const three = installed([a, b, c], pods3);
    // Own: 1 rule and 2 jumps for each of 3 pods.
    expect(three.policyState(b).busiestNode).toEqual({ chains: 1, rules: 1 + 2 * 3 });
    // With b: 3 jumps a pod. Without: 1 jump a pod, and a group chain of 2 rules.
    expect(three.marginal(b).busiestNode).toEqual({ rules: 1 + 2 * 3 * 3 - (2 * 1 * 3 + 2) });
  });

  test('two IP families are two tables, with sets of their own', () => {
    const p = toWeb('a', fromDb);
    const dual = cluster(everyPod, [p], { families: ['IPv4', 'IPv6'] });
    expect(calicoIptables.install(site(dual, 'from-input')).policyState(p).busiestNode).toEqual({
      chains: 2,
      rules: 2 * (1 + 2),
      sets: 2,
      // db has an IPv4 address alone.
      members: 1,
    });
  });

  test('a workload that stands for its pods has as many members as replicas, on each family', () => {
    const clients = pod({ in: shop, name: 'clients', labels: { app: 'db' }, replicas: 7 });
    const p = toWeb('a', fromDb);
    expect(installed([p], [web, clients]).policyState(p).busiestNode.members).toBe(7);
  });
});

describe('a first packet', () => {
  const three = [toAll('a-monitoring', fromOps), toAll('b-none'), toAll('c-db', fromDb)];

  test('meets the policies in alphabetical order of their names, until one accepts', () => {
    const mixed = [...three].reverse();
    const walk = installed(mixed).firstPacket(attempt(db, web));
    const met = walk.stages.flatMap((each) => (each.stage === 'policy chain' ? [each.policy?.name] : []));
    expect(met).toEqual(['a-monitoring', 'b-none', 'c-db']);
    expect(walk.verdictBy).toBe(three[2]);
    expect(walk.allowed).toBe('yes');
  });

  test.each(three.map((each, i) => [each.name, i + 1] as const))('%s stands at position %i of 3', (name, position) => {
    const of = three.find((each) => each.name === name);
    if (of === undefined) throw new Error(name);
    expect(installed(three).position(of)).toEqual({ position, of: 3 });
  });

  test('one pass on one node: 6 + (8 + 7 + profile 3) + (8 + 5 + policies), and nothing between', () => {
    const separate = [toWeb('a', fromOps), toAll('b', fromDb)];
    const walk = installed(separate).firstPacket(attempt(db, web));
    // a: 2 + its only rule, RETURN stripped, with a set. b the same, and it accepts.
    const policies = 2 * (2 + 1 + 1);
    expect(total(walk.ops)).toBe(6 + (8 + 7 + 3) + (8 + 5) + policies);
    expect(walk.ops).toEqual({
      cmp: 6 + 8 + 8,
      ctLookup: 2,
      match: 6 + 1 + 4 + 2,
      jump: 2 + 4,
      setPrefix: 2,
    });
  });

  test('two nodes: static rules on both', () => {
    const walk = installed([toWeb('a', fromOps)]).firstPacket(attempt(scraper, web));
    expect(walk.ops.cmp).toBe(2 * (6 + 8));
  });

  test('a denied one falls to the end of the tier', () => {
    const walk = installed(three).firstPacket(attempt(web2, web));
    expect([walk.allowed, walk.verdictBy]).toEqual(['no', 'default-deny']);
    expect(walk.stages.at(-1)?.stage).toBe('end-of-tier drop');
  });

  test('denied at its source it never comes to the destination', () => {
    const closed = policy('closed', pods('shop', { app: 'db' }), { egress: [] });
    const walk = installed([closed, ...three]).firstPacket(attempt(db, web));
    expect(new Set(walk.stages.map(({ side }) => side))).toEqual(new Set(['egress']));
  });

  test('in a group the accept waits for the fifth jump: 3 more marks are looked at, and the RETURN', () => {
    const six = Array.from({ length: 6 }, (_, i) => toWeb(`p${i}`, i === 1 ? fromDb : fromOps));
    const side = installed(six).side(attempt(db, web), 'ingress');
    // Jump and check of the group, two jumps inside, two rules with a set; then p2, p3, p4 and the RETURN.
    expect(side.stages.slice(1).map((each) => each.ops)).toEqual([
      { jump: 2 },
      { jump: 1 },
      { match: 1, setPrefix: 1 },
      { jump: 1 },
      { match: 1, setPrefix: 1 },
      { match: 4 },
    ]);
  });

  test('a rule of another protocol asks no set', () => {
    const udp = toWeb('udp', { ...fromDb, ports: [port(53, 53, 'UDP')] });
    const side = installed([udp]).side(attempt(db, web), 'ingress');
    expect(side.stages.at(-2)?.ops).toEqual({ match: 1 });
  });

  test('excepts and split ports are all visited: init 1, splits 2, excepts 1, match, mark; the last RETURN is not there', () => {
    const many = Array.from({ length: 16 }, (_, i) => port(1000 + 10 * i));
    const p = toWeb('a', { peers: [block('192.0.2.0/24', '192.0.2.0/25')], ports: many });
    const side = installed([p]).side(attempt(db, web), 'ingress');
    expect(side.stages.at(-2)?.ops).toEqual({ match: 1 + 2 + 1 + 1 });
  });

  test('a match that the input leaves open does not end the walk', () => {
    const homeless = pod({ in: ops, name: 'homeless' });
    const walk = installed([toWeb('a', { peers: [block('10.0.0.0/8')] })], [web, homeless]).firstPacket(
      attempt(homeless, web),
    );
    expect(walk.allowed).toBe('unknown');
    expect(walk.stages.at(-1)?.stage).toBe('end-of-tier drop');
  });
});

describe('later packets', () => {
  test('6 + 8 + connection tracking, however many policies there are; the accept ends the pass', () => {
    const many = Array.from({ length: 30 }, (_, i) => toAll(`p${i}`, {}));
    expect(installed(many).established(attempt(db, web))).toEqual({ cmp: 6 + 8, ctLookup: 1 });
    expect(installed([]).established(attempt(db, web))).toEqual({ cmp: 6 + 8, ctLookup: 1 });
  });

  test('dispatch grows by one rule for each 32 pods of the node', () => {
    const crowd = Array.from({ length: 62 }, (_, i) =>
      pod({ in: ops, name: `c${i}`, node: 'n1', address: address(100 + i) }),
    );
    // 62 and two more on n1: 64 / 32.
    expect(installed([], [...everyPod, ...crowd]).established(attempt(db, web))).toEqual({
      cmp: 6 + 8 + 2,
      ctLookup: 1,
    });
  });

  test('a denied connection has none', () => {
    expect(installed([toAll('none')]).established(attempt(db, web))).toEqual({});
  });

  test('pods on the host network pass no policy of their own', () => {
    const host = pod({ in: ops, name: 'host', network: 'host', node: 'n1', address: address(9) });
    const walk = installed([toAll('none')], [...everyPod, host]).firstPacket(attempt(host, web));
    expect(walk).toMatchObject({ allowed: 'yes', verdictBy: 'not-enforced', stages: [], ops: {} });
  });
});

describe('churn', () => {
  const p = toWeb(
    'a',
    fromOps,
    { ...fromDb, ports: [port(1), port(2, 2, 'UDP')] },
    { peers: [namespaces({ team: 'ops' }, {})] },
  );
  const bystander = policy('z', pods('shop', { app: 'db' }), { ingress: rules({}) });
  const churn = new Map(
    installed([p, bystander])
      .churn(p)
      .map((update) => [update.event, update]),
  );

  test.each([
    // One set holds the pod; web is on two nodes.
    ['podAdd', 2, 1],
    ['podDel', 2, 1],
    ['podRelabel', 2, 1],
    // Of ops, one pod is a member.
    ['nsRelabel', 2, 1],
    // 4 Calico rules: 2·4 − 1.
    ['policyEdit', 2, 7],
    // And 2 jumps for the one pod, 2 members of 2 sets.
    ['policyAdd', 2, 7 + 2 + 2],
    ['policyDel', 2, 7 + 2 + 2],
  ] as const)('%s: on %i nodes, %i writes', (event, nodes, writesPerNode) => {
    expect(churn.get(event)).toMatchObject({ nodes, writesPerNode, fullSync: false });
  });

  test('every change of a chain replaces the whole table: 7 + 2 of the policy, 1 + 2 of the other', () => {
    expect(churn.get('policyEdit')?.rewritten).toEqual({ rules: 12 });
    expect(churn.get('podAdd')?.rewritten).toEqual({});
  });
});

describe('limits', () => {
  test('name the policy that is nearest', () => {
    const small = toWeb('a', { ports: [port(1)] });
    const wide = toWeb('b', { peers: [pods('shop')], ports: [port(1, 5), port(9)] });
    expect(installed([small, wide]).limits()).toEqual([
      { name: 'members of an IP set', value: 3, of: 1_048_576, policy: wide },
      { name: 'port slots before a rule is split', value: 3, of: 15, policy: wide },
    ]);
  });
});
