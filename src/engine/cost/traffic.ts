// The traffic that policies are held against when no one says what flows: for each pod that policies
// isolate in a direction, every peer that some rule of those policies names × one port of each port entry
// of theirs, all equally likely. By kinds of pods, weighted by how many pods each kind is. Where
// that is more than `flowBound` allows a kind, so many are taken, spread evenly; the same ones every time.

import type { Endpoint, Pod } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { AllowRule, Direction, NetworkPolicy, PortMatch } from '../model/policy.ts';
import { type AddressSet, type Family, hasFamily } from '../sets/addresses.ts';
import { difference, unionAll } from '../sets/intervals.ts';
import { everyPort, type PortRange, portRange, portRanges } from '../sets/ports.ts';
import type { Kind } from './kinds.ts';
import type { Attempt } from './model.ts';
import { compare } from './placement.ts';
import { hasEndpoint, type Site } from './site.ts';

/** So many flows are walked in all; but at least 32 and at most 512 for each kind of pod and direction. */
export const flowBound = 40_000;

export function flowsPerKind({ kinds }: Site): number {
  return Math.max(32, Math.min(512, Math.floor(flowBound / (2 * Math.max(1, kinds.length)))));
}

export interface WeightedAttempt {
  readonly attempt: Attempt;
  /** How many (pod, peer) pairs it stands for. */
  readonly weight: number;
}

export function uniformTraffic(site: Site, kind: Kind, direction: Direction): readonly WeightedAttempt[] {
  const rules = site.isolating(kind.index, direction).flatMap((policy) => rulesOf(policy, direction));
  const peers = candidates(site, kind, rules);
  const ports = portsOf(site, rules, direction === 'ingress' ? [kind] : peers.flatMap(({ kind: of }) => of ?? []));
  const combinations = peers.length * ports.length;
  const taken = Math.min(combinations, flowsPerKind(site));
  const step = stride(combinations);
  return Array.from({ length: taken }, (_, i) => {
    const at = (i * step) % combinations;
    const peer = peers[Math.floor(at / ports.length)];
    const port = ports[at % ports.length];
    if (peer === undefined || port === undefined) return [];
    const self: Endpoint = { kind: 'pod', pod: kind.pod };
    const [from, to] = direction === 'egress' ? [self, peer.end] : [peer.end, self];
    const attempt: Attempt = { from, to, protocol: port.protocol, port: port.from, family: commonFamily(from, to) };
    return [{ attempt, weight: (kind.count * peer.count * combinations) / taken }];
  }).flat();
}

function rulesOf(policy: NetworkPolicy, direction: Direction): readonly AllowRule[] {
  const rules = policy[direction];
  return rules === 'open' ? [] : rules;
}

interface Candidate {
  readonly end: Endpoint;
  readonly count: number;
  readonly kind?: Kind;
}

/** Pods by kind; of each block its first address, and one address of the outside where anyone may come. */
function candidates(site: Site, self: Kind, rules: readonly AllowRule[]): readonly Candidate[] {
  const anyone = rules.some(({ peers }) => peers === 'anyone');
  const peers = rules.flatMap((rule) => (rule.peers === 'anyone' ? [] : rule.peers));
  const named = peers.flatMap((peer) => (peer.kind === 'pods' ? site.matching(peer) : []));
  const indices = anyone
    ? site.kinds.filter(({ pod }) => hasEndpoint(pod, site.cluster)).map(({ index }) => index)
    : [...new Set(named)].sort((a, b) => a - b);
  const pods = indices.flatMap((index): readonly Candidate[] => {
    const kind = site.kinds[index];
    // A kind that is one pod is no peer of itself.
    const count = kind === undefined ? 0 : kind.count - (kind === self ? 1 : 0);
    return kind === undefined || count < 1 ? [] : [{ end: { kind: 'pod', pod: otherPod(kind, self) }, count, kind }];
  });
  const blocks = peers.flatMap((peer) => (peer.kind === 'ip-block' ? [peer.addresses] : []));
  return [...pods, ...outsideEnds(anyone ? [...blocks, documentationAddress] : blocks)];
}

/** 192.0.2.1 (RFC 5737): an address that no one has. */
const documentationAddress: AddressSet = { v4: [0xc0000201, 0xc0000202], v6: [] };

/** One address of each block, each address once. */
function outsideEnds(blocks: readonly AddressSet[]): readonly Candidate[] {
  const firsts = new Map<string, AddressSet>();
  for (const { v4, v6 } of blocks) {
    const [low4] = v4;
    const [low6] = v6;
    if (low4 !== undefined) firsts.set(`4 ${low4}`, { v4: [low4, low4 + 1], v6: [] });
    if (low6 !== undefined) firsts.set(`6 ${low6}`, { v4: [], v6: [low6, low6 + 1n] });
  }
  return [...firsts.values()].map((addresses) => ({ end: { kind: 'external', addresses }, count: 1 }));
}

/** A peer of the same kind is another pod of it, where the input has one. */
function otherPod(kind: Kind, self: Kind): Pod {
  return (kind === self ? kind.pods[1] : undefined) ?? kind.pod;
}

/** The first port of each entry; a name's at the destinations; where a rule opens every port, one that no entry has. */
function portsOf(site: Site, rules: readonly AllowRule[], destinations: readonly Kind[]): readonly PortRange[] {
  const entries = rules.flatMap(({ ports }): readonly PortMatch[] => (ports === 'every-port' ? [] : ports));
  const ranges = entries.flatMap((match) => (match.kind === 'range' ? [match] : []));
  const names = entries.filter((match) => match.kind === 'named');
  const named = destinations.flatMap(({ pod }) =>
    portRanges(portsAt(names, { kind: 'pod', pod }, site.cluster.assumptions).possible),
  );
  const listed = unionAll(ranges.map(({ protocol, first, last }) => portRange(protocol, first, last)));
  const open = rules.some(({ ports }) => ports === 'every-port');
  const [other] = open ? portRanges(difference(everyPort, listed)) : [];
  const firsts = ranges.map(({ protocol, first }): PortRange => ({ protocol, from: first, to: first }));
  const distinct = new Map(
    [...firsts, ...named, ...(other === undefined ? [] : [other])].map((port) => [
      `${port.protocol} ${port.from}`,
      port,
    ]),
  );
  return [...distinct.values()].sort((a, b) => compare(a.protocol, b.protocol) || a.from - b.from);
}

/** Near the golden section, so that samples spread, and with no common factor, so that none comes twice. */
function stride(combinations: number): number {
  let step = Math.max(1, Math.round(combinations * 0.618));
  while (commonFactor(step, combinations) > 1) step++;
  return step;
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}

/** IPv4 unless only IPv6 is common to both. */
export function commonFamily(from: Endpoint, to: Endpoint): Family {
  const has = (end: Endpoint, family: Family) =>
    hasFamily(end.kind === 'pod' ? end.pod.addresses : end.addresses, family);
  return has(from, 'IPv6') && has(to, 'IPv6') && !(has(from, 'IPv4') && has(to, 'IPv4')) ? 'IPv6' : 'IPv4';
}
