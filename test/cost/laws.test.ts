import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultCoefficients } from '../../src/engine/cost/coefficients.ts';
import { calicoIptables } from '../../src/engine/cost/dataplanes/calico-iptables.ts';
import { cilium } from '../../src/engine/cost/dataplanes/cilium.ts';
import { dataplaneNames, stateNames, states } from '../../src/engine/cost/model.ts';
import { policyCosts } from '../../src/engine/cost/policy-cost.ts';
import { type Site, site } from '../../src/engine/cost/site.ts';
import type { Cluster, Pod } from '../../src/engine/model/cluster.ts';
import {
  directions,
  type NetworkPolicy,
  type Peer,
  type PodScope,
  type PortMatch,
} from '../../src/engine/model/policy.ts';
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

// Two namespaces, two labels, three nodes, nested blocks: tiny alphabets collide, and collisions share state.
const spaces = [namespace('a', { team: 'x' }), namespace('b', { team: 'y' })] as const;
const labelled = fc.constantFrom({}, { app: 'p' }, { app: 'q' }, { app: 'p', tier: 'r' });
const runs = { numRuns: 150, seed: 20 };

const somePod = fc.record({
  in: fc.constantFrom(...spaces),
  labels: labelled,
  node: fc.constantFrom('n1', 'n2', 'n3'),
  ports: fc.constantFrom([], [['http', 80]] as const, [['http', 8080]] as const),
});
const somePods = fc
  .array(somePod, { minLength: 1, maxLength: 9 })
  .map((texts): readonly Pod[] => texts.map((text, i) => pod({ ...text, name: `pod-${i}`, address: address(i) })));
const scope: fc.Arbitrary<PodScope> = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b'), labelled).map(([where, values]) => pods(where, values)),
  fc.tuple(fc.constantFrom({}, { team: 'x' }), labelled).map(([where, values]) => namespaces(where, values)),
);
const someBlock: fc.Arbitrary<Peer> = fc.constantFrom(
  block('10.0.0.0/8'),
  block('10.0.0.0/8', '10.64.0.0/16'),
  block('10.64.0.0/16', '10.64.1.0/24'),
  block('10.64.1.0/24'),
);
const somePort: fc.Arbitrary<PortMatch> = fc.constantFrom(
  port(80),
  port(80, 90),
  port(443),
  port(53, 53, 'UDP'),
  port(1, 65_535),
  named('http'),
);

function someRules(peer: fc.Arbitrary<Peer>): fc.Arbitrary<readonly RuleText[]> {
  return fc.array(fc.record({ peers: fc.array(peer, { maxLength: 2 }), ports: fc.array(somePort, { maxLength: 3 }) }), {
    maxLength: 2,
  });
}

function somePolicies(peer: fc.Arbitrary<Peer>): fc.Arbitrary<readonly NetworkPolicy[]> {
  const text = fc.record({
    where: fc.constantFrom('a', 'b'),
    values: labelled,
    isolates: fc.constantFrom(['ingress'] as const, ['egress'] as const, directions),
    texts: someRules(peer),
  });
  return fc.array(text, { minLength: 1, maxLength: 7 }).map((all) =>
    all.map(({ where, values, isolates, texts }, i) => {
      const isolation = Object.fromEntries(isolates.map((direction) => [direction, rules(...texts)]));
      return policy(`policy-${i}`, pods(where, values), isolation);
    }),
  );
}

const plain = fc.tuple(somePods, somePolicies(scope));
const withBlocks = fc.tuple(somePods, somePolicies(fc.oneof(scope, someBlock)));
const dataplanes = [calicoIptables, cilium] as const;

function install(dataplane: (typeof dataplanes)[number], all: readonly Pod[], policies: readonly NetworkPolicy[]) {
  return dataplane.install(site(cluster(all, policies), 'from-input'));
}

/** The same site with nothing but one node: pods elsewhere stay members and identities. */
function onlyOn(whole: Site, node: number): Site {
  const nodes = whole.nodes.map((load, i) => (i === node ? load : new Map<number, number>()));
  const kinds = whole.kinds.map((kind) => ({ ...kind, on: new Map([...kind.on].filter(([i]) => i === node)) }));
  return { ...whole, nodes, kinds };
}

function costs(input: Cluster) {
  return policyCosts(input, { dataplanes: dataplaneNames, nodes: 'from-input', coefficients: defaultCoefficients });
}

