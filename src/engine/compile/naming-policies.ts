// Which policies have a rule about a class that came.

import type { AllowRule, Direction, NetworkPolicy } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import type { CompiledFamily } from './compile.ts';
import type { Fresh } from './fresh-selector.ts';
import { type PeerIndex, peerIndex } from './peer-index.ts';

/** The rules of a policy that are about a class, or may be. */
export interface Naming {
  readonly rule: AllowRule;
  readonly holds: 'yes' | 'unknown';
}

/** By policy. Also rules that open port names to anyone: names are looked up on the new class too. */
export function namingPolicies(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  { classes: { ranges } }: CompiledFamily,
  { pod, match }: Fresh,
): ReadonlyMap<NetworkPolicy, readonly Naming[]> {
  const { fitting, namedToAnyone } = indexOf(policies, direction);
  const found = new Map<NetworkPolicy, Naming[]>();
  for (const { policy, rule } of namedToAnyone) entry(found, policy, () => []).push({ rule, holds: 'yes' });
  for (const { peer, rules } of fitting(pod, ranges)) {
    const { holds } = match(peer);
    if (holds === 'no') continue;
    for (const { policy, rule } of rules) entry(found, policy, () => []).push({ rule, holds });
  }
  return found;
}

const indexes = new WeakMap<readonly NetworkPolicy[], Map<Direction, PeerIndex>>();

/** Made once for a list of policies: most events are about pods. */
function indexOf(policies: readonly NetworkPolicy[], direction: Direction): PeerIndex {
  const known = indexes.get(policies) ?? new Map<Direction, PeerIndex>();
  indexes.set(policies, known);
  return entry(known, direction, () => peerIndex(policies, direction));
}
