// What the policies can tell apart: only the label keys, port names and address boundaries that some
// policy mentions. A cluster of 100,000 pods has as many classes as it has kinds of workload.

import type { Cluster } from '../model/cluster.ts';
import type { AllowRule, ClusterPeer, Peer, TieredRule } from '../model/policy.ts';
import { unreachable } from '../model/unreachable.ts';
import type { AddressSet } from '../sets/addresses.ts';

export interface Relevance {
  /** Keys of pod labels; namespaces are told apart by name. Sorted. */
  readonly labelKeys: readonly string[];
  /** 'TCP/http', or 'any/http' where the protocol does not matter; sorted. */
  readonly portNames: readonly string[];
  /** One address set for each distinct block. */
  readonly blocks: ReadonlyMap<string, AddressSet>;
}

/** `previous` only widens it, so that removing a policy renumbers nothing. */
export function relevanceOf(
  { policies, clusterPolicies, foreignPolicies }: Pick<Cluster, 'policies' | 'clusterPolicies' | 'foreignPolicies'>,
  previous?: Relevance,
): Relevance {
  const labelKeys = new Set(previous?.labelKeys);
  const portNames = new Set(previous?.portNames);
  const blocks = new Map(previous?.blocks);
  const keep = (addresses: AddressSet): void => void blocks.set(blockKey(addresses), addresses);
  const addPeer = (peer: Peer | ClusterPeer): void => {
    switch (peer.kind) {
      case 'pods':
        for (const { key } of peer.pods) labelKeys.add(key);
        break;
      case 'nodes':
        keep(peer.certain);
        keep(peer.possible);
        break;
      case 'ip-block':
      case 'networks':
        keep(peer.addresses);
        break;
      case 'domain-names': // every outside address alike
        break;
      default:
        unreachable(peer);
    }
  };
  const addRule = ({ peers, ports }: AllowRule | TieredRule): void => {
    if (peers !== 'anyone') peers.forEach(addPeer);
    if (ports === 'every-port') return;
    for (const port of ports) if (port.kind === 'named') portNames.add(`${port.protocol}/${port.name}`);
  };
  for (const { subject, ingress, egress } of policies) {
    for (const { key } of subject.pods) labelKeys.add(key);
    for (const rules of [ingress, egress]) if (rules !== 'open') rules.forEach(addRule);
  }
  for (const { subject, ingress, egress } of clusterPolicies) {
    if (subject !== 'unreadable') for (const { key } of subject.pods) labelKeys.add(key);
    for (const rules of [ingress, egress]) rules.forEach(addRule);
  }
  for (const { subject } of foreignPolicies) for (const { key } of subject.pods) labelKeys.add(key);
  return { labelKeys: [...labelKeys].sort(), portNames: [...portNames].sort(), blocks };
}

/** Blocks that cover the same addresses are one block. */
export function blockKey({ v4, v6 }: AddressSet): string {
  return `${v4.join(',')}|${v6.join(',')}`;
}

export function sameRelevance(a: Relevance, b: Relevance): boolean {
  return (
    sameList(a.labelKeys, b.labelKeys) &&
    sameList(a.portNames, b.portNames) &&
    sameList([...a.blocks.keys()], [...b.blocks.keys()])
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
