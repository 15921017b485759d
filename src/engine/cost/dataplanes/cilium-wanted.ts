// What a policy asks of the policy map of one endpoint: at each masked port, any peer or a list of
// identities (pkg/policy/l4.go, toMapState).

import { portsAt } from '../../model/match-ports.ts';
import type { AllowRule, Direction, NetworkPolicy, PortMatch } from '../../model/policy.ts';
import { memo } from '../../sets/lazy.ts';
import { portRanges } from '../../sets/ports.ts';
import type { Kind } from '../kinds.ts';
import { portCover } from '../minimal-cover.ts';
import { isWholeProtocol } from '../rule-match.ts';
import { hasEndpoint, type Site } from '../site.ts';
import type { CidrIdentities } from './cilium-cidrs.ts';
import type { PodIdentities } from './cilium-identities.ts';

export interface Wanted {
  /** Protocol and masked port, as in the key of the map; 'any' holds every protocol. */
  readonly port: string;
  readonly from: 'anyone' | readonly number[];
}

export type WantedBy = (policy: NetworkPolicy, direction: Direction, kind: Kind) => readonly Wanted[];

export function wantedEntries(site: Site, pods: PodIdentities, cidrs: CidrIdentities): WantedBy {
  const peersOf = memo((rule: AllowRule): Wanted['from'] =>
    rule.peers === 'anyone'
      ? 'anyone'
      : rule.peers.flatMap((peer) =>
          peer.kind === 'pods' ? pods.ofKinds(site.matching(peer)) : cidrs.selectedBy(peer),
        ),
  );
  const numbered = memo((rule: AllowRule): readonly Wanted[] => {
    const from = peersOf(rule);
    if (rule.ports === 'every-port') return [{ port: 'any', from }];
    return rule.ports.flatMap((match) =>
      match.kind === 'named' ? [] : maskedPorts(match).map((port) => ({ port, from })),
    );
  });
  return (policy, direction, kind) => {
    const rules = policy[direction];
    if (rules === 'open') return [];
    return rules.flatMap((rule) => {
      const names = rule.ports === 'every-port' ? [] : rule.ports.filter((match) => match.kind === 'named');
      if (names.length === 0) return numbered(rule);
      const named = direction === 'ingress' ? here(names, kind, peersOf(rule)) : there(names, rule);
      return [...numbered(rule), ...named];
    });
  };

  /** On ingress a name means the endpoint's own ports. */
  function here(names: readonly PortMatch[], kind: Kind, from: Wanted['from']): readonly Wanted[] {
    return portsNamed(names, kind).map((port) => ({ port, from }));
  }

  /** On egress it means what each matching pod calls so: outside addresses name no ports. */
  function there(names: readonly PortMatch[], { peers }: AllowRule): readonly Wanted[] {
    const kinds =
      peers === 'anyone'
        ? site.kinds.filter(({ pod }) => hasEndpoint(pod, site.cluster))
        : peers
            .flatMap((peer) => (peer.kind === 'pods' ? site.matching(peer) : []))
            .flatMap((i) => site.kinds[i] ?? []);
    return kinds.flatMap((kind) => {
      const from = peers === 'anyone' ? 'anyone' : pods.ofKinds([kind.index]);
      return portsNamed(names, kind).map((port) => ({ port, from }));
    });
  }

  function portsNamed(names: readonly PortMatch[], { pod }: Kind): readonly string[] {
    const { possible } = portsAt(names, { kind: 'pod', pod }, site.cluster.assumptions);
    return portRanges(possible).flatMap(({ protocol, from, to }) =>
      maskedPorts({ kind: 'range', protocol, first: from, last: to }),
    );
  }
}

/** One entry for each prefix of the minimal cover; a whole protocol is one entry without a port. */
function maskedPorts(range: PortMatch & { readonly kind: 'range' }): readonly string[] {
  if (isWholeProtocol(range)) return [range.protocol];
  return portCover(range.first, range.last).map(({ value, length }) => `${range.protocol} ${value}/${length}`);
}
