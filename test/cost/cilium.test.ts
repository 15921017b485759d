import { describe, expect, test } from 'vitest';
import { cilium } from '../../src/engine/cost/dataplanes/cilium.ts';
import type { Attempt } from '../../src/engine/cost/model.ts';
import { site } from '../../src/engine/cost/site.ts';
import type { Pod } from '../../src/engine/model/cluster.ts';
import type { NetworkPolicy } from '../../src/engine/model/policy.ts';
import { everyAddress } from '../../src/engine/sets/addresses.ts';
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
const db = pod({
  in: shop,
  name: 'db',
  labels: { app: 'db' },
  node: 'n2',
  address: address(2),
  ports: [['http', 9090]],
});
const scraper = pod({ in: ops, name: 'scraper', node: 'n2', address: address(3) });
const everyPod = [web, db, scraper];
const toWeb = pods('shop', { app: 'web' });

function ingress(name: string, ...of: readonly RuleText[]): NetworkPolicy {
  return policy(name, toWeb, { ingress: rules(...of) });
}

function install(policies: readonly NetworkPolicy[], all: readonly Pod[] = everyPod) {
  return cilium.install(site(cluster(all, policies), 'from-input'));
}

/** Entries in the map of web: no policy selects the other pods, which have 3 reserved ones each. */
function mapOfWeb(policies: readonly NetworkPolicy[]): number {
  return (install(policies).clusterState().cluster.mapEntries ?? 0) - 3 * (everyPod.length - 1);
}

const fromDb = { peers: [pods('shop', { app: 'db' })] };
const fromOps = { peers: [namespaces({ team: 'ops' })] };

describe("entries of one endpoint: localhost 1, allow-all egress 1, and the policies'", () => {
  test.each<{ readonly why: string; readonly policies: readonly NetworkPolicy[]; readonly entries: number }>([
    { why: 'without a policy both directions allow all: 1 + 1 + 1', policies: [], entries: 3 },
    { why: 'closed: 1 + 1', policies: [ingress('a')], entries: 2 },
    { why: 'open to anyone on every port: 1 + 1 + 1', policies: [ingress('a', {})], entries: 3 },
    {
      why: 'two identities × two ports: 2 + 4',
      policies: [ingress('a', { peers: [pods('shop')], ports: [port(1), port(2)] })],
      entries: 6,
    },
    {
      why: 'a range of w = 3 masked ports: 2 + 3',
      policies: [ingress('a', { ...fromDb, ports: [port(8080, 8090)] })],
      entries: 5,
    },
    {
      why: 'a whole protocol is one entry: 2 + 1',
      policies: [ingress('a', { ...fromDb, ports: [port(1, 65_535)] })],
      entries: 3,
    },
    {
      why: 'anyone at a port covers identities at that port, in any policy: 2 + 1',
      policies: [ingress('a', { ...fromDb, ports: [port(80)] }), ingress('b', { ports: [port(80)] })],
      entries: 3,
    },
    {
      why: 'but not at other ports, nor where the mask differs: 2 + 1 + 2',
      policies: [ingress('a', { ...fromDb, ports: [port(80), port(443)] }), ingress('b', { ports: [port(80, 81)] })],
      entries: 5,
    },
    {
      why: 'equal entries of two policies are one: 2 + 1 + 1',
      policies: [
        ingress('a', { ...fromDb, ports: [port(80)] }),
        ingress('b', { peers: [pods('shop', { app: 'db' }), ...fromOps.peers], ports: [port(80)] }),
      ],
      entries: 4,
    },
    {
      why: 'a port name is the number of the endpoint itself: 2 + 1',
      policies: [ingress('a', { ...fromDb, ports: [named('http')] })],
      entries: 3,
    },
    {
      why: 'a name that it lacks is nothing: 2',
      policies: [ingress('a', { ...fromDb, ports: [named('grpc')] })],
      entries: 2,
    },
    {
      why: 'on egress, the number of each peer that has the name: localhost 1, ingress 1, 2 identities with ports of their own',
      policies: [policy('a', toWeb, { egress: rules({ peers: [pods('shop')], ports: [named('http')] }) })],
      entries: 4,
    },
    {
      why: 'a block is an identity, an except is one that it leaves out: 2 + 1',
      policies: [ingress('a', { peers: [block('10.0.0.0/8', '10.1.0.0/16')] })],
      entries: 3,
    },
    {
      why: 'a block selects the blocks inside it, at each of its ports (issue #41121): 2 + 2·2 + 1',
      policies: [
        ingress('a', { peers: [block('10.0.0.0/8')], ports: [port(1), port(2)] }),
        ingress('b', { peers: [block('10.3.0.0/16')], ports: [port(9)] }),
      ],
      entries: 7,
    },
    {
      why: 'unless an except leaves them out: 2 + 2 + 1',
      policies: [
        ingress('a', { peers: [block('10.0.0.0/8', '10.0.0.0/9')], ports: [port(1), port(2)] }),
        ingress('b', { peers: [block('10.3.0.0/16')], ports: [port(9)] }),
      ],
      entries: 5,
    },
  ])('$why', ({ policies, entries }) => {
    expect(mapOfWeb(policies)).toBe(entries);
  });
});

