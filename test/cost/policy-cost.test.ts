import { describe, expect, test } from 'vitest';
import { defaultCoefficients } from '../../src/engine/cost/coefficients.ts';
import { type DataplaneName, dataplaneNames, ops } from '../../src/engine/cost/model.ts';
import { packetWalk, policyCosts } from '../../src/engine/cost/policy-cost.ts';
import { site } from '../../src/engine/cost/site.ts';
import { flowsPerKind, uniformTraffic } from '../../src/engine/cost/traffic.ts';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster, Endpoint, Pod } from '../../src/engine/model/cluster.ts';
import { address, block, cluster, namespace, pod, pods, policy, port, rules } from './objects.ts';
import { example } from './worked-example.ts';

const shop = namespace('shop');
const web = pod({ in: shop, name: 'web', labels: { app: 'web' }, node: 'n1', address: address(1) });
const clients = [1, 2, 3].map((i) =>
  pod({ in: shop, name: `client-${i}`, labels: { app: 'client' }, node: 'n2', address: address(10 + i) }),
);
const spider = pod({ in: shop, name: 'spider', labels: { app: 'spider' }, node: 'n2', address: address(20) });
const toWeb = pods('shop', { app: 'web' });
// Alphabetical: closing comes first and is in every packet's way.
const closing = policy('a-closing', pods('shop'), { ingress: [] });
const clientsIn = policy('b-clients', toWeb, {
  ingress: rules({ peers: [pods('shop', { app: 'client' })], ports: [port(80), port(443)] }),
});
const spiderIn = policy('c-spider', toWeb, {
  ingress: rules({ peers: [pods('shop', { app: 'spider' })], ports: [port(80)] }),
});
const small = cluster([web, ...clients, spider], [closing, clientsIn, spiderIn]);

function costs(input: Cluster, dataplane: DataplaneName) {
  const [only] = policyCosts(input, {
    dataplanes: [dataplane],
    nodes: 'from-input',
    coefficients: defaultCoefficients,
  }).dataplanes;
  if (only === undefined) throw new Error('one dataplane was asked for');
  return only;
}

function end(of: Pod): Endpoint {
  return { kind: 'pod', pod: of };
}

describe('a first packet, by policy: 3 clients and 1 spider, on ports 80 and 443, are 8 flows', () => {
  const items = costs(small, 'calico-iptables').items;
  const firstPacket = (name: string) => items.find((item) => item.policy.name === name)?.firstPacket;

  test('a policy without rules is in the way of all 8: 2 jumps each', () => {
    expect(firstPacket('a-closing')).toMatchObject({
      deciding: {},
      inTheWay: { jump: 2 },
      flows: { decided: 0, inTheWay: 8, all: 8 },
      position: 1,
      of: 3,
    });
  });

  test('one that decides 6 and lets 2 by: its share of each is 6/8 and 2/8', () => {
    // One rule with a set, its RETURN stripped. b and c are neighbours with one selector: a jump is one rule there.
    expect(firstPacket('b-clients')).toMatchObject({
      deciding: { jump: 0.75, match: 0.75, setPrefix: 0.75 },
      inTheWay: { jump: 0.25, match: 0.25, setPrefix: 0.25 },
      worst: { jump: 1, match: 1, setPrefix: 1 },
      flows: { decided: 6, inTheWay: 2, all: 8 },
      position: 2,
      of: 3,
    });
  });

  test('the last is met by the 2 that are left, and decides one', () => {
    expect(firstPacket('c-spider')).toMatchObject({ flows: { decided: 1, inTheWay: 1, all: 8 }, position: 3, of: 3 });
  });

  test('later packets meet none of them', () => {
    for (const { established } of items) expect(established).toEqual({});
  });

  test('on Cilium nothing is ever in the way, and later packets look up again', () => {
    for (const { firstPacket: first, established } of costs(small, 'cilium').items) {
      expect(first.inTheWay).toEqual({});
      expect(established).toEqual(first.deciding);
    }
    expect(costs(small, 'cilium').items[1]?.firstPacket.deciding).toEqual({ lpm: 1.5 });
  });
});

describe('uniform traffic', () => {
  const here = site(example, 'from-input');
  const web0 = here.kinds.find((kind) => kind.pod.labels.values.get('app') === 'web');
  if (web0 === undefined) throw new Error('the example has web pods');

  test('is every selected pod × candidate × port: 50 × (200 + 30 pods + 1 block) × (4 ports listed + 1 other)', () => {
    const flows = uniformTraffic(here, web0, 'ingress');
    expect(flows).toHaveLength((12 + 5 + 1) * 5);
    expect(flows.reduce((sum, { weight }) => sum + weight, 0)).toBe(50 * (200 + 30 + 1) * 5);
  });

  test('beyond the bound it is a sample of the same weight, none twice, the same every time', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      pod({ in: shop, name: `p${i}`, labels: { app: `p${i}` }, address: address(i) }),
    );
    const wide = policy('wide', pods('shop'), {
      ingress: rules({ peers: [pods('shop')], ports: [port(80), port(443)] }),
    });
    const crowd = site(cluster(many, [wide]), 'from-input');
    const [kind] = crowd.kinds;
    if (kind === undefined) throw new Error('400 kinds');
    const flows = uniformTraffic(crowd, kind, 'ingress');
    expect(flows).toHaveLength(flowsPerKind(crowd));
    expect(flows.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(399 * 2);
    const names = flows.map(
      ({ attempt }) => `${attempt.from.kind === 'pod' ? attempt.from.pod.name : ''} ${attempt.port}`,
    );
    expect(new Set(names).size).toBe(flows.length);
    expect(uniformTraffic(crowd, kind, 'ingress')).toEqual(flows);
    // Both ports are in it, about equally often.
    const at80 = flows.filter(({ attempt }) => attempt.port === 80).length;
    expect(at80 / flows.length).toBeGreaterThan(0.4);
    expect(at80 / flows.length).toBeLessThan(0.6);
  });
});

