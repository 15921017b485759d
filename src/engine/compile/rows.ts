// One row for each signature: to which peers, on which ports, does what selects a subject open one direction?

import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, hasBit, isEmptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';
import type { ReachIds } from './answer-table.ts';
import type { PeerMap, PeerMaps } from './peer-map.ts';
import type { PortAnswers } from './port-answers.ts';
import type { Selecting } from './tier-states.ts';
import { inZone, type Zones } from './zones.ts';

/** Peers that share one answer. */
export interface Cell extends ReachIds {
  readonly peers: Bitset;
}

/** What every peer has: disjoint cells, and for whoever is in none of them the rest, zone by zone. */
export interface Opened {
  /** Equal rests are one value. */
  readonly rest: readonly ReachIds[];
  readonly cells: readonly Cell[];
  readonly zones: Zones;
}

export interface Row extends Opened {
  /** The same without the NetworkPolicy tier: what holds between a pod and its own node. */
  readonly lifted: Opened;
  /** Peers whose match with some rule, either way, hung on an assumption. */
  readonly assumed: Bitset | 'everyone';
}

/** What selects a subject in one direction: policies for certain and perhaps, tier by tier. */
export interface Signature {
  readonly admin: readonly Selecting[];
  readonly certain: readonly NetworkPolicy[];
  readonly perhaps: readonly NetworkPolicy[];
  readonly baseline: readonly Selecting[];
  /** Whether the Baseline tier is skipped, since a NetworkPolicy selects for the other direction only. */
  readonly skipsBaseline: 'no' | 'unknown' | 'yes';
  /** What policies of other vendors may do. */
  readonly foreign: 'nothing' | 'note' | 'deny-only' | 'allow-or-deny';
}

/**
 * Certain policies of a signature. All signatures that pass through this `end` share them and all before them; where
 * `end` is 'itself', those that hold this very value do.
 */
export interface Stretch {
  readonly end: number | 'itself';
  readonly policies: readonly NetworkPolicy[];
}

/** What one policy, or several together, say to a subject; and the peers whose match hung on an assumption. */
export interface Said {
  readonly map: PeerMap;
  readonly assumed: Bitset;
}

export interface RowMaker {
  /** `stretches`: the certain policies of the signature, parted so that beginnings which others share are worked out once. */
  readonly row: (direction: Direction, signature: Signature, subject: Endpoint, stretches?: readonly Stretch[]) => Row;
  readonly openRow: Row;
  /** What a policy says, where that is known already and hangs on no subject. */
  readonly known: (direction: Direction, policy: NetworkPolicy) => Said | undefined;
  readonly maps: PeerMaps;
  readonly opens: PortAnswers;
  /** What one policy says, to a subject that it selects for certain. */
  readonly ofPolicy: (direction: Direction, policy: NetworkPolicy, subject: Endpoint) => Said;
}

export function answerAt({ cells, rest, zones }: Opened, peer: number): ReachIds {
  for (const cell of cells) if (hasBit(cell.peers, peer)) return cell;
  return rest[zones.of[peer] ?? 0]!;
}

/** The same as disjoint cells alone: `everyone` but those in a cell has the rest. Whoever reaches nothing is in none. */
export function covering(
  { cells, rest, zones }: Opened,
  everyone: Bitset,
  none: ReachIds['possible'],
): readonly Cell[] {
  const others = subtractBits(everyone, unionAllBits(cells.map(({ peers }) => peers)));
  const whole = rest.map((answer, zone) => ({ ...answer, peers: inZone(others, zone, zones) }));
  return [...cells, ...whole].filter(({ peers, possible }) => possible !== none && !isEmptyBitset(peers));
}

export function isAssumed({ assumed }: Row, peer: number): boolean {
  return assumed === 'everyone' || hasBit(assumed, peer);
}
