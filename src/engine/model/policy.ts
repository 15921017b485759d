// NetworkPolicy after reading. "Left out" and "empty" mean opposite things in the API, so neither
// survives as an empty array.

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
  | { readonly kind: 'named'; readonly protocol: Protocol; readonly name: string };

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
  readonly origin: Origin;
}
