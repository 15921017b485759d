// What the policies can tell apart: only label keys, port names and address boundaries that some policy asks about,
// and keys only in the namespaces where it asks. A cluster of 100,000 pods has as many classes as it has kinds of workload.

import type { AllowRule, PodScope, TieredRule } from '../model/policy.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { eachBit } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { type Asking, blocksOf } from './blocks.ts';
import type { NamespaceScopes } from './namespace-scopes.ts';

export interface Relevance {
  /** Keys of pod labels that some policy asks about in this namespace; sorted. */
  readonly keysIn: (namespace: string) => readonly string[];
  /** 'TCP/http', or 'any/http' where the protocol does not matter; sorted. */
  readonly portNames: readonly string[];
  /** One address set for each distinct block. */
  readonly blocks: ReadonlyMap<string, AddressSet>;
}

export function relevanceOf(asking: Asking, namespaces: NamespaceScopes): Relevance {
  const everywhere = new Set<string>();
  const local = new Map<string, Set<string>>();
  const seen = new Set<PodScope>();
  const portNames = new Set<string>();

  const askedOf = (scope: PodScope): void => {
    if (scope.pods.length === 0 || seen.has(scope)) return;
    seen.add(scope);
    const where = scope.namespaces;
    if (where.kind === 'named') {
      const keys = entry(local, where.name, () => new Set<string>());
      for (const { key } of scope.pods) keys.add(key);
    } else if (where.selector.length === 0) {
      for (const { key } of scope.pods) everywhere.add(key);
    } else {
      eachBit(namespaces.matching(where.selector).possible, (i) => {
        const keys = entry(local, namespaces.names[i]!, () => new Set<string>());
        for (const { key } of scope.pods) keys.add(key);
      });
    }
  };
  const addRule = ({ peers, ports }: AllowRule | TieredRule): void => {
    if (peers !== 'anyone') for (const peer of peers) if (peer.kind === 'pods') askedOf(peer);
    if (ports === 'every-port') return;
    for (const port of ports) if (port.kind === 'named') portNames.add(`${port.protocol}/${port.name}`);
  };
  for (const { subject, ingress, egress } of asking.policies) {
    askedOf(subject);
    if (ingress !== 'open') ingress.forEach(addRule);
    if (egress !== 'open') egress.forEach(addRule);
  }
  for (const { subject, ingress, egress } of asking.clusterPolicies) {
    if (subject !== 'unreadable') askedOf(subject);
    for (const rules of [ingress, egress]) rules.forEach(addRule);
  }
  for (const { subject } of asking.foreignPolicies) askedOf(subject);

  const shared = [...everywhere].sort();
  const sorted = new Map<string, readonly string[]>();
  for (const [name, keys] of local) sorted.set(name, [...new Set([...everywhere, ...keys])].sort());
  return { keysIn: (name) => sorted.get(name) ?? shared, portNames: [...portNames].sort(), blocks: blocksOf(asking) };
}
