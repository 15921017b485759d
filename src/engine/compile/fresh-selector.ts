// Selections after some classes came: what was selected before, and of the new ones those that match.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { matchesPeer } from '../model/match-peer.ts';
import type { ClusterPeer, Peer } from '../model/policy.ts';
import type { Match } from '../model/select.ts';
import type { Family } from '../sets/addresses.ts';
import { type Bitset, bitset, unionBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import type { Selection } from './label-index.ts';
import type { Selector } from './selection.ts';

/** A class that came, by its number. */
export interface Fresh {
  readonly i: number;
  readonly pod: Pod;
  /** Whether a peer means it: found once for each. */
  readonly match: (peer: Peer | ClusterPeer) => Match;
}

export function freshClass(i: number, pod: Pod, family: Family, assumptions: Assumptions): Fresh {
  const known = new Map<Peer | ClusterPeer, Match>();
  const end: Endpoint = { kind: 'pod', pod };
  return { i, pod, match: (peer) => entry(known, peer, () => matchesPeer(peer, end, family, assumptions)) };
}

/** `fresh` in ascending order. */
export function selectorWithFresh(before: Selector, fresh: readonly Fresh[]): Selector {
  const memo = new Map<Peer | ClusterPeer, Selection>();

  function peer(wanted: Peer | ClusterPeer): Selection {
    return entry(memo, wanted, () => widened(before.peer(wanted), wanted));
  }
  function widened(known: Selection, wanted: Peer | ClusterPeer): Selection {
    const matches = fresh.map(({ i, match }) => ({ i, ...match(wanted) }));
    const those = (holds: (match: (typeof matches)[number]) => boolean): Bitset =>
      bitset(matches.filter(holds).map(({ i }) => i));
    const [sure, may] = [those(({ holds }) => holds === 'yes'), those(({ holds }) => holds !== 'no')];
    const certain = unionBits(known.certain, sure);
    const isSame = known.certain === known.possible && sure.length === may.length;
    return {
      certain,
      possible: isSame ? certain : unionBits(known.possible, may),
      assumed: unionBits(
        known.assumed,
        those(({ because }) => because.length > 0),
      ),
    };
  }
  return {
    scope: peer,
    subject: (subject) => (subject === 'unreadable' ? before.subject(subject) : peer(subject)),
    peer,
  };
}
