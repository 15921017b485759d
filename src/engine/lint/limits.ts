// Lists that are near or over what the API server takes (X23, X41). Over the limit a policy is evaluated only where
// reading is lenient; near it the next change may be refused.

import { type ClusterNetworkPolicy, directions } from '../model/policy.ts';
import { byPerson, type Finding, finding, type Path } from './finding.ts';
import type { Look } from './look.ts';
import { aboutPolicy, peerPath, policyText } from './rules-at.ts';

/** From this part of a limit on it is near. */
const near = 0.9;

export function apiLimits(look: Look): readonly Finding[] {
  return look.cluster.clusterPolicies.flatMap((policy) =>
    countsOf(look, policy).flatMap(({ what, count, limit, path }) => {
      if (count < limit * near) return [];
      const over = count > limit;
      return [
        finding('api-limit', {
          about: aboutPolicy(policy),
          path,
          severity: over ? 'error' : 'info',
          message: `\`${policyText(policy)}\` has ${count} ${what}; ${policy.kind} takes ${limit}`,
          mend: byPerson(over ? 'split the policy in two' : 'split the policy before it grows'),
        }),
      ];
    }),
  );
}

interface Count {
  readonly what: string;
  readonly count: number;
  readonly limit: number;
  readonly path: Path;
}

function countsOf(look: Look, policy: ClusterNetworkPolicy): readonly Count[] {
  const limit = policy.kind === 'ClusterNetworkPolicy' ? 25 : 100;
  const lists = directions.map(
    (direction): Count => ({
      what: `${direction} rules`,
      count: policy[direction].length,
      limit,
      path: ['spec', direction],
    }),
  );
  const inRules = look.rules(policy).flatMap((rule): readonly Count[] => {
    const { path, peers, ports } = rule;
    const list = rule.direction === 'ingress' ? 'from' : 'to';
    const entries = policy.kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports';
    if (peers === 'anyone') return [];
    const blocks = peers.flatMap((peer, i): readonly Count[] => {
      const at = peerPath(rule, i);
      if (peer.kind === 'networks') {
        return [{ what: 'networks in a peer', count: peer.cidrs.length, limit: 25, path: [...at, 'networks'] }];
      }
      if (peer.kind !== 'domain-names') return [];
      return [{ what: 'domain names in a peer', count: peer.names.length, limit: 25, path: [...at, 'domainNames'] }];
    });
    return [
      { what: 'peers in a rule', count: peers.length, limit, path: [...path, list] },
      { what: 'ports in a rule', count: ports === 'every-port' ? 0 : ports.length, limit, path: [...path, entries] },
      ...blocks,
    ];
  });
  return [...lists, ...inRules];
}
