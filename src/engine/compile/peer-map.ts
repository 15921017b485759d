// A function from peers to numbered values that is the same for most of them: disjoint parts, and a `rest` for
// whoever is in none. Rules, rows and the walk through the tiers are such functions, met two at a time.

import { type Bitset, intersectBits, isEmptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';

export interface Part {
  readonly peers: Bitset;
  readonly value: number;
}

/** No part is empty or has the value of the rest; no two have one value. */
export interface PeerMap {
  readonly rest: number;
  readonly parts: readonly Part[];
}

export function constant(rest: number): PeerMap {
  return { rest, parts: [] };
}

export function mapped(map: PeerMap, change: (value: number) => number): PeerMap {
  return merged(
    change(map.rest),
    map.parts.map(({ peers, value }) => ({ peers, value: change(value) })),
  );
}

/** For each peer what `join` makes of its two values. */
export function meet(a: PeerMap, b: PeerMap, join: (x: number, y: number) => number): PeerMap {
  if (b.parts.length === 0) return mapped(a, (x) => join(x, b.rest));
  if (a.parts.length === 0) return mapped(b, (y) => join(a.rest, y));
  const parts: Part[] = [];
  const left = b.parts.map(({ peers }) => peers);
  for (const { peers, value } of a.parts) {
    let alone = peers;
    for (let j = 0; j < left.length; j++) {
      const both = intersectBits(alone, left[j]!);
      if (isEmptyBitset(both)) continue;
      parts.push({ peers: both, value: join(value, b.parts[j]!.value) });
      alone = subtractBits(alone, both);
      left[j] = subtractBits(left[j]!, both);
    }
    if (!isEmptyBitset(alone)) parts.push({ peers: alone, value: join(value, b.rest) });
  }
  for (let j = 0; j < left.length; j++) {
    if (!isEmptyBitset(left[j]!)) parts.push({ peers: left[j]!, value: join(a.rest, b.parts[j]!.value) });
  }
  return merged(join(a.rest, b.rest), parts);
}

/**
 * All of them joined, `join` being associative, commutative and idempotent: parts of one value are united before
 * any two are held against each other, so that long lists of rules stay cheap.
 */
export function meetAll(maps: readonly PeerMap[], join: (x: number, y: number) => number, none: number): PeerMap {
  let rest = none;
  const sets = new Map<number, Bitset[]>();
  for (const map of maps) {
    rest = join(rest, map.rest);
    for (const { peers, value } of map.parts) {
      const known = sets.get(value);
      if (known === undefined) sets.set(value, [peers]);
      else known.push(peers);
    }
  }
  let all: PeerMap = constant(none);
  for (const [value, list] of sets)
    all = meet(all, { rest: none, parts: [{ peers: unionAllBits(list), value }] }, join);
  return rest === none ? all : mapped(all, (value) => join(value, rest));
}

/** `parts` disjoint. */
function merged(rest: number, parts: readonly Part[]): PeerMap {
  if (parts.length === 0) return { rest, parts };
  if (parts.length === 1) return parts[0]!.value === rest ? { rest, parts: [] } : { rest, parts };
  const sets = new Map<number, Bitset[]>();
  for (const { peers, value } of parts) {
    if (value === rest) continue;
    const known = sets.get(value);
    if (known === undefined) sets.set(value, [peers]);
    else known.push(peers);
  }
  return { rest, parts: [...sets].map(([value, list]) => ({ peers: unionAllBits(list), value })) };
}