describe('identities', () => {
  const many = (labelsOf: (i: number) => Readonly<Record<string, string>>) =>
    Array.from({ length: 6 }, (_, i) =>
      pod({ in: shop, name: `p${i}`, labels: labelsOf(i), node: 'n1', address: address(i) }),
    );

  test.each([
    { why: 'equal labels are one identity', labelsOf: () => ({ app: 'a' }), count: 1 },
    { why: 'each job name makes one of its own', labelsOf: (i: number) => ({ 'job-name': `j${i}` }), count: 6 },
    { why: 'hashes of controllers do not', labelsOf: (i: number) => ({ 'pod-template-hash': `${i}` }), count: 1 },
    {
      why: 'names of StatefulSet pods do not',
      labelsOf: (i: number) => ({ 'statefulset.kubernetes.io/pod-name': `${i}` }),
      count: 1,
    },
    {
      why: 'app.kubernetes.io labels do',
      labelsOf: (i: number) => ({ 'app.kubernetes.io/name': `${i % 2}` }),
      count: 2,
    },
  ])('$why', ({ labelsOf, count }) => {
    expect(install([], many(labelsOf)).limits()[1]).toMatchObject({ value: count, of: 65_535 - 255 });
  });

  test('equal labels in two namespaces are two', () => {
    const there = pod({ in: ops, name: 'x', labels: { app: 'web' }, node: 'n1' });
    expect(install([], [web, there]).limits()[1]).toMatchObject({ value: 2 });
  });

  test('pods on the host network and workloads without pods have none', () => {
    const host = pod({ in: ops, name: 'host', network: 'host', node: 'n1' });
    const none = pod({ in: ops, name: 'none', replicas: 0 });
    const installed = install([], [host, none]);
    expect(installed.limits()[1]).toMatchObject({ value: 0 });
    expect(installed.clusterState().cluster).toEqual({});
  });
});

describe('marginal state', () => {
  test('an except of another policy that a block selects is due to it: 1 identity, and 1 + 2 entries', () => {
    // a: 10.1/16 on 2 ports. b: 10/8 but 10.1.2/24, on 1 port: brings 10/8 and 10.1.2/24, the latter lies in a's.
    const a = ingress('a', { peers: [block('10.1.0.0/16')], ports: [port(1), port(2)] });
    const b = ingress('b', { peers: [block('10.0.0.0/8', '10.1.2.0/24')], ports: [port(9)] });
    const installed = install([a, b]);
    // b at port 9: 10/8 and 10.1/16. a at ports 1 and 2: 10.1.2/24 more.
    expect(installed.marginal(b).busiestNode).toEqual({ mapEntries: 2 + 2, identities: 2 });
    expect(installed.policyState(b).busiestNode).toEqual({ mapEntries: 1, identities: 2 });
  });

  test('closing a direction takes its allow-all entry: less than nothing', () => {
    const closed = ingress('a');
    expect(install([closed]).marginal(closed).busiestNode).toEqual({ mapEntries: -1 });
    expect(install([closed]).policyState(closed).busiestNode).toEqual({});
  });
});

