// One rule of a cluster-wide policy against one side of an attempt: its action, and whether it matches.

import { rangeOf } from './address.ts';
import { compare, podWithin } from './blocks.ts';
import { nodesPeerMatches } from './nodes.ts';
import { list, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { podsSelected, readablePods, readableSelector } from './subjects.ts';
import { type Answer, and, assumed, type Direction, or } from './three.ts';
import { readableEntry, tieredPortMatches } from './tiered-ports.ts';

export type Action = 'Accept' | 'Deny' | 'Pass';

export function ruleIn(rule: unknown, side: Side): { readonly action: Action; readonly matches: Answer } {
  const written = text(rule, 'action');
  // "v1alpha1, whose Allow is Accept"
  const action: Action = written === 'Deny' || written === 'Pass' ? written : 'Accept';
  // 005 rule 19: "under Accept it matches nothing; a Deny or Pass rule that has one is Deny, to everyone, every port"
  if (deniesEveryone(rule, side.direction)) return { action: 'Deny', matches: 'yes' };
  const knownPeers = peersIn(rule, side.direction).filter((peer) => readablePeer(peer, side.direction));
  const entries = entriesIn(rule);
  const knownEntries = entries.filter(readableEntry);
  // 005 rule 13: "OR over peers of (peer AND (no ports listed, or OR over port entries))"
  const matches = knownPeers.map((peer) => {
    const ports = knownEntries.map((entry) => tieredPortMatches(entry, peer, side));
    return and([peerMatches(peer, side), entries.length === 0 ? 'yes' : or(ports)]);
  });
  return { action, matches: or(matches) };
}

/** R126: a Deny or Pass rule of which something cannot be read. */
export function deniesEveryone(rule: unknown, direction: Direction): boolean {
  if (text(rule, 'action') !== 'Deny' && text(rule, 'action') !== 'Pass') return false;
  return (
    peersIn(rule, direction).some((peer) => !readablePeer(peer, direction)) ||
    entriesIn(rule).some((entry) => !readableEntry(entry))
  );
}

function peersIn(rule: unknown, direction: Direction): readonly unknown[] {
  return list(rule, direction === 'ingress' ? 'from' : 'to');
}

/** v1alpha2 lists them as `protocols`, v1alpha1 as `ports`. */
function entriesIn(rule: unknown): readonly unknown[] {
  return [...list(rule, 'protocols'), ...list(rule, 'ports')];
}

/** R119, R120: networks, nodes and domainNames are peers of egress rules only. */
function readablePeer(peer: unknown, direction: Direction): boolean {
  if (readablePods(peer)) return true;
  if (direction === 'ingress') return false;
  if (own(peer, 'nodes') !== undefined) return readableSelector(own(peer, 'nodes'));
  return own(peer, 'networks') !== undefined || own(peer, 'domainNames') !== undefined;
}

function peerMatches(peer: unknown, side: Side): Answer {
  if (own(peer, 'networks') !== undefined) return within(list(peer, 'networks').map(String), side);
  if (own(peer, 'nodes') !== undefined) return nodesPeerMatches(own(peer, 'nodes'), side);
  if (own(peer, 'domainNames') !== undefined) return domainNamesMatch(side);
  return podsSelected(peer, side.other, side);
}

/** `networks`: "rule 8 without ip-block-matches-pods: pods match by address, host-network pods too" (R121); the blocks of
 * one peer are one set of addresses. */
function within(cidrs: readonly string[], { other, family, objects, assume }: Side): Answer {
  const ranges = cidrs.map(rangeOf);
  if ('ranges' in other) return compare(other.ranges, ranges);
  return podWithin(other, ranges, family, objects, assume);
}

/** R123: which addresses they are depends on answers of DNS at run time. */
function domainNamesMatch({ other, assume }: Side): Answer {
  // "A pod of the pod network: no."
  if (!('ranges' in other) && !other.hostNetwork) return 'no';
  return assumed(assume, 'domain-names') === 'unknown' ? 'unknown' : 'no';
}
