// A function from peers to numbered values that is the same for most of them: disjoint parts, and a `rest` for
// whoever is in none, zone by zone. Rules, rows and the walk through the tiers are such functions, met two at a time.

import { type Bitset, intersectBits, isEmptyBitset, sizeInCommon, subtractBits, unionAllBits } from '../sets/bitset.ts';
import { inZone, type Zones } from './zones.ts';

export interface Part {
  readonly peers: Bitset;
  readonly value: number;
}

/** Values by zone. Equal rests are one value. */
export interface Rest {
  readonly by: readonly number[];
  readonly uniform: boolean;
}

/** No part is empty or has the value that the rest gives its peers; no two have one value. */
export interface PeerMap {
  readonly rest: Rest;
  readonly parts: readonly Part[];
}

export type Join = (x: number, y: number) => number;

export interface PeerMaps {
  readonly constant: (value: number) => PeerMap;
  /** One value for a set, another for whoever is not in it. */
  readonly inSet: (set: Bitset, value: number, otherwise: number) => PeerMap;
  readonly mapped: (map: PeerMap, change: (value: number) => number) => PeerMap;
  /** For each peer what `join` makes of its two values. */
  readonly meet: (a: PeerMap, b: PeerMap, join: Join) => PeerMap;
  /**
   * All of them joined, `join` being associative, commutative and idempotent with `none` as its neutral value: parts
   * of one value are united before any two are held against each other, so that long lists of rules stay cheap.
   */
  readonly meetAll: (maps: readonly PeerMap[], join: Join, none: number) => PeerMap;
}

export function peerMaps(zones: Zones): PeerMaps {
  const { sets, sizes, beyond } = zones;
  const rests = restTable(sets.length);
  const { uniform } = rests;

  function merged(rest: Rest, parts: readonly Part[]): PeerMap {
    if (parts.length === 0) return { rest, parts };
    if (parts.length === 1 && rest.uniform)
      return parts[0]!.value === rest.by[0] ? { rest, parts: [] } : { rest, parts };
    const byValue = new Map<number, Bitset[]>();
    for (const { peers, value } of parts) {
      if (rest.uniform && value === rest.by[0]) continue;
      const known = byValue.get(value);
      if (known === undefined) byValue.set(value, [peers]);
      else known.push(peers);
    }
    const kept: Part[] = [];
    for (const [value, list] of byValue) {
      const peers = rest.uniform ? unionAllBits(list) : outside(unionAllBits(list), rest, value);
      if (!isEmptyBitset(peers)) kept.push({ peers, value });
    }
    return { rest, parts: kept };
  }

  /** Those to whom the rest does not give the value anyway. */
  function outside(peers: Bitset, { by }: Rest, value: number): Bitset {
    let left = by[0] === value ? intersectBits(peers, beyond) : peers;
    for (let zone = 1; zone < sets.length; zone++) if (by[zone] === value) left = subtractBits(left, sets[zone]!);
    return left;
  }

  /** Peers that only one of two maps names. */
  function alone(parts: Part[], peers: Bitset, value: number, rest: Rest, join: Join): void {
    if (rest.uniform) {
      parts.push({ peers, value: join(value, rest.by[0]!) });
      return;
    }
    for (let zone = 0; zone < sets.length; zone++) {
      const own = inZone(peers, zone, zones);
      if (!isEmptyBitset(own)) parts.push({ peers: own, value: join(value, rest.by[zone]!) });
    }
  }

  function meet(a: PeerMap, b: PeerMap, join: Join): PeerMap {
    const rest = rests.join(a.rest, b.rest, join);
    if (a.parts.length + b.parts.length === 0) return { rest, parts: [] };
    const parts: Part[] = [];
    const left = b.parts.map(({ peers }) => peers);
    for (const { peers, value } of a.parts) {
      let own = peers;
      for (let j = 0; j < left.length; j++) {
        const both = intersectBits(own, left[j]!);
        if (isEmptyBitset(both)) continue;
        parts.push({ peers: both, value: join(value, b.parts[j]!.value) });
        own = subtractBits(own, both);
        left[j] = subtractBits(left[j]!, both);
      }
      if (!isEmptyBitset(own)) alone(parts, own, value, b.rest, join);
    }
    for (let j = 0; j < left.length; j++) {
      if (!isEmptyBitset(left[j]!)) alone(parts, left[j]!, b.parts[j]!.value, a.rest, (y, x) => join(x, y));
    }
    return merged(rest, parts);
  }

  function mapped({ rest, parts }: PeerMap, change: (value: number) => number): PeerMap {
    return merged(
      rests.join(rest, rest, change),
      parts.map(({ peers, value }) => ({ peers, value: change(value) })),
    );
  }

  function inSet(set: Bitset, value: number, otherwise: number): PeerMap {
    const rest = uniform(otherwise);
    if (isEmptyBitset(set)) return { rest, parts: [] };
    if (set.length < beyond.length / 8) return merged(rest, [{ peers: set, value }]);
    const holds = sizes.map((size, zone) => zone > 0 && sizeInCommon(set, sets[zone]!) > size / 2);
    if (!holds.includes(true)) return merged(rest, [{ peers: set, value }]);
    const covered = unionAllBits(sets.filter((_, zone) => holds[zone]));
    return merged(rests.byZone(holds.map((held) => (held ? value : otherwise))), [
      { peers: subtractBits(set, covered), value },
      { peers: subtractBits(covered, set), value: otherwise },
    ]);
  }

  function meetAll(maps: readonly PeerMap[], join: Join, none: number): PeerMap {
    let rest = uniform(none);
    const byValue = new Map<number, Bitset[]>();
    const parted: PeerMap[] = [];
    for (const map of maps) {
      if (!map.rest.uniform) {
        parted.push(map);
        continue;
      }
      rest = rests.join(rest, map.rest, join);
      for (const { peers, value } of map.parts) {
        const known = byValue.get(value);
        if (known === undefined) byValue.set(value, [peers]);
        else known.push(peers);
      }
    }
    let all = constant(none);
    for (const [value, list] of byValue) {
      all = meet(all, { rest: uniform(none), parts: [{ peers: unionAllBits(list), value }] }, join);
    }
    if (rest.by[0] !== none) all = meet(all, { rest, parts: [] }, join);
    return parted.reduce((a, b) => meet(a, b, join), all);
  }

  function constant(value: number): PeerMap {
    return { rest: uniform(value), parts: [] };
  }

  return { constant, inSet, mapped, meet, meetAll };
}

function restTable(zones: number) {
  const uniforms = new Map<number, Rest>();
  const others = new Map<string, Rest>();
  function uniform(value: number): Rest {
    const known = uniforms.get(value);
    if (known !== undefined) return known;
    const made: Rest = { by: new Array<number>(zones).fill(value), uniform: true };
    uniforms.set(value, made);
    return made;
  }
  function byZone(by: readonly number[]): Rest {
    if (by.every((value) => value === by[0])) return uniform(by[0]!);
    const key = by.join();
    const known = others.get(key);
    if (known !== undefined) return known;
    const made: Rest = { by, uniform: false };
    others.set(key, made);
    return made;
  }
  function join(a: Rest, b: Rest, both: Join): Rest {
    if (a.uniform && b.uniform) return uniform(both(a.by[0]!, b.by[0]!));
    return byZone(a.by.map((x, zone) => both(x, b.by[zone]!)));
  }
  return { uniform, byZone, join };
}
