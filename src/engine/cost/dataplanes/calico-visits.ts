// A packet inside one policy's chain: its rules in order, until one matches for certain. What it costs
// follows from the protocol and from which rule that is, so it is worked out once for each.

import type { Direction, NetworkPolicy } from '../../model/policy.ts';
import type { Family } from '../../sets/addresses.ts';
import { memo } from '../../sets/lazy.ts';
import type { Protocol } from '../../sets/ports.ts';
import { type Attempt, type Operations, ops, type Stage } from '../model.ts';
import { portsHold } from '../rule-match.ts';
import { peerHolds } from '../site.ts';
import type { CalicoObjects } from './calico-objects.ts';
import { type CalicoRule, ofTable } from './calico-rules.ts';

/** The policy's part of a walk: one stage for each of its rules that was looked at. */
export interface Visit {
  readonly decided: boolean;
  readonly stages: readonly Stage[];
  readonly ops: Operations;
}

export type VisitPolicy = (policy: NetworkPolicy, direction: Direction, attempt: Attempt) => Visit;

export function calicoVisits(objects: CalicoObjects): VisitPolicy {
  const chains = memo((policy: NetworkPolicy) =>
    memo((direction: Direction) =>
      memo((family: Family) => {
        const rules = ofTable(objects.rulesOf(policy, direction), family);
        const visits = memo((protocol: Protocol) =>
          memo((matching: number) => visit(objects, policy, direction, rules, protocol, matching)),
        );
        return { rules, visits };
      }),
    ),
  );
  return (policy, direction, attempt) => {
    const { rules, visits } = chains(policy)(direction)(attempt.family);
    return visits(attempt.protocol)(rules.findIndex((rule) => matches(objects, rule, attempt, direction)));
  };
}

function matches({ site }: CalicoObjects, rule: CalicoRule, attempt: Attempt, direction: Direction): boolean {
  if (rule.protocol !== 'any' && rule.protocol !== attempt.protocol) return false;
  const other = direction === 'egress' ? attempt.to : attempt.from;
  if (rule.peer !== 'anyone' && peerHolds(site, rule.peer, other, attempt.family) !== 'yes') return false;
  return portsHold(rule.ports, attempt, site.cluster.assumptions) === 'yes';
}

/** `matching` is -1 where no rule matches: then all are looked at. */
function visit(
  objects: CalicoObjects,
  policy: NetworkPolicy,
  side: Direction,
  rules: readonly CalicoRule[],
  protocol: Protocol,
  matching: number,
): Visit {
  const stages: Stage[] = [];
  for (const [i, rule] of rules.entries()) {
    const matched = i === matching;
    const visited = rule.rules - (i === rules.length - 1 ? 1 : 0);
    const now = ops.sum([{ match: visited }, ...setLookups(objects, rule, side, protocol)]);
    const last = stages.at(-1);
    if (last !== undefined && last.rule === rule.index) {
      stages[stages.length - 1] = { ...last, matched, ops: ops.sum([last.ops, now]) };
    } else {
      stages.push({ side, stage: 'rule', policy, rule: rule.index, matched, ops: now });
    }
    if (matched) break;
  }
  return { decided: matching !== -1, stages, ops: ops.sum(stages.map((stage) => stage.ops)) };
}

/** iptables compares the protocol before it asks a set. */
function setLookups(
  objects: CalicoObjects,
  rule: CalicoRule,
  direction: Direction,
  protocol: Protocol,
): readonly Operations[] {
  if (rule.protocol !== 'any' && rule.protocol !== protocol) return [];
  return objects.setsOfRule(rule, direction).map(({ type }) => (type === 'net' ? { setPrefix: 1 } : { setHash: 1 }));
}
