// Policies after reading. "Left out" and "empty" mean opposite things in NetworkPolicy, so neither
// survives as an empty array there.

import type { AddressSet } from '../sets/addresses.ts';
import type { Protocol } from '../sets/ports.ts';
import type { LabelSelector } from './labels.ts';
import type { NonEmpty } from './non-empty.ts';
import type { Origin } from './origin.ts';

export const directions = ['egress', 'ingress'] as const;
export type Direction = (typeof directions)[number];

export type NamespaceScope =
  | { readonly kind: 'named'; readonly name: string } // a peer without namespaceSelector: the policy's own
  | { readonly kind: 'matching'; readonly selector: LabelSelector };

export interface PodScope {
  readonly kind: 'pods';
  readonly namespaces: NamespaceScope;
  readonly pods: LabelSelector;
  /** NetworkPolicy leaves host-network pods to the implementation; the cluster-wide kinds never select them (R83, R84). */
  readonly hostNetwork: 'as-assumed' | 'never';
}

export interface IpBlock {
  readonly kind: 'ip-block';
  /** `cidr` minus every `except` of the same entry (R60). */
  readonly addresses: AddressSet;
  /** As written, for people; cost models count the excepts. */
  readonly cidr: string;
  readonly except: readonly string[];
}

export type Peer = PodScope | IpBlock;

export type PortMatch =
  | { readonly kind: 'range'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly kind: 'named'; readonly protocol: Protocol | 'any'; readonly name: string }; // 'any': cluster-wide kinds

export interface AllowRule {
  /** Position in the policy's list of this direction: its identity, from YAML to screen. */
  readonly index: number;
  readonly peers: 'anyone' | NonEmpty<Peer>;
  readonly ports: 'every-port' | NonEmpty<PortMatch>;
}

/** 'open': the policy says nothing about this direction. []: it isolates, and allows nothing. */
export type Isolation = 'open' | readonly AllowRule[];

export interface NetworkPolicy {
  readonly kind: 'NetworkPolicy';
  readonly namespace: string;
  readonly name: string;
  readonly subject: PodScope;
  readonly ingress: Isolation;
  readonly egress: Isolation;
  readonly written: WrittenTypes;
  readonly origin: Origin;
}

/** How the directions came about, for who wonders whether they were meant (R12, R13). */
export interface WrittenTypes {
  readonly policyTypes: 'given' | 'left-out';
  /** The directions whose list stands there: nothing, an empty list, or rules. */
  readonly lists: Readonly<Record<Direction, 'left-out' | 'empty' | 'rules'>>;
}

/** Cluster-wide kinds: blocks that always match by address, pods too (R121). */
export interface Networks {
  readonly kind: 'networks';
  readonly addresses: AddressSet;
  readonly cidrs: readonly string[];
}

/** Nodes by label. `certain` ⊆ `possible` are their addresses, filled in where the Nodes are known (rule 19). */
export interface NodeScope {
  readonly kind: 'nodes';
  readonly nodes: LabelSelector;
  readonly certain: AddressSet;
  readonly possible: AddressSet;
}

/** Which addresses they are depends on DNS at run time (R123). */
export interface DomainNames {
  readonly kind: 'domain-names';
  readonly names: readonly string[];
}

export type ClusterPeer = PodScope | Networks | NodeScope | DomainNames;

export interface TieredRule {
  readonly index: number;
  /** '' where it has none. */
  readonly name: string;
  readonly action: 'Accept' | 'Deny' | 'Pass';
  /** [] matches nobody: what an Accept rule's unreadable peers leave. */
  readonly peers: 'anyone' | readonly ClusterPeer[];
  readonly ports: 'every-port' | readonly PortMatch[];
  /** What of the rule could not be read, so that it fails closed (R126, R149). */
  readonly unread: readonly string[];
}

export const tiers = ['Admin', 'Baseline'] as const;
export type Tier = (typeof tiers)[number];

export const clusterPolicyKinds = ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'] as const;
export type ClusterPolicyKind = (typeof clusterPolicyKinds)[number];

/** BaselineAdminNetworkPolicy has no priority: it comes after every other of its tier. */
export const lastPriority = 1001;

/** ClusterNetworkPolicy v1alpha2, and its two predecessors as the same thing (`Allow` is `Accept`). */
export interface ClusterNetworkPolicy {
  readonly kind: ClusterPolicyKind;
  readonly name: string;
  readonly tier: Tier;
  /** 0 to 1000, the lowest first; `lastPriority` for the Baseline policy that has none. */
  readonly priority: number;
  readonly subject: PodScope | 'unreadable';
  readonly ingress: readonly TieredRule[];
  readonly egress: readonly TieredRule[];
  readonly origin: Origin;
}

/** A policy of another vendor that we don't evaluate: where it may select a pod, answers are open (F22). */
export interface ForeignPolicy {
  readonly kind: string;
  readonly apiVersion: string;
  /** '' where it is of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** The pods that it selects or may; wider where its selector is of a language of its own. */
  readonly subject: PodScope;
  readonly directions: readonly Direction[];
  readonly effect: 'allow-or-deny' | 'deny-only' | 'note';
  readonly origin: Origin;
}

export type Policy = NetworkPolicy | ClusterNetworkPolicy;
export type AnyPolicy = Policy | ForeignPolicy;