describe('a packet', () => {
  const attempt = (number: number): Attempt => ({
    from: { kind: 'pod', pod: db },
    to: { kind: 'pod', pod: web },
    protocol: 'TCP',
    port: number,
    family: 'IPv4',
  });
  const policies = [
    ingress('a', { ...fromOps, ports: [port(80)] }),
    ingress('b', {}, { ...fromDb, ports: [port(80)] }),
  ];
  const both = { ctLookup: 2, ipcache: 2, lpm: 4 };

  test.each([
    { why: 'without policies', policies: [], by: 'not-isolated', allowed: 'yes' },
    { why: 'with policies', policies, by: policies[1], allowed: 'yes' },
    { why: 'denied', policies: [ingress('a', fromOps)], by: 'default-deny', allowed: 'no' },
  ] as const)('costs 1 ct + 1 ipcache + 2 lpm at each end, $why', ({ policies: these, by, allowed }) => {
    expect(install(these).firstPacket(attempt(80))).toMatchObject({ ops: both, verdictBy: by, allowed });
  });

  test('and so do later ones of the same direction; replies skip the policy', () => {
    const installed = install(policies);
    expect(installed.established(attempt(80))).toEqual(both);
    expect(installed.reply(attempt(80))).toEqual({ ctLookup: 2 });
    expect(install([ingress('closed')]).established(attempt(80))).toEqual({});
  });

  test('one lookup by identity, one for any peer: the rule that each found', () => {
    const { stages } = install(policies).side(attempt(80), 'ingress');
    expect(stages.slice(2).map(({ matched, rule, policy: of }) => [of?.name, rule, matched])).toEqual([
      ['b', 1, true],
      ['b', 0, true],
    ]);
  });

  test('order plays no part: every policy stands first', () => {
    const installed = install(policies);
    for (const each of policies) expect(installed.position(each)).toEqual({ position: 1, of: 1 });
    expect(installed.side(attempt(80), 'ingress').shares).toEqual([
      { policy: policies[1], ops: { lpm: 2 }, decided: true },
    ]);
  });

  test('a block never matches a pod: Cilium knows pods by identity', () => {
    const installed = install([ingress('a', { peers: [{ ...block('0.0.0.0/0'), addresses: everyAddress }] })]);
    expect(installed.firstPacket(attempt(80)).allowed).toBe('no');
  });
});

describe('churn', () => {
  const a = ingress(
    'a',
    { peers: [...fromDb.peers, ...fromOps.peers], ports: [port(80), port(8080, 8090)] },
    { peers: [block('10.0.0.0/8')] },
  );
  const web2 = pod({ in: shop, name: 'web2', labels: { app: 'web' }, node: 'n1', address: address(8) });
  const churn = new Map(
    install([a], [...everyPod, web2])
      .churn(a)
      .map((update) => [update.event, update]),
  );

  test.each([
    // A pod of a known identity is an entry of the ipcache, whatever the policies.
    ['podAdd', 0, 0],
    ['podDel', 0, 0],
    // A new identity: 1 + 3 masked ports in 2 endpoints.
    ['podRelabel', 1, 4 * 2],
    // ops has one identity.
    ['nsRelabel', 1, 4 * 2],
    // 2 identities × 4 and the block, in 2 endpoints.
    ['policyEdit', 1, 9 * 2],
    // One allow-all entry goes for it, in each endpoint; one CIDR identity comes.
    ['policyAdd', 1, 8 * 2 + 1],
    ['policyDel', 1, 8 * 2 + 1],
  ] as const)('%s: on %i nodes, %i writes', (event, nodes, writesPerNode) => {
    expect(churn.get(event)).toMatchObject({ nodes, writesPerNode, fullSync: false });
  });
});
