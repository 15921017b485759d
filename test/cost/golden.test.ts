import { describe, expect, test } from 'vitest';
import { defaultCoefficients } from '../../src/engine/cost/coefficients.ts';
import { calicoIptables } from '../../src/engine/cost/dataplanes/calico-iptables.ts';
import { cilium, ciliumWith } from '../../src/engine/cost/dataplanes/cilium.ts';
import { policyCosts } from '../../src/engine/cost/policy-cost.ts';
import { site } from '../../src/engine/cost/site.ts';
import { cluster } from './objects.ts';
import { example, examplePods, theExample } from './worked-example.ts';

const onN1 = { ...example, pods: examplePods.filter(({ node }) => node !== 'n2') };

describe('the worked example, with its 4 pods on the busiest node', () => {
  test('Calico: 2+5+2+5+2-1 = 15 rules in 1 chain, 2 rules × 4 pods, 2 sets of 200 + 30 members', () => {
    const installed = calicoIptables.install(site(onN1, 'from-input'));
    const expected = { chains: 1, rules: 15 + 2 * 4, sets: 2, members: 230 };
    expect(installed.policyState(theExample)).toMatchObject({ node: 'n1', busiestNode: expected });
    expect(installed.marginal(theExample).busiestNode).toEqual(expected);
    expect(installed.clusterState().busiestNode).toEqual(expected);
  });

  test('Cilium: (12+1)·7 + 5 = 96 entries of its own for each endpoint, 384 on the node; 3 CIDR identities', () => {
    const installed = cilium.install(site(onN1, 'from-input'));
    expect(installed.policyState(theExample).busiestNode).toEqual({ mapEntries: 96 * 4, identities: 1 + 2 });
  });

  test('Cilium: with localhost and allow-all egress 98 and 392; marginal 95, for it replaces allow-all ingress', () => {
    const own = { ...onN1, pods: examplePods.filter(({ node }) => node === 'n1' || node === 'n3') };
    const installed = cilium.install(site(own, 'from-input'));
    expect(installed.marginal(theExample).busiestNode).toEqual({ mapEntries: 95 * 4, identities: 3 });
    expect(installed.limits()[0]).toEqual({
      name: 'policy map entries of an endpoint',
      value: 98,
      of: 16_384,
      policy: theExample,
    });
    const without = cilium.install(site({ ...own, policies: [] }, 'from-input')).clusterState().cluster.mapEntries ?? 0;
    // n3's 230 pods have 3 reserved entries each, with the policy and without.
    expect(without).toBe((4 + 230) * 3);
    expect(installed.clusterState().cluster.mapEntries).toBe(392 + 230 * 3);
  });

  test('Cilium before PR #35139: 24 pieces of the block, (12+24)·7 + 5 = 257 entries, 24 CIDR identities', () => {
    const installed = ciliumWith('split').install(site(onN1, 'from-input'));
    expect(installed.policyState(theExample).busiestNode).toEqual({ mapEntries: 257 * 4, identities: 24 });
  });

  test('on all nodes: 46 pods more on another node', () => {
    const calico = calicoIptables.install(site(example, 'from-input'));
    expect(calico.policyState(theExample)).toEqual({
      node: 'n2',
      busiestNode: { chains: 1, rules: 15 + 2 * 46, sets: 2, members: 230 },
      cluster: { chains: 2, rules: 2 * 15 + 2 * 50, sets: 4, members: 460 },
    });
    expect(cilium.install(site(example, 'from-input')).policyState(theExample).cluster).toEqual({
      mapEntries: 96 * 50,
      identities: 3 * 2,
    });
  });

  test('the same figures come out of policyCosts, with both dataplanes', () => {
    const asked = {
      dataplanes: ['calico-iptables', 'cilium'],
      nodes: 'from-input',
      coefficients: defaultCoefficients,
    } as const;
    const costs = policyCosts(onN1, asked);
    expect(costs.placement).toBe('snapshot');
    expect(costs.dataplanes.map(({ items }) => items[0]?.state.busiestNode)).toEqual([
      { chains: 1, rules: 23, sets: 2, members: 230 },
      { mapEntries: 384, identities: 3 },
    ]);
    expect(costs.dataplanes.map(({ items }) => items[0]?.firstPacket.position)).toEqual([1, 1]);
  });

  test('identities: 1 + 12 + 5 of pods', () => {
    const limits = cilium.install(site(cluster(examplePods, [theExample]), 'from-input')).limits();
    expect(limits[1]).toEqual({ name: 'identities of pods in the cluster', value: 18, of: 65_280 });
  });
});
