// Whether an end is one that a rule's peer means: a pod that it selects, or an address in its block.

import { type AddressSet, disjoint, type Family, ofFamily, within } from '../sets/addresses.ts';
import type { Ternary } from '../sets/ternary.ts';
import type { Assumptions, Reason } from './assumptions.ts';
import type { Endpoint, Pod } from './cluster.ts';
import type { Peer } from './policy.ts';
import { hostNetwork, type Match, selectsPod } from './select.ts';
import { unreachable } from './unreachable.ts';

export function matchesPeer(peer: Peer, end: Endpoint, family: Family, assumptions: Assumptions): Match {
  if (peer.kind === 'pods') {
    return end.kind === 'pod' ? selectsPod(peer, end.pod, assumptions) : { holds: 'no', because: [] };
  }
  const addresses = ofFamily(end.kind === 'pod' ? end.pod.addresses : end.addresses, family);
  const holds = contains(peer.addresses, addresses);
  return end.kind === 'pod' ? podInBlock(holds, end.pod, assumptions) : { holds, because: [] };
}

/** Where an end's address may lie decides: all inside, none inside, or open. */
function contains(block: AddressSet, addresses: AddressSet): Ternary {
  if (disjoint(block, addresses)) return 'no';
  return within(addresses, block) ? 'yes' : 'unknown';
}

function podInBlock(holds: Ternary, pod: Pod, assumptions: Assumptions): Match {
  if (holds === 'no') return { holds, because: [] };
  const placed = placedInBlock(holds, pod, assumptions);
  const reading = pod.network === 'host' ? assumptions['host-network-pods'] : 'as-pods';
  if (reading === 'as-nodes') return placed;
  const asPod = matchedAsPod(placed, assumptions);
  if (reading === 'as-pods' || asPod.holds === placed.holds) return asPod;
  return { holds: 'unknown', because: [...asPod.because, hostNetwork('may count as its node or as a pod')] };
}

function placedInBlock(holds: Ternary, pod: Pod, assumptions: Assumptions): Match {
  if (holds !== 'unknown') return { holds, because: [] };
  return assumptions['missing-addresses'] === 'no-match'
    ? { holds: 'no', because: [missingAddress(pod, 'is taken to lie outside the block')] }
    : { holds, because: [missingAddress(pod, 'may lie in the block or not')] };
}

function matchedAsPod({ holds, because }: Match, assumptions: Assumptions): Match {
  if (holds === 'no') return { holds, because };
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

function missingAddress(pod: Pod, what: string): Reason {
  return {
    flag: 'F11',
    key: 'missing-addresses',
    why: `${pod.kind} ${pod.namespace.name}/${pod.name} has no address in the input: it ${what}`,
  };
}

function blockAndPods(why: string): Reason {
  return { flag: 'F1', key: 'ip-block-matches-pods', why };
}
