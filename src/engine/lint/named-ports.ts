// Port names that no destination has, and those that mean something else on each (R45 to R47).

import type { Pod } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { PortMatch } from '../model/policy.ts';
import { type Finding, finding } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { portRemoval } from './mends.ts';
import { aboutPolicy, policyText, portPath, type RuleAt } from './rules-at.ts';

type NamedPort = PortMatch & { readonly kind: 'named' };

export function namedPorts(look: Look): readonly Finding[] {
  return look.policies.flatMap((policy) => {
    if (holdsSomething(look.subject(policy)) === 'no') return [];
    return look.rules(policy).flatMap((rule) => {
      if (rule.ports === 'every-port' || !rule.ports.some(({ kind }) => kind === 'named')) return [];
      const destinations = destinationsOf(look, rule);
      if (destinations.length === 0) return [];
      return rule.ports.flatMap((port, index) =>
        port.kind === 'named' ? portFindings(look, rule, port, index, destinations) : [],
      );
    });
  });
}

/** Pods that the name may be looked up on. */
function destinationsOf(look: Look, { policy, direction, peers }: RuleAt): readonly Pod[] {
  if (direction === 'ingress') return look.podsOf(look.subject(policy), 'possible');
  if (peers === 'anyone') return look.cluster.pods;
  return [...new Set(peers.flatMap((peer) => look.podsOf(look.peer(peer), 'possible')))];
}

function portFindings(
  { cluster }: Look,
  rule: RuleAt,
  port: NamedPort,
  index: number,
  destinations: readonly Pod[],
): readonly Finding[] {
  const about = aboutPolicy(rule.policy);
  const path = portPath(rule, index);
  const opened = destinations.map((pod) => {
    const { allowed, possible } = portsAt([port], { kind: 'pod', pod }, cluster.assumptions);
    return { pod, allowed: allowed.join(','), possible: possible.join(',') };
  });
  const holders = opened.filter(({ possible }) => possible !== '');
  const words = portText(port);
  if (holders.length === 0) {
    return [
      finding('named-port-nobody-has', {
        about,
        path,
        message: `no pod that \`${policyText(rule.policy)}\` means has a port ${words}${otherProtocol(port, destinations)}`,
        mend: portRemoval(rule, index, 'name a port that the pods declare, with its protocol, or write its number'),
      }),
    ];
  }
  const numbers = new Set(holders.map(({ possible }) => possible));
  const lacking = opened.length - holders.length;
  if (numbers.size === 1 && lacking === 0) return [];
  const how =
    numbers.size > 1 ? `stands for ${numbers.size} different numbers` : `is missing on ${lacking} of ${opened.length}`;
  return [
    finding('named-port-on-some', {
      about,
      path,
      message: `port ${words} of \`${policyText(rule.policy)}\` ${how}`,
      mend: { sentence: 'give all of these pods the name, or write numbers', edits: [] },
    }),
  ];
}

function portText({ name, protocol }: NamedPort): string {
  return protocol === 'any' ? `\`${name}\`` : `\`${name}/${protocol}\``;
}

function otherProtocol({ name, protocol }: NamedPort, pods: readonly Pod[]): string {
  const others = pods.flatMap(({ ports }) => ports.filter((port) => port.name === name && port.protocol !== protocol));
  const [other] = others;
  return other === undefined ? '' : `; there it is a port of ${other.protocol}`;
}
