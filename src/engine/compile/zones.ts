// Now and then a rule names nearly every pod, or nearly every address. So that no row has to list them, a few such sets part all classes into
// zones, and whoever a row does not name has one answer for each zone.

import type { Cluster } from '../model/cluster.ts';
import type { ClusterPeer, Peer } from '../model/policy.ts';
import {
  type Bitset,
  eachBit,
  intersectBits,
  isEmptyBitset,
  sizeOf,
  subtractBits,
  unionAllBits,
} from '../sets/bitset.ts';
import type { Classes } from './classes.ts';
import type { Selector } from './selection.ts';

export interface Zones {
  /** class → zone */
  readonly of: Readonly<Uint8Array>;
  /** By zone, from 1 on; disjoint. Zone 0 is everyone else, and stands empty here. */
  readonly sets: readonly Bitset[];
  /** How many classes each has. */
  readonly sizes: readonly number[];
  /** All zones but 0. */
  readonly beyond: Bitset;
}

/** So many large sets are told apart: at most 16 zones. */
const mostSets = 4;

export function zonesOf({ policies, clusterPolicies }: Cluster, classes: Classes, selector: Selector): Zones {
  const uses = new Map<Bitset, number>();
  const look = (peer: Peer | ClusterPeer): void => {
    if (peer.kind === 'pods' && peer.namespaces.kind === 'named') return; // never large
    const { possible } = selector.peer(peer);
    if (isLarge(possible, classes)) uses.set(possible, (uses.get(possible) ?? 0) + 1);
  };
  for (const { ingress, egress } of [...policies, ...clusterPolicies]) {
    for (const rules of [ingress, egress]) {
      if (rules === 'open') continue;
      for (const { peers } of rules) if (peers !== 'anyone') peers.forEach(look);
    }
  }
  const large = [...uses].sort(([, a], [, b]) => b - a).slice(0, mostSets);
  return parted(
    large.map(([set]) => set),
    classes.list.length,
  );
}

/** One in sixteen of all pods, or of everyone. */
function isLarge(set: Bitset, { firstExternal, list }: Classes): boolean {
  if (set.length < firstExternal / 256) return false;
  const size = sizeOf(set);
  return size > list.length / 16 || (size > firstExternal / 16 && firstExternal > 0);
}

function parted(large: readonly Bitset[], classes: number): Zones {
  const everyone = unionAllBits(large);
  const pieces = large
    .reduce<readonly Bitset[]>(
      (zones, set) => zones.flatMap((zone) => [subtractBits(zone, set), intersectBits(zone, set)]),
      [everyone],
    )
    .filter((zone) => !isEmptyBitset(zone));
  const sets: readonly Bitset[] = [new Uint32Array(0), ...pieces];
  const of = new Uint8Array(classes);
  pieces.forEach((piece, i) => {
    eachBit(piece, (member) => {
      of[member] = i + 1;
    });
  });
  return { of, sets, sizes: sets.map(sizeOf), beyond: everyone };
}

/** What of a set lies in a zone. */
export function inZone(set: Bitset, zone: number, { sets, beyond }: Zones): Bitset {
  return zone === 0 ? subtractBits(set, beyond) : intersectBits(set, sets[zone]!);
}
