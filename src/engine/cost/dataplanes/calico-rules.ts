// How Calico writes NetworkPolicy as iptables rules. Each rule of the policy becomes one Calico rule for
// each protocol and peer (conversion.go, k8sRuleToCalico); each Calico rule becomes "match, then mark" and
// "mark, then return", with blocks of rules before them where one rule cannot say it (felix/rules/policy.go).

import type { Isolation, Peer, PortMatch } from '../../model/policy.ts';
import type { Family } from '../../sets/addresses.ts';
import { unionAll } from '../../sets/intervals.ts';
import { type Protocol, portRange, portRanges, protocols } from '../../sets/ports.ts';
import { isWholeProtocol } from '../rule-match.ts';

export interface CalicoRule {
  /** Position of the policy's rule that it came from. */
  readonly index: number;
  readonly protocol: Protocol | 'any';
  readonly peer: Peer | 'anyone';
  /** The policy's entries of this protocol, to hold a packet against. */
  readonly ports: 'every-port' | readonly PortMatch[];
  /** Port names, each an IP set of its own. */
  readonly named: readonly string[];
  /** What its ports take of a multiport match: 1 for a port, 2 for a range. */
  readonly slots: number;
  /** iptables rules, the stripped last RETURN included. */
  readonly rules: number;
  /** Rules about a block are rendered in the tables of its family alone. */
  readonly family: Family | 'both';
}

const slotsPerMultiport = 15;
/** Match → mark, mark → return. A third would log flows. */
const basicRules = 2;

export function calicoRules(isolation: Isolation): readonly CalicoRule[] {
  if (isolation === 'open') return [];
  return isolation.flatMap(({ index, peers, ports }) =>
    byProtocol(ports).flatMap(({ protocol, matches }) =>
      (peers === 'anyone' ? (['anyone'] as const) : peers).map((peer) => calicoRule(index, protocol, peer, matches)),
    ),
  );
}

/** The rules of a policy's chain in one family's table: the last RETURN is stripped, the chain returns anyway. */
export function chainRules(rules: readonly CalicoRule[], family: Family): number {
  const rendered = ofTable(rules, family);
  return rendered.reduce((count, rule) => count + rule.rules, 0) - (rendered.length > 0 ? 1 : 0);
}

export function ofTable(rules: readonly CalicoRule[], family: Family): readonly CalicoRule[] {
  return rules.filter((rule) => rule.family === 'both' || rule.family === family);
}

function calicoRule(
  index: number,
  protocol: Protocol | 'any',
  peer: CalicoRule['peer'],
  ports: CalicoRule['ports'],
): CalicoRule {
  const sizes = slotSizes(ports, protocol);
  const named = portNames(ports);
  const block = peer === 'anyone' || peer.kind === 'pods' ? 'none' : peer;
  return {
    index,
    protocol,
    peer,
    ports,
    named,
    slots: sizes.reduce((sum, size) => sum + size, 0),
    rules: basicRules + blockRules(multiports(sizes) + named.length, block === 'none' ? 0 : block.except.length),
    family: block === 'none' ? 'both' : block.cidr.includes(':') ? 'IPv6' : 'IPv4',
  };
}

/** Ports need a block when more than one match says them; excepts always do. One `init` rule serves both. */
function blockRules(portMatches: number, excepts: number): number {
  const rules = (portMatches > 1 ? portMatches : 0) + excepts;
  return rules === 0 ? 0 : rules + 1;
}

/** SplitPortList: filled in order; a port or range that does not fit opens the next multiport. */
function multiports(sizes: readonly number[]): number {
  let splits = 0;
  let free = 0;
  for (const size of sizes) {
    if (size > free) {
      splits++;
      free = slotsPerMultiport;
    }
    free -= size;
  }
  return splits;
}

/** SimplifyPorts merges ports that overlap or touch; then 1 slot for a port, 2 for a range. */
function slotSizes(ports: CalicoRule['ports'], protocol: Protocol | 'any'): readonly number[] {
  if (ports === 'every-port' || protocol === 'any') return [];
  const ranges = ports.flatMap((match) =>
    match.kind === 'range' ? [portRange(protocol, match.first, match.last)] : [],
  );
  return portRanges(unionAll(ranges)).map(({ from, to }) => (from === to ? 1 : 2));
}

function portNames(ports: CalicoRule['ports']): readonly string[] {
  if (ports === 'every-port') return [];
  return [...new Set(ports.flatMap((match) => (match.kind === 'named' ? [match.name] : [])))];
}

/** In alphabetical order of the protocol; an entry without a number opens all of its protocol. */
function byProtocol(
  ports: CalicoRule['ports'],
): readonly { readonly protocol: Protocol | 'any'; readonly matches: CalicoRule['ports'] }[] {
  if (ports === 'every-port') return [{ protocol: 'any', matches: 'every-port' }];
  return [...protocols].sort().flatMap((protocol) => {
    const matches = ports.filter((match) => match.protocol === protocol);
    if (matches.length === 0) return [];
    const all = matches.some((match) => match.kind === 'range' && isWholeProtocol(match));
    return [{ protocol, matches: all ? ('every-port' as const) : matches }];
  });
}
