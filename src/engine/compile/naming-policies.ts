// Which policies have a rule about classes that came.

import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import type { CompiledFamily } from './compile.ts';
import type { Fresh } from './fresh-selector.ts';
import { type PeerIndex, peerIndex } from './peer-index.ts';

/** Also those that open port names to anyone: names are looked up on the new classes too. */
export function namingPolicies(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  { classes: { ranges } }: CompiledFamily,
  fresh: readonly Fresh[],
): readonly NetworkPolicy[] {
  const { fitting, namedToAnyone } = indexOf(policies, direction);
  const found = new Set(namedToAnyone);
  for (const { pod, match } of fresh) {
    for (const { peer, policies: naming } of fitting(pod, ranges)) {
      if (match(peer).holds !== 'no') for (const policy of naming) found.add(policy);
    }
  }
  return [...found];
}

const indexes = new WeakMap<readonly NetworkPolicy[], Map<Direction, PeerIndex>>();

/** Made once for a list of policies: most events are about pods. */
function indexOf(policies: readonly NetworkPolicy[], direction: Direction): PeerIndex {
  const known = indexes.get(policies) ?? new Map<Direction, PeerIndex>();
  indexes.set(policies, known);
  return entry(known, direction, () => peerIndex(policies, direction));
}
