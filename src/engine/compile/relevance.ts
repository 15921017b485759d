// What the policies can tell apart: only the label keys, port names and address boundaries that some
// policy mentions. A cluster of 100,000 pods has as many classes as it has kinds of workload.

import type { NetworkPolicy, Peer } from '../model/policy.ts';
import type { AddressSet } from '../sets/addresses.ts';

export interface Relevance {
  /** Keys of pod labels; namespaces are told apart by name. Sorted. */
  readonly labelKeys: readonly string[];
  /** 'TCP/http', sorted. */
  readonly portNames: readonly string[];
  /** One address set for each distinct block. */
  readonly blocks: ReadonlyMap<string, AddressSet>;
}

/** `previous` only widens it, so that removing a policy renumbers nothing. */
export function relevanceOf(policies: readonly NetworkPolicy[], previous?: Relevance): Relevance {
  const labelKeys = new Set(previous?.labelKeys);
  const portNames = new Set(previous?.portNames);
  const blocks = new Map(previous?.blocks);
  for (const policy of policies) {
    for (const { key } of policy.subject.pods) labelKeys.add(key);
    for (const rules of [policy.ingress, policy.egress]) {
      for (const rule of rules === 'open' ? [] : rules) {
        for (const peer of rule.peers === 'anyone' ? [] : rule.peers) {
          if (peer.kind === 'ip-block') blocks.set(blockKey(peer), peer.addresses);
          else for (const { key } of peer.pods) labelKeys.add(key);
        }
        for (const port of rule.ports === 'every-port' ? [] : rule.ports) {
          if (port.kind === 'named') portNames.add(`${port.protocol}/${port.name}`);
        }
      }
    }
  }
  return { labelKeys: [...labelKeys].sort(), portNames: [...portNames].sort(), blocks };
}

/** Blocks that cover the same addresses are one block. */
export function blockKey({ addresses }: Peer & { kind: 'ip-block' }): string {
  return `${addresses.v4.join(',')}|${addresses.v6.join(',')}`;
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
