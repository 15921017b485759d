// Which policies have a rule about classes that came: those of their namespaces, and of the others only such as look
// beyond their own, which are found once for a list of policies.

import type { Cluster, Endpoint } from '../model/cluster.ts';
import { namedIn } from '../model/in-namespace.ts';
import { matchesPeer } from '../model/match-peer.ts';
import { type Direction, directions, type NetworkPolicy, type Peer } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import type { CompiledFamily } from './compile.ts';
import type { Fresh } from './fresh-selector.ts';
import { isNamed } from './port-names.ts';

/** Also those that open port names to anyone: names are looked up on the new classes too. */
export function namingPolicies(
  direction: Direction,
  { family, classes: { ranges } }: CompiledFamily,
  { policies, assumptions }: Cluster,
  fresh: readonly Fresh[],
): readonly NetworkPolicy[] {
  const places = new Set(fresh.map(({ representative }) => placeOf(representative)));
  const inBlocks = fresh.some(
    ({ representative: end }) => end.kind === 'pod' && ranges.touching(end.pod.addresses).bounds.length > 0,
  );
  const known = new Map<Peer, boolean>();
  const isAbout = (peer: Peer): boolean => {
    if (peer.kind === 'ip-block' && !inBlocks) return false;
    return entry(known, peer, () =>
      fresh.some(({ representative }) => matchesPeer(peer, representative, family, assumptions).holds !== 'no'),
    );
  };
  const isNaming = (policy: NetworkPolicy): boolean => {
    const rules = policy[direction];
    if (rules === 'open') return false;
    return rules.some(({ peers, ports }) =>
      peers === 'anyone' ? ports !== 'every-port' && ports.some(isNamed) : peers.some(isAbout),
    );
  };
  const own = [...places].flatMap((place) => namedIn(policies, place).filter(isNaming));
  const far = lookingBeyond(policies)[direction].filter((policy) => !places.has(policy.namespace) && isNaming(policy));
  return [...own, ...far];
}

type ByDirection = Readonly<Record<Direction, readonly NetworkPolicy[]>>;
const beyond = new WeakMap<readonly NetworkPolicy[], ByDirection>();

/** Policies with a rule whose peers need not be of the policy's own namespace. */
function lookingBeyond(policies: readonly NetworkPolicy[]): ByDirection {
  const known = beyond.get(policies);
  if (known !== undefined) return known;
  const [egress, ingress] = directions.map((direction) => policies.filter((policy) => looksBeyond(policy, direction)));
  const made: ByDirection = { egress: egress ?? [], ingress: ingress ?? [] };
  beyond.set(policies, made);
  return made;
}

function looksBeyond(policy: NetworkPolicy, direction: Direction): boolean {
  const rules = policy[direction];
  if (rules === 'open') return false;
  return rules.some(
    ({ peers }) =>
      peers === 'anyone' ||
      peers.some(
        (peer) => peer.kind !== 'pods' || peer.namespaces.kind !== 'named' || peer.namespaces.name !== policy.namespace,
      ),
  );
}

function placeOf(end: Endpoint): string {
  return end.kind === 'pod' ? end.pod.namespace.name : '';
}
