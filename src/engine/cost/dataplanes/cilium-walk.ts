// One packet through Cilium's programs: connection tracking, the remote end's identity, and two lookups
// in the policy map, by identity and for any peer. No order among policies, and later packets of the
// first direction do it all again; only replies skip the policy.

import type { Direction, NetworkPolicy } from '../../model/policy.ts';
import { type Attempt, type Operations, ops, type Packet, type Side, type Stage } from '../model.ts';
import { judgedSides, packet } from '../path.ts';
import { portsHold } from '../rule-match.ts';
import { peerHolds, type Site } from '../site.ts';

/** Where an entry of the map comes from: the first policy and rule that ask for it. */
interface Entry {
  readonly policy: NetworkPolicy;
  readonly rule: number;
}

export function ciliumSide(site: Site, attempt: Attempt, direction: Direction): Side {
  const subject = direction === 'egress' ? attempt.from : attempt.to;
  const kind = subject.kind === 'pod' ? site.kindOf(subject.pod) : undefined;
  const policies = kind === undefined ? [] : site.isolating(kind.index, direction);
  const byIdentity = entry(site, policies, attempt, direction, 'these');
  const forAnyone = entry(site, policies, attempt, direction, 'anyone');
  const stages: readonly Stage[] = [
    { side: direction, stage: 'connection tracking', matched: false, ops: { ctLookup: 1 } },
    { side: direction, stage: 'identity of the other end', matched: true, ops: { ipcache: 1 } },
    lookup(direction, 'policy map, by identity', byIdentity, 'none'),
    lookup(direction, 'policy map, for any peer', forAnyone, policies.length === 0 ? 'allow-all' : 'none'),
  ];
  if (policies.length === 0) return { stages, shares: [], verdictBy: 'not-isolated' };
  const decides = byIdentity ?? forAnyone;
  if (decides === undefined) return { stages, shares: [], verdictBy: 'default-deny' };
  const share = { policy: decides.policy, ops: { lpm: 2 }, decided: true };
  return { stages, shares: [share], verdictBy: decides.policy };
}

function lookup(side: Direction, stage: string, found: Entry | undefined, reserved: 'allow-all' | 'none'): Stage {
  const base = { side, stage, matched: found !== undefined || reserved === 'allow-all', ops: { lpm: 1 } };
  return found === undefined ? base : { ...base, policy: found.policy, rule: found.rule };
}

function entry(
  site: Site,
  policies: readonly NetworkPolicy[],
  attempt: Attempt,
  direction: Direction,
  peers: 'anyone' | 'these',
): Entry | undefined {
  const other = direction === 'egress' ? attempt.to : attempt.from;
  for (const policy of policies) {
    const rules = policy[direction];
    const found = (rules === 'open' ? [] : rules).find(
      (rule) =>
        (rule.peers === 'anyone') === (peers === 'anyone') &&
        (rule.peers === 'anyone' ||
          rule.peers.some((peer) => peerHolds(site, peer, other, attempt.family) === 'yes')) &&
        portsHold(rule.ports, attempt, site.cluster.assumptions) === 'yes',
    );
    if (found !== undefined) return { policy, rule: found.index };
  }
  return undefined;
}

/** The source's egress program and the destination's ingress program, each on its own node. */
export function ciliumPacket(site: Site, attempt: Attempt): Packet {
  const judged = judgedSides(site.cluster, attempt);
  const sides = judged.map(([direction]) => ciliumSide(site, attempt, direction));
  return packet(
    sides.flatMap(({ stages }) => stages),
    judged,
    sides,
  );
}

export function ciliumReply(site: Site, attempt: Attempt): Operations {
  const judged = judgedSides(site.cluster, attempt);
  return judged.some(([, holds]) => holds === 'no') ? ops.none : ops.sum(judged.map(() => ({ ctLookup: 1 })));
}