describe.each(dataplanes.map((dataplane) => [dataplane.name, dataplane] as const))('%s', (_, dataplane) => {
  test('the marginal state is all policies less all policies but one, counted anew', () => {
    fc.assert(
      fc.property(withBlocks, ([all, policies]) => {
        const installed = install(dataplane, all, policies);
        for (const each of policies) {
          const without = install(
            dataplane,
            all,
            policies.filter((other) => other !== each),
          );
          const difference = states.minus(installed.clusterState().cluster, without.clusterState().cluster);
          expect(installed.marginal(each).cluster).toEqual(difference);
        }
      }),
      runs,
    );
  });

  test('the state of a policy is what it is alone', () => {
    fc.assert(
      fc.property(withBlocks, ([all, policies]) => {
        const installed = install(dataplane, all, policies);
        for (const each of policies) {
          expect(installed.policyState(each)).toEqual(install(dataplane, all, [each]).policyState(each));
        }
      }),
      runs,
    );
  });

  test('the cluster is the sum of its nodes', () => {
    fc.assert(
      fc.property(withBlocks, ([all, policies]) => {
        const whole = site(cluster(all, policies), 'from-input');
        const parts = whole.placement.nodes.map((_, node) => dataplane.install(onlyOn(whole, node)).clusterState());
        expect(dataplane.install(whole).clusterState().cluster).toEqual(states.sum(parts.map((part) => part.cluster)));
      }),
      runs,
    );
  });

  test('a policy that selects nothing costs nothing', () => {
    fc.assert(
      fc.property(withBlocks, ([all, policies]) => {
        const idle = policy('idle', pods('a', { app: 'nothing' }), {
          ingress: rules({ peers: [block('10.0.0.0/8')] }),
          egress: [],
        });
        const installed = install(dataplane, all, [...policies, idle]);
        expect(installed.policyState(idle)).toEqual({ node: 'none', busiestNode: {}, cluster: {} });
        expect(installed.marginal(idle).cluster).toEqual({});
        expect(installed.clusterState()).toEqual(install(dataplane, all, policies).clusterState());
        for (const { nodes, writesPerNode } of installed.churn(idle)) expect([nodes, writesPerNode]).toEqual([0, 0]);
      }),
      runs,
    );
  });
});

test('the order of the documents does not matter', () => {
  fc.assert(
    fc.property(withBlocks, ([all, policies]) => {
      const there = costs(cluster(all, policies));
      expect(costs(cluster([...all].reverse(), [...policies].reverse()))).toEqual(there);
    }),
    { ...runs, numRuns: 60 },
  );
});

test('on Cilium a policy with another name and the same text adds no entry', () => {
  fc.assert(
    fc.property(withBlocks, ([all, policies]) => {
      const [first] = policies;
      if (first === undefined) return;
      const twin = { ...first, name: 'twin' };
      const installed = install(cilium, all, [...policies, twin]);
      expect(installed.clusterState()).toEqual(install(cilium, all, policies).clusterState());
      expect(installed.marginal(twin).cluster).toEqual({});
    }),
    runs,
  );
});

test('on Calico it adds its chains, and no set', () => {
  fc.assert(
    fc.property(withBlocks, ([all, policies]) => {
      const [first] = policies;
      if (first === undefined) return;
      const twin = { ...first, name: 'twin' };
      const { sets, members } = install(calicoIptables, all, [...policies, twin]).marginal(twin).cluster;
      expect([sets, members]).toEqual([undefined, undefined]);
    }),
    runs,
  );
});

// Not so where blocks nest on Cilium, or where a policy stands between two of one group on Calico: see there.
test('the marginal state is at most its own', () => {
  fc.assert(
    fc.property(plain, ([all, policies]) => {
      for (const each of policies) {
        const onCilium = install(cilium, all, policies);
        const onCalico = install(calicoIptables, all, policies);
        for (const [{ marginal, policyState }, names] of [
          [onCilium, stateNames],
          [onCalico, ['sets', 'members'] as const],
        ] as const) {
          for (const name of names) {
            expect(marginal(each).cluster[name] ?? 0).toBeLessThanOrEqual(policyState(each).cluster[name] ?? 0);
          }
        }
      }
    }),
    runs,
  );
});

test('a pod more of a known identity writes no policy map entry of other endpoints on Cilium', () => {
  fc.assert(
    fc.property(withBlocks, ([all, policies]) => {
      const [first] = all;
      if (first === undefined) return;
      const more = { ...first, name: 'one-more', node: 'new-node' };
      const before = install(cilium, all, policies);
      const after = install(cilium, [...all, more], policies);
      // The new pod has a map of its own on its node, and no other map changes.
      const whole = site(cluster([...all, more], policies), 'from-input');
      const alone = onlyOn(whole, whole.placement.nodes.indexOf('new-node'));
      expect(after.limits()[1]).toEqual(before.limits()[1]);
      expect(states.minus(after.clusterState().cluster, before.clusterState().cluster)).toEqual(
        cilium.install(alone).clusterState().cluster,
      );
    }),
    runs,
  );
});

test('on Calico a first packet visits as many policies as the deciding one has before it, and itself', () => {
  let decided = 0;
  fc.assert(
    fc.property(withBlocks, ([all, policies]) => {
      const here = site(cluster(all, policies), 'from-input');
      const installed = calicoIptables.install(here);
      for (const [from, to] of all.flatMap((a) => all.map((b) => [a, b] as const))) {
        const attempt = {
          from: { kind: 'pod', pod: from },
          to: { kind: 'pod', pod: to },
          protocol: 'TCP',
          port: 80,
          family: 'IPv4',
        } as const;
        const { shares, verdictBy } = installed.side(attempt, 'ingress');
        const list = here.isolating(here.kindOf(to)?.index ?? -1, 'ingress');
        if (typeof verdictBy === 'string') {
          expect(shares).toHaveLength(list.length);
          continue;
        }
        decided++;
        expect(shares).toHaveLength(list.indexOf(verdictBy) + 1);
        expect(shares.filter((share) => share.decided).map((share) => share.policy)).toEqual([verdictBy]);
        expect(installed.position(verdictBy).position).toBeGreaterThanOrEqual(shares.length);
      }
    }),
    { ...runs, numRuns: 60 },
  );
  expect(decided).toBeGreaterThan(100);
});
