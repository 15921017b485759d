// Every selector of pods in a policy, with the way to it.

import {
  type ClusterNetworkPolicy,
  type Direction,
  directions,
  type NetworkPolicy,
  type PodScope,
  type Policy,
} from '../engine/model/policy.ts';
import type { Path } from './field.ts';

export interface ScopeAt {
  readonly scope: PodScope;
  readonly path: Path;
}

export function podScopesOf(policy: Policy): readonly ScopeAt[] {
  return policy.kind === 'NetworkPolicy' ? ofNetworkPolicy(policy) : ofClusterPolicy(policy);
}

const listOf: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

function ofNetworkPolicy(policy: NetworkPolicy): readonly ScopeAt[] {
  const ofPeers = directions.flatMap((direction) => {
    const rules = policy[direction];
    if (rules === 'open') return [];
    return rules.flatMap(({ index, peers }): readonly ScopeAt[] =>
      peers === 'anyone'
        ? []
        : peers.flatMap((peer, i) =>
            peer.kind === 'pods'
              ? [{ scope: peer, path: ['spec', direction, index, listOf[direction], i, 'podSelector'] }]
              : [],
          ),
    );
  });
  return [{ scope: policy.subject, path: ['spec', 'podSelector'] }, ...ofPeers];
}

function ofClusterPolicy(policy: ClusterNetworkPolicy): readonly ScopeAt[] {
  const ofPeers = directions.flatMap((direction) =>
    policy[direction].flatMap(({ index, peers, unread }): readonly ScopeAt[] => {
      if (peers === 'anyone') return [];
      const rule = ['spec', direction, index];
      // Where a peer was dropped, the others no longer stand at their own index.
      const pathOf = (i: number): Path =>
        unread.length > 0 ? rule : [...rule, listOf[direction], i, 'pods', 'podSelector'];
      return peers.flatMap((peer, i) => (peer.kind === 'pods' ? [{ scope: peer, path: pathOf(i) }] : []));
    }),
  );
  const { subject } = policy;
  if (subject === 'unreadable') return ofPeers;
  return [{ scope: subject, path: ['spec', 'subject', 'pods', 'podSelector'] }, ...ofPeers];
}
