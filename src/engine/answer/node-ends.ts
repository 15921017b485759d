// A node as an end of a flow: to policies it is its addresses (R66), and which of them its traffic
// comes from, the API leaves open (R82, F5).

import type { Cluster, Endpoint, Node } from '../model/cluster.ts';
import {
  type AddressSet,
  everyAddress,
  type Family,
  hasFamily,
  isEmpty,
  noAddresses,
  ofFamily,
  unionAddresses,
} from '../sets/addresses.ts';

/** As a source it is at its InternalIPs; where those are not known, anywhere in the families that it takes part in. */
export function nodeAsSource(node: Node, { families, assumptions }: Cluster): Endpoint {
  const known = assumptions['other-node-source'] === 'unknown' ? noAddresses : node.internal;
  return { kind: 'external', addresses: located(node, known, families), node };
}

export function nodeAsDestination(node: Node, { families }: Cluster): Endpoint {
  return { kind: 'external', addresses: located(node, node.addresses, families), node };
}

function located({ addresses }: Node, known: AddressSet, families: readonly Family[]): AddressSet {
  return families
    .filter((family) => isEmpty(addresses) || hasFamily(addresses, family))
    .map((family) => ofFamily(hasFamily(known, family) ? known : everyAddress, family))
    .reduce(unionAddresses, noAddresses);
}