describe('policyCosts', () => {
  test('lists policies by namespace and name, whatever order they are evaluated in', () => {
    const other = policy('a', pods('zoo'), { ingress: [] });
    const listed = costs({ ...small, policies: [other, ...small.policies] }, 'calico-iptables').items;
    expect(listed.map((item) => `${item.policy.namespace}/${item.policy.name}`)).toEqual([
      'shop/a-closing',
      'shop/b-clients',
      'shop/c-spider',
      'zoo/a',
    ]);
    expect(listed[3]?.firstPacket).toMatchObject({ deciding: {}, inTheWay: {}, position: 0, of: 0 });
  });

  test('estimates are of the whole that a packet spends inside, and of the state on the busiest node', () => {
    const [, item] = costs(small, 'calico-iptables').items;
    // 1 jump, 1 match, 1 set: 51.5 + 20 + 105 to 57.5 + 55 + 114. 3 rules and 3 members.
    expect(item?.estimates).toEqual({
      firstPacket: { unit: 'ns', low: 177, high: 227 },
      state: { unit: 'bytes', low: 3 * 503 + 3 * 29, high: 3 * 630 + 3 * 32 },
      source: 'default',
    });
  });

  test.each([
    [4, 'spread'],
    ['from-input', 'snapshot'],
  ] as const)('with %s nodes the placement is a %s', (nodes, placement) => {
    const asked = { dataplanes: dataplaneNames, nodes, coefficients: defaultCoefficients };
    expect(policyCosts(small, asked).placement).toBe(placement);
  });

  test('an empty cluster costs nothing', () => {
    for (const name of dataplaneNames) {
      const { items, totals } = costs(cluster([], []), name);
      expect([items, totals.cluster]).toEqual([[], {}]);
    }
  });

  test('a policy of odd blocks and a pod without address are counted all the same', () => {
    const odd = policy('odd', pods('shop'), {
      ingress: rules({ peers: [{ ...block('10.0.0.0/8'), cidr: 'nonsense', except: ['::', '1.2.3.4/99'] }] }),
    });
    for (const name of dataplaneNames) {
      expect(costs(cluster([pod({ in: shop, name: 'x' })], [odd]), name).items).toHaveLength(1);
    }
  });
});

describe('packetWalk', () => {
  const [client] = clients;
  if (client === undefined) throw new Error('there are clients');

  test.each([
    ['calico-iptables', client, 80, 'yes', 'b-clients'],
    ['calico-iptables', spider, 443, 'no', 'default-deny'],
    ['calico-iptables', client, 22, 'no', 'default-deny'],
    ['cilium', client, 443, 'yes', 'b-clients'],
    ['cilium', spider, 80, 'yes', 'c-spider'],
    ['cilium', spider, 443, 'no', 'default-deny'],
  ] as const)('%s: %o to web:%i is %s by %s', (dataplane, from, number, allowed, by) => {
    const walk = packetWalk(small, dataplane, end(from), end(web), 'TCP', number);
    const { verdictBy } = walk;
    expect([walk.allowed, typeof verdictBy === 'string' ? verdictBy : verdictBy.name]).toEqual([allowed, by]);
    expect(ops.sum(walk.stages.map((stage) => stage.ops))).toEqual(walk.totals.firstPacket);
    if (allowed === 'no') expect(walk.totals.established).toEqual({});
  });

  test('the stages name the policies and their rules', () => {
    const { stages } = packetWalk(small, 'calico-iptables', end(client), end(web), 'TCP', 80);
    const inside = stages.flatMap((each) =>
      each.policy === undefined ? [] : [[each.policy.name, each.rule, each.matched]],
    );
    expect(inside).toEqual([
      ['a-closing', undefined, false],
      ['b-clients', undefined, true],
      ['b-clients', 0, true],
    ]);
  });

  test('from the outside only the destination has stages', () => {
    const outside: Endpoint = { kind: 'external', addresses: { v4: [0xc6336401, 0xc6336402], v6: [] } };
    for (const name of dataplaneNames) {
      const { stages, allowed } = packetWalk(small, name, outside, end(web), 'TCP', 80);
      expect(new Set(stages.map(({ side }) => side))).toEqual(new Set(['ingress']));
      expect(allowed).toBe('no');
    }
  });

  test('a pod to itself passes no policy', () => {
    expect(packetWalk(small, 'cilium', end(web), end(web), 'TCP', 80)).toMatchObject({ allowed: 'yes', stages: [] });
  });

  test('where an assumption leaves a block against a pod open, so is the walk on Calico; Cilium knows', () => {
    const blocks = policy('a', toWeb, { ingress: rules({ peers: [block('10.0.0.0/8')] }) });
    const open = cluster(small.pods, [blocks], {
      assumptions: { ...defaultAssumptions, 'ip-block-matches-pods': 'unknown' },
    });
    expect(packetWalk(open, 'calico-iptables', end(client), end(web), 'TCP', 80).allowed).toBe('unknown');
    expect(packetWalk(open, 'cilium', end(client), end(web), 'TCP', 80).allowed).toBe('no');
  });
});
