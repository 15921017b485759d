// Which address families are in play, and where an address may lie that is not known (002 rules 8 and 10).

import type { Node } from '../engine/model/cluster.ts';
import { type ClusterNetworkPolicy, directions, type NetworkPolicy } from '../engine/model/policy.ts';
import {
  type AddressSet,
  everyAddress,
  type Family,
  hasFamily,
  noAddresses,
  ofFamily,
  unionAddresses,
} from '../engine/sets/addresses.ts';
import { unionAll } from '../engine/sets/intervals.ts';
import { blocksV6 } from './cluster-policies.ts';
import type { Context } from './pod-values.ts';
import type { NodeObject, PodObject } from './snapshot.ts';

/** Whether nodes, their ranges or a block of a policy of the whole cluster have IPv6: none of these come and go one by one. */
export function standsInV6(
  nodeRanges: AddressSet,
  nodes: readonly Node[],
  clusterWide: readonly ClusterNetworkPolicy[],
): boolean {
  const ofNodes = [nodeRanges, ...nodes.map((one) => one.addresses)];
  return ofNodes.some((set) => hasFamily(set, 'IPv6')) || clusterWide.some(blocksV6);
}

/** Whether a pod that is there, or a block of a policy, has IPv6. */
export function hasV6(object: PodObject | NetworkPolicy): boolean {
  return object.kind === 'Pod' ? hasFamily(object.addresses, 'IPv6') : namesV6(object);
}

/** IPv4 always; IPv6 where a pod, a node, its range or a block of a policy has it (rule 10). */
export function familiesInPlay(v6: 'in-play' | 'nowhere'): readonly Family[] {
  return v6 === 'in-play' ? ['IPv4', 'IPv6'] : ['IPv4'];
}

function namesV6(policy: NetworkPolicy): boolean {
  return directions.some((direction) => {
    const rules = policy[direction];
    if (rules === 'open') return false;
    return rules.some(
      ({ peers }) =>
        peers !== 'anyone' && peers.some((peer) => peer.kind === 'ip-block' && hasFamily(peer.addresses, 'IPv6')),
    );
  });
}

export function rangesOf(nodes: readonly NodeObject[]): AddressSet {
  return {
    v4: unionAll(nodes.map(({ podRanges }) => podRanges.v4)),
    v6: unionAll(nodes.map(({ podRanges }) => podRanges.v6)),
  };
}

/** Where an address may lie that is not known: the nodes' pod ranges of the family, or anywhere (rule 8). */
export function unassignedRanges(nodeRanges: AddressSet, families: readonly Family[]): Context['unassigned'] {
  const anywhere = (family: Family): AddressSet => ofFamily(everyAddress, family);
  const inRange = (family: Family): AddressSet =>
    hasFamily(nodeRanges, family) ? ofFamily(nodeRanges, family) : anywhere(family);
  return {
    pod: families.map(inRange).reduce(unionAddresses, noAddresses),
    host: families.map(anywhere).reduce(unionAddresses, noAddresses),
  };
}
