// Which addresses a `nodes` peer means: those of every Node that its selector selects. Where the input has no Node
// at all, or one of them has no address, any address may be among them (docs/decisions/005, rule 19).

import type { Cluster, Node } from '../engine/model/cluster.ts';
import type { ClusterNetworkPolicy, ClusterPeer, NodeScope, TieredRule } from '../engine/model/policy.ts';
import { selectorHolds } from '../engine/model/select.ts';
import { everyAddress, isEmpty, noAddresses, unionAddresses, within } from '../engine/sets/addresses.ts';
import type { NodeObject } from './snapshot.ts';

/** Nodes that did not change are those of `previous`. */
export function nodesOf(objects: readonly NodeObject[], previous?: Cluster): readonly Node[] {
  const before = new Map(previous?.nodes.map((node) => [node.origin, node]));
  return objects
    .map(({ name, labels, addresses, internal, origin }): Node => {
      const labelSet = { values: labels, open: 'none' } as const;
      return before.get(origin) ?? { name, labels: labelSet, addresses, internal, origin };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The policy itself where it has no `nodes` peer; the earlier value where its nodes have the addresses they had. */
export function withNodeAddresses(
  policy: ClusterNetworkPolicy,
  nodes: readonly Node[],
  previous?: Cluster,
): ClusterNetworkPolicy {
  if (![...policy.ingress, ...policy.egress].some(namesNodes)) return policy;
  const resolved = {
    ...policy,
    ingress: policy.ingress.map((rule) => resolveRule(rule, nodes)),
    egress: policy.egress.map((rule) => resolveRule(rule, nodes)),
  };
  const earlier = previous?.clusterPolicies.find(({ origin }) => origin === policy.origin);
  return earlier !== undefined && sameScopes(earlier, resolved) ? earlier : resolved;
}

function namesNodes({ peers }: TieredRule): boolean {
  return peers !== 'anyone' && peers.some(isNodes);
}

function isNodes(peer: ClusterPeer): peer is NodeScope {
  return peer.kind === 'nodes';
}

function resolveRule(rule: TieredRule, nodes: readonly Node[]): TieredRule {
  if (rule.peers === 'anyone') return rule;
  return { ...rule, peers: rule.peers.map((peer) => (isNodes(peer) ? resolve(peer, nodes) : peer)) };
}

function resolve(scope: NodeScope, nodes: readonly Node[]): NodeScope {
  const selected = nodes.filter(({ labels }) => selectorHolds(scope.nodes, labels) === 'yes');
  const certain = selected.map(({ addresses }) => addresses).reduce(unionAddresses, noAddresses);
  const isOpen = nodes.length === 0 || selected.some(({ addresses }) => isEmpty(addresses));
  return { ...scope, certain, possible: isOpen ? everyAddress : certain };
}

/** Of one origin, so that all but the addresses is the same. */
function sameScopes(a: ClusterNetworkPolicy, b: ClusterNetworkPolicy): boolean {
  const [of, and] = [scopesOf(a), scopesOf(b)];
  return of.every((scope, i) => {
    const other = and[i];
    return other !== undefined && equal(scope.certain, other.certain) && equal(scope.possible, other.possible);
  });
}

function scopesOf({ ingress, egress }: ClusterNetworkPolicy): readonly NodeScope[] {
  return [...ingress, ...egress].flatMap(({ peers }) => (peers === 'anyone' ? [] : peers.filter(isNodes)));
}

function equal(a: NodeScope['certain'], b: NodeScope['certain']): boolean {
  return within(a, b) && within(b, a);
}
