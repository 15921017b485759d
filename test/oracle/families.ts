// The address families that are in play.
import { familyOf } from './address.ts';
import { nodeRanges } from './blocks.ts';
import { CLUSTER_KINDS } from './cluster-policies.ts';
import { directionsOf } from './directions.ts';
import type { PodEnd } from './ends.ts';
import { nodesOf, reportedAddresses } from './nodes.ts';
import { kindOf, list, own, text } from './raw.ts';
import type { Family } from './three.ts';
import { deniesEveryone } from './tiered-rules.ts';

/** 002 rule 10: "IPv4 is always in play; IPv6 is when a pod's address, a node's pod range or address, a block in a rule
 * in force (of a direction that the policy is about), or a networks entry of a cluster-wide policy is IPv6." */
export function familiesOf(objects: readonly unknown[], pods: readonly PodEnd[]): readonly Family[] {
  const found: string[] = [];
  for (const pod of pods) found.push(...pod.addresses);
  for (const range of nodeRanges(objects)) if (range.family === 'IPv6') return ['IPv4', 'IPv6'];
  for (const node of nodesOf(objects)) found.push(...reportedAddresses(node));
  for (const policy of objects) {
    if (kindOf(policy) === 'networking.k8s.io/v1 NetworkPolicy') found.push(...blocksOf(policy));
    if (CLUSTER_KINDS.includes(kindOf(policy))) found.push(...networksOf(policy));
  }
  return found.some((address) => familyOf(address) === 'IPv6') ? ['IPv4', 'IPv6'] : ['IPv4'];
}

/** R13: "rules of a direction not listed are ignored", and so are their blocks. */
function blocksOf(policy: unknown): readonly string[] {
  const found: string[] = [];
  for (const direction of directionsOf(policy)) {
    for (const rule of list(policy, 'spec', direction)) {
      for (const peer of list(rule, direction === 'ingress' ? 'from' : 'to')) {
        if (own(peer, 'ipBlock') !== undefined) found.push(text(peer, 'ipBlock', 'cidr'));
      }
    }
  }
  return found;
}

/** R119: only egress rules have networks. A rule that fails closed to everyone asks nothing of addresses. */
function networksOf(policy: unknown): readonly string[] {
  const rules = list(policy, 'spec', 'egress').filter((rule) => !deniesEveryone(rule, 'egress'));
  const peers = rules.flatMap((rule) => list(rule, 'to'));
  return peers.flatMap((peer) => list(peer, 'networks')).map(String);
}
