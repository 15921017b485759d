// One policy's rules against one attempt: each rule that is looked at becomes a step, near misses too.

import type { Assumptions, Reason } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { matchesPeer } from '../model/match-peer.ts';
import { type Ports, portsAt } from '../model/match-ports.ts';
import type {
  AllowRule,
  ClusterNetworkPolicy,
  ClusterPeer,
  NetworkPolicy,
  Peer,
  PortMatch,
  TieredRule,
} from '../model/policy.ts';
import type { Match } from '../model/select.ts';
import type { Family } from '../sets/addresses.ts';
import { difference, intersection, union } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';

interface Looking {
  readonly outcome: 'matched' | 'may-match' | 'other-peer' | 'other-port';
  /** The asked ports that it is about, or may be. */
  readonly ports: PortSet;
  readonly because: readonly Reason[];
}

/** One rule looked at. Near misses are what a puzzled reader came for. */
export type AllowStep = Looking & { readonly policy: NetworkPolicy; readonly rule: AllowRule };
export type TieredStep = Looking & { readonly policy: ClusterNetworkPolicy; readonly rule: TieredRule };
export type Step = AllowStep | TieredStep;

export interface Attempt {
  /** The end that the rules' peers are held against. */
  readonly other: Endpoint;
  readonly destination: Endpoint;
  readonly family: Family;
  readonly asked: PortSet;
  readonly assumptions: Assumptions;
}

/** Peers and the ports that go with them: a rule is one alternative, or two where names count for some peers only. */
interface Alternative {
  readonly peers: 'anyone' | readonly (Peer | ClusterPeer)[];
  readonly ports: 'every-port' | readonly PortMatch[];
}

export function ruleSteps(policy: NetworkPolicy, rules: readonly AllowRule[], attempt: Attempt): readonly AllowStep[] {
  return rules.flatMap((rule) => stepsOf({ policy, rule }, [rule], attempt));
}

export function tieredSteps(policy: ClusterNetworkPolicy, rule: TieredRule, attempt: Attempt): readonly TieredStep[] {
  return stepsOf({ policy, rule }, alternatives(rule), attempt);
}

/** A port name means a port of a pod that is selected; with addresses it matches nothing (R125). */
export function alternatives({ peers, ports }: TieredRule): readonly Alternative[] {
  if (peers === 'anyone' || ports === 'every-port') return [{ peers, ports }];
  const numbers = ports.filter(({ kind }) => kind === 'range');
  if (numbers.length === ports.length) return [{ peers, ports }];
  return [
    { peers: peers.filter(({ kind }) => kind === 'pods'), ports },
    { peers: peers.filter(({ kind }) => kind !== 'pods'), ports: numbers },
  ];
}

/** Two steps where the rule is about some of the asked ports for certain and others perhaps. */
function stepsOf<Of extends { readonly rule: AllowRule | TieredRule }>(
  of: Of,
  all: readonly Alternative[],
  attempt: Attempt,
): readonly (Of & Looking)[] {
  const looked = all.map((each) => look(each, attempt));
  const near = looked.filter(({ peer }) => peer.holds !== 'no');
  const unread: readonly Reason[] =
    'unread' in of.rule ? of.rule.unread.map((what) => ({ flag: 'F17', key: 'none', why: what })) : [];
  if (near.length === 0) {
    const because = [...unread, ...looked.flatMap(({ peer }) => peer.because)];
    return [{ ...of, outcome: 'other-peer', ports: noPorts, because }];
  }
  const because = [...unread, ...near.flatMap(({ peer, ports }) => [...peer.because, ...ports.because])];
  const matched = near.map(({ matched }) => matched).reduce(union);
  const perhaps = difference(near.map(({ perhaps }) => perhaps).reduce(union), matched);
  if (matched.length === 0 && perhaps.length === 0) {
    return [{ ...of, outcome: 'other-port', ports: noPorts, because: near.flatMap(({ ports }) => ports.because) }];
  }
  const steps: (Of & Looking)[] = [];
  if (matched.length > 0) steps.push({ ...of, outcome: 'matched', ports: matched, because });
  if (perhaps.length > 0) steps.push({ ...of, outcome: 'may-match', ports: perhaps, because });
  return steps;
}

interface Looked {
  readonly peer: Match;
  readonly ports: Ports;
  readonly matched: PortSet;
  readonly perhaps: PortSet;
}

function look({ peers, ports }: Alternative, attempt: Attempt): Looked {
  const peer = matchesAny(peers, attempt);
  const found = portsAt(ports, attempt.destination, attempt.assumptions);
  return {
    peer,
    ports: found,
    matched: peer.holds === 'yes' ? intersection(attempt.asked, found.allowed) : noPorts,
    perhaps: peer.holds === 'no' ? noPorts : intersection(attempt.asked, found.possible),
  };
}

/** OR over the peers. A yes keeps the reasons of the peer that needs the fewest; a no keeps everybody's. */
function matchesAny(peers: Alternative['peers'], { other, family, assumptions }: Attempt): Match {
  if (peers === 'anyone') return { holds: 'yes', because: [] };
  const matches = peers.map((peer) => matchesPeer(peer, other, family, assumptions));
  const yes = matches.filter(({ holds }) => holds === 'yes');
  const [fewest] = yes.toSorted((a, b) => a.because.length - b.because.length);
  if (fewest !== undefined) return fewest;
  const open = matches.filter(({ holds }) => holds === 'unknown');
  if (open.length > 0) return { holds: 'unknown', because: open.flatMap(({ because }) => because) };
  return { holds: 'no', because: matches.flatMap(({ because }) => because) };
}
