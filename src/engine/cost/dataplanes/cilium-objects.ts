// What Cilium makes of the policies: identities, and the size of each endpoint's policy map. A map depends
// on the node too, for only the CIDR identities of the policies that are active there exist on it.

import { directions, type NetworkPolicy } from '../../model/policy.ts';
import { memo } from '../../sets/lazy.ts';
import type { Kind } from '../kinds.ts';
import type { Site } from '../site.ts';
import { type CidrIdentities, cidrIdentities, type Excepts } from './cilium-cidrs.ts';
import { countEntries } from './cilium-entries.ts';
import { type PodIdentities, podIdentities } from './cilium-identities.ts';
import { type WantedBy, wantedEntries } from './cilium-wanted.ts';

export interface EndpointCount {
  /** With the reserved entries. */
  readonly total: number;
  readonly dueTo: ReadonlyMap<NetworkPolicy, number>;
}

export interface CiliumObjects {
  readonly site: Site;
  readonly pods: PodIdentities;
  readonly cidrs: CidrIdentities;
  readonly wantedBy: WantedBy;
  /** CIDR identities that the kind's policies select, on any node. */
  readonly cidrsOf: (kind: Kind) => ReadonlySet<number>;
  readonly endpoint: (kind: Kind, active: ReadonlyMap<number, number>) => EndpointCount;
  /** The same map without one policy, and with other CIDR identities on the node. */
  readonly endpointWithout: (policy: NetworkPolicy, kind: Kind, active: ReadonlyMap<number, number>) => number;
  /** The policy's own entries, as if it were alone, without the reserved ones. */
  readonly ownEntries: (policy: NetworkPolicy, kind: Kind) => number;
}

/** The local host may always reach its pods; a direction that no policy isolates has an allow-all entry. */
const localhostEntries = 1;
const allowAllEntries = 1;

export function ciliumObjects(site: Site, excepts: Excepts): CiliumObjects {
  const pods = podIdentities(site);
  const cidrs = cidrIdentities(site.policies, excepts, pods.count);
  const wantedBy = wantedEntries(site, pods, cidrs);
  const isOfPods = (identity: number): boolean => identity < pods.count;
  const policiesAt = (kind: Kind): ReadonlySet<NetworkPolicy> =>
    new Set(directions.flatMap((direction) => site.isolating(kind.index, direction)));
  const cidrsOf = memo((kind: Kind): ReadonlySet<number> => {
    const wanted = [...policiesAt(kind)].flatMap((policy) =>
      directions.flatMap((direction) => wantedBy(policy, direction, kind)),
    );
    return new Set(wanted.flatMap(({ from }) => (from === 'anyone' ? [] : from.filter((id) => !isOfPods(id)))));
  });
  const count = (kind: Kind, without: NetworkPolicy | 'none', active: ReadonlyMap<number, number>): EndpointCount => {
    const dueTo = new Map<NetworkPolicy, number>();
    let total = localhostEntries;
    for (const direction of directions) {
      const list = site.isolating(kind.index, direction).filter((policy) => policy !== without);
      const isActive = (identity: number) => isOfPods(identity) || active.has(identity);
      const entries = countEntries(wantedBy, list, direction, kind, isActive);
      total += list.length === 0 ? allowAllEntries : entries.total;
      const [only] = list;
      // Without its only policy the direction is open again.
      const due =
        only !== undefined && list.length === 1 ? [[only, entries.total - allowAllEntries] as const] : entries.dueTo;
      for (const [policy, by] of due) dueTo.set(policy, (dueTo.get(policy) ?? 0) + by);
    }
    return { total, dueTo };
  };
  // Nodes that have the same of the kind's CIDR identities have the same map.
  const known = new Map<string, EndpointCount>();
  const numbers = new Map(site.policies.map((policy, i) => [policy, i]));
  const remembered = (kind: Kind, without: NetworkPolicy | 'none', active: ReadonlyMap<number, number>) => {
    const here = [...cidrsOf(kind)].filter((identity) => active.has(identity));
    const key = `${kind.index} ${without === 'none' ? '' : numbers.get(without)} ${here.join(' ')}`;
    const before = known.get(key) ?? count(kind, without, active);
    known.set(key, before);
    return before;
  };
  return {
    site,
    pods,
    cidrs,
    wantedBy,
    cidrsOf,
    endpoint: (kind, active) => remembered(kind, 'none', active),
    endpointWithout: (policy, kind, active) => remembered(kind, policy, active).total,
    ownEntries: (policy, kind) => {
      const brought = cidrs.broughtBy(policy);
      const isActive = (identity: number) => isOfPods(identity) || brought.has(identity);
      return directions.reduce(
        (sum, direction) => sum + countEntries(wantedBy, [policy], direction, kind, isActive).total,
        0,
      );
    },
  };
}
