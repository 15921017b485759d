// What some pods have with all others, and all others with them, counted by answer: what comes and goes with a pod.

import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import type { Opened } from '../compile/rows.ts';
import { inZone } from '../compile/zones.ts';
import type { Pod } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import { type Bitset, eachBit, emptyBitset, hasBit, singleBit, subtractBits, unionAllBits } from '../sets/bitset.ts';
import { type Group, sideParts, type Worlds } from './changed-parts.ts';
import { samePod } from './own-node.ts';
import { classReach, pairReach } from './reachable.ts';
import type { Placed } from './staying.ts';
import { standsForSeveral } from './units.ts';

/** How many ordered pairs of pods have an answer. */
export interface PairCount {
  readonly allowed: ReachIds['allowed'];
  readonly possible: ReachIds['possible'];
  readonly pairs: number;
}

/** `sizes`: how many pods each class has in this world; `near`: who shares a node with a pod and counts as it, or the pod does. */
export function podFlows(
  compiled: Compiled,
  family: CompiledFamily,
  pods: readonly Placed[],
  sizes: Readonly<Float64Array>,
  worlds: Worlds,
  near: (pod: Pod) => readonly Placed[],
): readonly PairCount[] {
  if (pods.length === 0) return [];
  const { ports } = compiled;
  const sums = new Map<string, { readonly reach: ReachIds; pairs: number }>();
  const add = (reach: ReachIds, pairs: number): void => {
    if (reach.possible === ports.none) return;
    const key = `${reach.allowed} ${reach.possible}`;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { reach, pairs });
    else known.pairs += pairs;
  };
  // Pairs among these pods are counted as they send.
  const others = sizes.slice();
  for (const { i } of pods) others[i]! -= 1;
  const among = new Set(pods.map(({ pod }) => pod));
  for (const { pod, i } of pods) {
    for (const part of partsOf('egress', i, family, worlds))
      add(part.reach, weight(part.peers, sizes) - selves(pod, i, part));
    for (const part of partsOf('ingress', i, family, worlds)) add(part.reach, weight(part.peers, others));
    for (const mate of near(pod)) {
      if (samePod(pod, mate.pod)) continue;
      recount(compiled, family, { pod, i }, mate, add);
      if (!among.has(mate.pod)) recount(compiled, family, mate, { pod, i }, add);
    }
  }
  return [...sums.values()]
    .filter(({ pairs }) => pairs !== 0)
    .map(({ reach: { allowed, possible }, pairs }) => ({ allowed, possible, pairs }))
    .sort((a, b) => a.allowed - b.allowed || a.possible - b.possible);
}

interface PeerPart {
  readonly peers: Bitset;
  readonly reach: ReachIds;
}

/** A class against everyone, in one direction: its whole row is taken as a change from nothing. */
function partsOf(direction: Direction, i: number, family: CompiledFamily, worlds: Worlds): readonly PeerPart[] {
  const group: Group = { members: singleBit(i), differing: wholeRow(rowOf(family[direction], i), worlds) };
  return sideParts(direction, [group], emptyBitset, worlds).map(({ from, to, after }) => ({
    peers: direction === 'egress' ? to : from,
    reach: after,
  }));
}

function wholeRow({ cells, rest, zones }: Opened, { everyone, ports }: Worlds): Group['differing'] {
  const nothing: ReachIds = { allowed: ports.none, possible: ports.none };
  const others = subtractBits(everyone, unionAllBits(cells.map(({ peers }) => peers)));
  return [
    ...cells.map((cell) => ({ peers: cell.peers, before: nothing, after: cell as ReachIds })),
    ...rest.map((after, zone) => ({ peers: inZone(others, zone, zones), before: nothing, after })),
  ];
}

function weight(set: Bitset, sizes: Readonly<Float64Array>): number {
  let sum = 0;
  eachBit(set, (i) => {
    sum += sizes[i]!;
  });
  return sum;
}

/** A pod is no peer of itself, unless it stands for several. */
function selves(pod: Pod, i: number, { peers }: PeerPart): number {
  return hasBit(peers, i) && !standsForSeveral(pod) ? 1 : 0;
}

/** From the answer of their classes to their own. */
function recount(
  compiled: Compiled,
  family: CompiledFamily,
  from: Placed,
  to: Placed,
  add: (reach: ReachIds, pairs: number) => void,
): void {
  add(classReach(compiled, family, from.i, to.i), -1);
  const ends = [
    { kind: 'pod', pod: from.pod },
    { kind: 'pod', pod: to.pod },
  ] as const;
  add(pairReach(compiled, family, from.i, to.i, ...ends), 1);
}
