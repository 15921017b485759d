// One policy's rules against one attempt: each rule that is looked at becomes a step, near misses too.

import type { Assumptions, Reason } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { matchesPeer } from '../model/match-peer.ts';
import { portsAt } from '../model/match-ports.ts';
import type { AllowRule, NetworkPolicy } from '../model/policy.ts';
import type { Match } from '../model/select.ts';
import type { Family } from '../sets/addresses.ts';
import { difference, intersection } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';

/** One rule looked at. Near misses are what a puzzled reader came for. */
export interface Step {
  readonly policy: NetworkPolicy;
  readonly rule: AllowRule;
  readonly outcome: 'matched' | 'may-match' | 'other-peer' | 'other-port';
  /** The asked ports that it opens, or may. */
  readonly ports: PortSet;
  readonly because: readonly Reason[];
}

export interface Attempt {
  /** The end that the rules' peers are held against. */
  readonly other: Endpoint;
  readonly destination: Endpoint;
  readonly family: Family;
  readonly asked: PortSet;
  readonly assumptions: Assumptions;
}

export function ruleSteps(policy: NetworkPolicy, rules: readonly AllowRule[], attempt: Attempt): readonly Step[] {
  return rules.flatMap((rule) => stepsOf(policy, rule, attempt));
}

/** Two steps where the rule opens some of the asked ports for certain and others perhaps. */
function stepsOf(policy: NetworkPolicy, rule: AllowRule, attempt: Attempt): readonly Step[] {
  const peer = matchesAny(rule, attempt);
  if (peer.holds === 'no') return [{ policy, rule, outcome: 'other-peer', ports: noPorts, because: peer.because }];
  const ports = portsAt(rule.ports, attempt.destination, attempt.assumptions);
  const because = [...peer.because, ...ports.because];
  const matched = peer.holds === 'yes' ? intersection(attempt.asked, ports.allowed) : noPorts;
  const perhaps = difference(intersection(attempt.asked, ports.possible), matched);
  if (matched.length === 0 && perhaps.length === 0) {
    return [{ policy, rule, outcome: 'other-port', ports: noPorts, because: ports.because }];
  }
  const steps: Step[] = [];
  if (matched.length > 0) steps.push({ policy, rule, outcome: 'matched', ports: matched, because });
  if (perhaps.length > 0) steps.push({ policy, rule, outcome: 'may-match', ports: perhaps, because });
  return steps;
}

/** OR over the peers. A yes keeps the reasons of the peer that needs the fewest; a no keeps everybody's. */
function matchesAny({ peers }: AllowRule, { other, family, assumptions }: Attempt): Match {
  if (peers === 'anyone') return { holds: 'yes', because: [] };
  const matches = peers.map((peer) => matchesPeer(peer, other, family, assumptions));
  const yes = matches.filter(({ holds }) => holds === 'yes');
  const [fewest] = yes.toSorted((a, b) => a.because.length - b.because.length);
  if (fewest !== undefined) return fewest;
  const open = matches.filter(({ holds }) => holds === 'unknown');
  if (open.length > 0) return { holds: 'unknown', because: open.flatMap(({ because }) => because) };
  return { holds: 'no', because: matches.flatMap(({ because }) => because) };
}
