// What Cilium holds on each node: the policy map entries of its endpoints, and CIDR identities. Endpoints
// without policies have reserved entries, so the cluster's total is never zero, and a policy that closes a
// direction replaces one of them. Identities of pods are the cluster's, whatever policies say: see limits.

import type { NetworkPolicy } from '../../model/policy.ts';
import { lazy, memo } from '../../sets/lazy.ts';
import type { Kind } from '../kinds.ts';
import { type Limit, type State, type StateName, type StateSpread, states } from '../model.ts';
import { hasEndpoint, nodesOf } from '../site.ts';
import { onNode, spread } from '../spread.ts';
import type { CiliumObjects } from './cilium-objects.ts';

const busiestBy: readonly StateName[] = ['mapEntries', 'identities'];

/** The CIDR identities on one node, with how many of its active policies bring each. */
type NodeCidrs = ReadonlyMap<number, number>;

export interface CiliumState {
  readonly policyState: (policy: NetworkPolicy) => StateSpread;
  readonly marginal: (policy: NetworkPolicy) => StateSpread;
  readonly clusterState: () => StateSpread;
  readonly limits: () => readonly Limit[];
  /** Entries of the largest policy map that the policy has a part in. */
  readonly largestMap: (policy: NetworkPolicy) => number;
}

export function ciliumState(objects: CiliumObjects): CiliumState {
  const { site } = objects;
  const { nodes } = site.placement;
  const cidrsAt = nodeCidrs(objects);
  const kindsOf = memo((policy: NetworkPolicy) => site.selected(policy).flatMap((index) => site.kinds[index] ?? []));
  const policyState = memo((policy: NetworkPolicy): StateSpread => {
    const perNode = new Map<number, number>();
    for (const kind of kindsOf(policy)) {
      const entries = objects.ownEntries(policy, kind);
      for (const [node, pods] of kind.on) perNode.set(node, (perNode.get(node) ?? 0) + entries * pods);
    }
    const identities = objects.cidrs.broughtBy(policy).size;
    const state = [...perNode].map(([node, mapEntries]) => [node, nonZero({ mapEntries, identities })] as const);
    return spread(new Map(state), nodes, busiestBy);
  });
  return {
    policyState,
    marginal: memo((policy: NetworkPolicy): StateSpread => {
      const here = [...nodesOf(site, policy).keys()];
      const perNode = new Map(here.map((node) => [node, marginalOn(objects, cidrsAt(node), policy, node)]));
      return onNode(perNode, nodes, policyState(policy).node);
    }),
    clusterState: lazy(() => {
      const perNode = nodes.map((_, node) => [node, nodeState(objects, cidrsAt(node), node)] as const);
      return spread(new Map(perNode), nodes, busiestBy);
    }),
    limits: () => limits(objects, cidrsAt),
    largestMap: (policy) => largest(kindsOf(policy).flatMap((kind) => mapsOf(objects, cidrsAt, kind))),
  };
}

function nodeCidrs({ site, cidrs }: CiliumObjects): (node: number) => NodeCidrs {
  const perNode = site.placement.nodes.map(() => new Map<number, number>());
  for (const policy of site.policies) {
    const brought = cidrs.broughtBy(policy);
    for (const node of brought.size === 0 ? [] : nodesOf(site, policy).keys()) {
      const here = perNode[node];
      for (const identity of brought) here?.set(identity, (here.get(identity) ?? 0) + 1);
    }
  }
  return (node) => perNode[node] ?? new Map();
}

function nodeState({ site, endpoint }: CiliumObjects, here: NodeCidrs, node: number): State {
  let mapEntries = 0;
  for (const [index, pods] of site.nodes[node] ?? []) {
    const kind = site.kinds[index];
    if (kind !== undefined && hasEndpoint(kind.pod, site.cluster)) mapEntries += pods * endpoint(kind, here).total;
  }
  return nonZero({ mapEntries, identities: here.size });
}

/**
 * The node's state less its state without the policy. With the policy go the CIDR identities that it alone
 * brings, and then other policies' blocks have fewer identities to select.
 */
function marginalOn(objects: CiliumObjects, here: NodeCidrs, policy: NetworkPolicy, node: number): State {
  const { site, cidrs, cidrsOf, endpoint, endpointWithout } = objects;
  const alone = new Set([...cidrs.broughtBy(policy)].filter((identity) => here.get(identity) === 1));
  const left = new Map([...here].filter(([identity]) => !alone.has(identity)));
  const selected = new Set(site.selected(policy));
  let mapEntries = 0;
  for (const index of alone.size === 0 ? selected : (site.nodes[node]?.keys() ?? [])) {
    const kind = site.kinds[index];
    const pods = site.nodes[node]?.get(index) ?? 0;
    if (kind === undefined || pods === 0) continue;
    const now = endpoint(kind, here);
    if ([...alone].some((identity) => cidrsOf(kind).has(identity))) {
      mapEntries += pods * (now.total - endpointWithout(policy, kind, left));
    } else if (selected.has(index)) {
      mapEntries += pods * (now.dueTo.get(policy) ?? 0);
    }
  }
  return nonZero({ mapEntries, identities: alone.size });
}

function limits(objects: CiliumObjects, cidrsAt: (node: number) => NodeCidrs): readonly Limit[] {
  const { site, pods, ownEntries } = objects;
  let fullest: { readonly value: number; readonly kind: Kind | 'none' } = { value: 0, kind: 'none' };
  for (const kind of site.kinds.filter(({ pod }) => hasEndpoint(pod, site.cluster))) {
    for (const value of mapsOf(objects, cidrsAt, kind)) {
      if (value > fullest.value) fullest = { value, kind };
    }
  }
  const { value, kind } = fullest;
  const there = kind === 'none' ? [] : site.policies.filter((policy) => site.selected(policy).includes(kind.index));
  const most = kind === 'none' ? 0 : largest(there.map((policy) => ownEntries(policy, kind)));
  const policy = kind === 'none' ? undefined : there.find((each) => ownEntries(each, kind) === most);
  return [
    { name: 'policy map entries of an endpoint', value, of: 16_384, ...(policy === undefined ? {} : { policy }) },
    // 65,535 less those that are reserved, 1 to 255.
    { name: 'identities of pods in the cluster', value: pods.count, of: 65_280 },
    {
      name: 'CIDR identities on a node',
      value: largest(site.placement.nodes.map((_, node) => cidrsAt(node).size)),
      of: 16_777_215,
    },
  ];
}

/** The sizes of the policy maps of a kind's endpoints, one for each node that has some. */
function mapsOf(objects: CiliumObjects, cidrsAt: (node: number) => NodeCidrs, kind: Kind): readonly number[] {
  return [...kind.on.keys()].map((node) => objects.endpoint(kind, cidrsAt(node)).total);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function nonZero(counts: State): State {
  return states.sum([counts]);
}
