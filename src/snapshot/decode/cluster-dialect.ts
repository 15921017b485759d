// The three kinds say one thing in three ways: what each calls it, and how much of it each takes.

import type { ClusterPolicyKind, TieredRule } from '../../engine/model/policy.ts';
import type { Type } from './known-fields.ts';

export interface Dialect {
  readonly kind: ClusterPolicyKind;
  readonly version: 'v1alpha1' | 'v1alpha2';
  /** Of rules a direction, peers and ports a rule (R145). */
  readonly limit: 100 | 25;
  readonly actions: ReadonlyMap<string, TieredRule['action']>;
  readonly ports: 'ports' | 'protocols';
  readonly spec: Type;
  readonly subject: Type;
  readonly rules: Readonly<Record<'ingress' | 'egress', Type>>;
  readonly peers: Readonly<Record<'ingress' | 'egress', Type>>;
  /** Whether `pods` may leave out its namespaces, to mean all of them (R118, R144). */
  readonly podNamespaces: 'required' | 'optional';
}

const accept = ['Accept', 'Accept'] as const;
const allow = ['Allow', 'Accept'] as const; // v1alpha1's word for it
const deny = ['Deny', 'Deny'] as const;
const pass = ['Pass', 'Pass'] as const;

export const clusterNetworkPolicyDialect: Dialect = {
  kind: 'ClusterNetworkPolicy',
  version: 'v1alpha2',
  limit: 25,
  actions: new Map<string, TieredRule['action']>([accept, deny, pass]),
  ports: 'protocols',
  spec: 'ClusterNetworkPolicySpec',
  subject: 'ClusterNetworkPolicySubject',
  rules: { ingress: 'ClusterNetworkPolicyIngressRule', egress: 'ClusterNetworkPolicyEgressRule' },
  peers: { ingress: 'ClusterNetworkPolicyIngressPeer', egress: 'ClusterNetworkPolicyEgressPeer' },
  podNamespaces: 'optional',
};

export const adminNetworkPolicyDialect: Dialect = {
  kind: 'AdminNetworkPolicy',
  version: 'v1alpha1',
  limit: 100,
  actions: new Map<string, TieredRule['action']>([allow, deny, pass]),
  ports: 'ports',
  spec: 'AdminNetworkPolicySpec',
  subject: 'AdminNetworkPolicySubject',
  rules: { ingress: 'AdminNetworkPolicyIngressRule', egress: 'AdminNetworkPolicyEgressRule' },
  peers: { ingress: 'AdminNetworkPolicyIngressPeer', egress: 'AdminNetworkPolicyEgressPeer' },
  podNamespaces: 'required',
};

export const baselineAdminNetworkPolicyDialect: Dialect = {
  ...adminNetworkPolicyDialect,
  kind: 'BaselineAdminNetworkPolicy',
  actions: new Map<string, TieredRule['action']>([allow, deny]),
  spec: 'BaselineAdminNetworkPolicySpec',
  rules: { ingress: 'BaselineAdminNetworkPolicyIngressRule', egress: 'BaselineAdminNetworkPolicyEgressRule' },
  peers: { ingress: 'AdminNetworkPolicyIngressPeer', egress: 'BaselineAdminNetworkPolicyEgressPeer' },
};
