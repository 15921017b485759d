// One rule of a cluster-wide policy against one side of an attempt: its action, and whether it matches.

import { rangeOf } from './address.ts';
import { blockMatchesOutside, podWithin } from './blocks.ts';
import { nodesPeerMatches } from './nodes.ts';
import { list, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { podsSelected, readablePods, readableSelector } from './subjects.ts';
import { type Answer, and, assumed, or } from './three.ts';
import { readableEntry, tieredPortMatches } from './tiered-ports.ts';

export type Action = 'Accept' | 'Deny' | 'Pass';

export function ruleIn(rule: unknown, side: Side): { readonly action: Action; readonly matches: Answer } {
  const written = text(rule, 'action');
  // "v1alpha1, whose Allow is Accept"
  const action: Action = written === 'Deny' || written === 'Pass' ? written : 'Accept';
  const peers = list(rule, side.direction === 'ingress' ? 'from' : 'to');
  // v1alpha2 lists them as `protocols`, v1alpha1 as `ports`.
  const entries = [...list(rule, 'protocols'), ...list(rule, 'ports')];
  const knownPeers = peers.filter((peer) => readablePeer(peer, side));
  const knownEntries = entries.filter(readableEntry);
  // 005 rule 19: "under Accept it matches nothing; a Deny or Pass rule that has one is Deny, to everyone, every port"
  const allKnown = knownPeers.length === peers.length && knownEntries.length === entries.length;
  if (!allKnown && action !== 'Accept') return { action: 'Deny', matches: 'yes' };
  // 005 rule 13: "OR over peers of (peer AND (no ports listed, or OR over port entries))"
  const matches = knownPeers.map((peer) => {
    const ports = knownEntries.map((entry) => tieredPortMatches(entry, peer, side));
    return and([peerMatches(peer, side), entries.length === 0 ? 'yes' : or(ports)]);
  });
  return { action, matches: or(matches) };
}

/** R119, R120: networks, nodes and domainNames are peers of egress rules only. */
function readablePeer(peer: unknown, side: Side): boolean {
  if (readablePods(peer)) return true;
  if (side.direction === 'ingress') return false;
  if (own(peer, 'nodes') !== undefined) return readableSelector(own(peer, 'nodes'));
  return own(peer, 'networks') !== undefined || own(peer, 'domainNames') !== undefined;
}

function peerMatches(peer: unknown, side: Side): Answer {
  if (own(peer, 'networks') !== undefined) return or(list(peer, 'networks').map((cidr) => within(String(cidr), side)));
  if (own(peer, 'nodes') !== undefined) return nodesPeerMatches(own(peer, 'nodes'), side);
  if (own(peer, 'domainNames') !== undefined) return domainNamesMatch(side);
  return podsSelected(peer, side.other, side);
}

/** `networks`: "rule 8 without ip-block-matches-pods: pods match by address, host-network pods too" (R121). */
function within(cidr: string, { other, family, objects, assume }: Side): Answer {
  if ('ranges' in other) return blockMatchesOutside({ cidr }, other);
  return podWithin(other, [rangeOf(cidr)], family, objects, assume);
}

/** R123: which addresses they are depends on answers of DNS at run time. */
function domainNamesMatch({ other, assume }: Side): Answer {
  // "A pod of the pod network: no."
  if (!('ranges' in other) && !other.hostNetwork) return 'no';
  return assumed(assume, 'domain-names') === 'unknown' ? 'unknown' : 'no';
}
