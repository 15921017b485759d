// Whether an end is one that a rule's peer means: a pod that it selects, or an address that it holds.

import { type AddressSet, disjoint, type Family, ofFamily, within } from '../sets/addresses.ts';
import type { Ternary } from '../sets/ternary.ts';
import type { Assumptions, Reason } from './assumptions.ts';
import type { Endpoint, Pod } from './cluster.ts';
import type { ClusterPeer, DomainNames, NodeScope, Peer } from './policy.ts';
import { hostNetwork, type Match, selectsPod } from './select.ts';
import { unreachable } from './unreachable.ts';

const noMatch: Match = { holds: 'no', because: [] };

export function matchesPeer(peer: Peer | ClusterPeer, end: Endpoint, family: Family, assumptions: Assumptions): Match {
  switch (peer.kind) {
    case 'pods':
      return end.kind === 'pod' ? selectsPod(peer, end.pod, assumptions) : noMatch;
    case 'ip-block': {
      const placed = placedIn(peer.addresses, end, family, assumptions);
      return end.kind === 'pod' ? podInBlock(placed, end.pod, assumptions) : placed;
    }
    case 'networks':
      // Pods too, and by their address alone (R121).
      return placedIn(peer.addresses, end, family, assumptions);
    case 'nodes':
      return onNodes(peer, end, family, assumptions);
    case 'domain-names':
      return namedByDomain(peer, end, assumptions);
    default:
      return unreachable(peer);
  }
}

/** Where an end's address may lie decides: all inside, none inside, or open. */
function contains(block: AddressSet, addresses: AddressSet): Ternary {
  if (disjoint(block, addresses)) return 'no';
  return within(addresses, block) ? 'yes' : 'unknown';
}

function addressesOf(end: Endpoint, family: Family): AddressSet {
  return ofFamily(end.kind === 'pod' ? end.pod.addresses : end.addresses, family);
}

function placedIn(block: AddressSet, end: Endpoint, family: Family, assumptions: Assumptions): Match {
  const holds = contains(block, addressesOf(end, family));
  if (end.kind === 'external')
    return { holds, because: end.node === undefined ? [] : [nodeAddress(end.node.name, holds)] };
  if (holds !== 'unknown') return { holds, because: [] };
  const { kind, namespace, name } = end.pod;
  const which = `${kind} ${namespace.name}/${name} has no address in the input`;
  return assumptions['missing-addresses'] === 'no-match'
    ? { holds: 'no', because: [missingAddress(`${which}: it is taken to lie outside the block`)] }
    : { holds, because: [missingAddress(`${which}: it may lie in the block or not`)] };
}

/** NetworkPolicy's ipBlock, which plugins hold against pods or do not (F1). */
function podInBlock(placed: Match, pod: Pod, assumptions: Assumptions): Match {
  if (placed.holds === 'no') return placed;
  const reading = pod.network === 'host' ? assumptions['host-network-pods'] : 'as-pods';
  if (reading === 'as-nodes') return placed;
  const asPod = matchedAsPod(placed, assumptions);
  if (reading === 'as-pods' || asPod.holds === placed.holds) return asPod;
  return { holds: 'unknown', because: [...asPod.because, hostNetwork('may count as its node or as a pod')] };
}

function matchedAsPod({ holds, because }: Match, assumptions: Assumptions): Match {
  switch (assumptions['ip-block-matches-pods']) {
    case 'no':
      return { holds: 'no', because: [blockAndPods('blocks are taken not to match pods')] };
    case 'unknown':
      return {
        holds: 'unknown',
        because: [...because, blockAndPods('a network plugin may match pods by block or not')],
      };
    case 'yes':
      return {
        holds,
        because: [...because, blockAndPods('a pod is matched by its address, as upstream tests require')],
      };
    default:
      return unreachable(assumptions['ip-block-matches-pods']);
  }
}

/** Nodes match by their addresses, and so do the pods that share them (R122). */
function onNodes({ certain, possible }: NodeScope, end: Endpoint, family: Family, assumptions: Assumptions): Match {
  if (end.kind === 'pod' && end.pod.network === 'pod') return noMatch;
  if (within(possible, certain)) return placedIn(certain, end, family, assumptions);
  if (contains(certain, addressesOf(end, family)) === 'yes') return { holds: 'yes', because: [] };
  return assumptions['missing-addresses'] === 'no-match'
    ? { holds: 'no', because: [missingAddress('addresses of nodes that the input lacks are taken to match nothing')] }
    : { holds: 'unknown', because: [missingAddress('the input does not tell all addresses of the nodes')] };
}

function namedByDomain({ names }: DomainNames, end: Endpoint, assumptions: Assumptions): Match {
  if (end.kind === 'pod' && end.pod.network === 'pod') return noMatch;
  const known = assumptions['domain-names'] === 'no-match';
  const why = `which addresses ${names.join(', ')} stands for, DNS says at run time`;
  return {
    holds: known ? 'no' : 'unknown',
    because: [{ flag: 'F10', key: 'domain-names', why: known ? `${why}: none is taken to match` : why }],
  };
}

function missingAddress(why: string): Reason {
  return { flag: 'F11', key: 'missing-addresses', why };
}

function nodeAddress(name: string, holds: Ternary): Reason {
  const why =
    holds === 'unknown'
      ? `which address node ${name} shows is not known`
      : `node ${name} is known to policies by its address`;
  return { flag: 'F5', key: 'other-node-source', why };
}

function blockAndPods(why: string): Reason {
  return { flag: 'F1', key: 'ip-block-matches-pods', why };
}
