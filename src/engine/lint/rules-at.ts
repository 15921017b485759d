// Rules of every kind of policy in one form, with the way to each part of them, so that a check is written once.

import {
  type ClusterNetworkPolicy,
  type ClusterPeer,
  clusterPolicyKinds,
  type Direction,
  directions,
  type NetworkPolicy,
  type Peer,
  type Policy,
  type PortMatch,
} from '../model/policy.ts';
import type { Path, Subject } from './finding.ts';

export type AnyPeer = Peer | ClusterPeer;

export interface RuleAt {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly index: number;
  readonly path: Path;
  readonly action: 'Allow' | 'Accept' | 'Deny' | 'Pass';
  readonly peers: 'anyone' | readonly AnyPeer[];
  readonly ports: 'every-port' | readonly PortMatch[];
}

/** In the order that they are written, egress first. */
export function rulesOf(policy: Policy): readonly RuleAt[] {
  return directions.flatMap((direction) => rulesFor(policy, direction));
}

export function rulesFor(policy: Policy, direction: Direction): readonly RuleAt[] {
  const path = (index: number): Path => ['spec', direction, index];
  if (isClusterWide(policy)) {
    return policy[direction].map((rule) => ({ policy, direction, ...rule, path: path(rule.index) }));
  }
  const rules = policy[direction];
  if (rules === 'open') return [];
  return rules.map((rule) => ({ policy, direction, action: 'Allow', ...rule, path: path(rule.index) }));
}

export function isClusterWide(policy: Policy): policy is ClusterNetworkPolicy {
  return clusterPolicyKinds.some((kind) => kind === policy.kind);
}

export function isNetworkPolicy(policy: Policy): policy is NetworkPolicy {
  return policy.kind === 'NetworkPolicy';
}

export function peerPath({ path, direction }: RuleAt, index: number): Path {
  return [...path, direction === 'ingress' ? 'from' : 'to', index];
}

export function portPath(rule: RuleAt, index: number): Path {
  return [...rule.path, rule.policy.kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports', index];
}

export function aboutPolicy(policy: Policy): Subject {
  const namespace = isClusterWide(policy) ? '' : policy.namespace;
  return { kind: policy.kind, namespace, name: policy.name, origin: policy.origin };
}

/** For sentences: shop/db, or the bare name of a cluster-wide policy. */
export function policyText(policy: Policy): string {
  return isClusterWide(policy) ? policy.name : `${policy.namespace}/${policy.name}`;
}

export function ruleText({ policy, direction, index }: RuleAt): string {
  return `${policyText(policy)} ${direction}[${index}]`;
}
