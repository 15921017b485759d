// The address blocks that some policy names: where they begin and end, addresses can be told apart.

import type { Cluster } from '../model/cluster.ts';
import type { AllowRule, TieredRule } from '../model/policy.ts';
import type { AddressSet } from '../sets/addresses.ts';

/** The policies of a cluster: all that asks about ends. */
export type Asking = Pick<Cluster, 'policies' | 'clusterPolicies' | 'foreignPolicies'>;

/** One address set for each distinct block. */
export function blocksOf({ policies, clusterPolicies }: Pick<Asking, 'policies' | 'clusterPolicies'>) {
  const blocks = new Map<string, AddressSet>();
  const seen = new Set<AddressSet>(); // reading makes equal blocks one value
  const keep = (addresses: AddressSet): void => {
    if (seen.has(addresses)) return;
    seen.add(addresses);
    const key = blockKey(addresses);
    if (!blocks.has(key)) blocks.set(key, addresses);
  };
  const addRule = ({ peers }: AllowRule | TieredRule): void => {
    if (peers === 'anyone') return;
    for (const peer of peers) {
      if (peer.kind === 'ip-block' || peer.kind === 'networks') keep(peer.addresses);
      else if (peer.kind === 'nodes') {
        keep(peer.certain);
        keep(peer.possible);
      }
    }
  };
  for (const { ingress, egress } of policies) {
    if (ingress !== 'open') ingress.forEach(addRule);
    if (egress !== 'open') egress.forEach(addRule);
  }
  for (const { ingress, egress } of clusterPolicies) for (const rules of [ingress, egress]) rules.forEach(addRule);
  return blocks as ReadonlyMap<string, AddressSet>;
}

/** Blocks that cover the same addresses are one block. */
export function blockKey({ v4, v6 }: AddressSet): string {
  return v6.length === 0 ? v4.join() : `${v4.join()}|${v6.join()}`;
}
