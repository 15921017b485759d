// Which classes a block holds. Outside, a block is a run of ranges; of pods only those with an address inside it, or
// without an address, can match: of all others the answer is a plain no.

import type { Assumptions } from '../model/assumptions.ts';
import { matchesPeer } from '../model/match-peer.ts';
import type { IpBlock, Networks } from '../model/policy.ts';
import { bitset, bitsetRanges, emptyBitset, unionBits } from '../sets/bitset.ts';
import { firstPlace } from '../sets/first-place.ts';
import type { Classes } from './classes.ts';
import type { Selection } from './label-index.ts';

export type BlockSelection = (block: IpBlock | Networks) => Selection;

export function blockSelection(classes: Classes, assumptions: Assumptions): BlockSelection {
  const { ranges, firstExternal, family, list } = classes;
  const pods = placedPods(classes);

  /** Ascending. */
  function candidates(bounds: readonly number[]): readonly number[] {
    if (pods.unassigned.length + pods.ranges.length === 0) return [];
    const found = new Set(pods.unassigned);
    for (let i = 0; i < bounds.length; i += 2) {
      for (
        let at = firstPlace(pods.ranges.length, (place) => pods.ranges[place]! >= bounds[i]!);
        pods.ranges[at]! < bounds[i + 1]!;
        at++
      ) {
        found.add(pods.classes[at]!);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  return (block) => {
    const { bounds } = ranges.touching(block.addresses);
    const outside = bitsetRanges(bounds.map((at) => firstExternal + at));
    const inside = candidates(bounds);
    if (inside.length === 0) return { certain: outside, possible: outside, assumed: emptyBitset };
    const certain: number[] = [];
    const possible: number[] = [];
    const assumed: number[] = [];
    for (const i of inside) {
      const { holds, because } = matchesPeer(block, list[i]!.representative, family, assumptions);
      if (holds === 'yes') certain.push(i);
      if (holds !== 'no') possible.push(i);
      if (because.length > 0) assumed.push(i);
    }
    const sure = unionBits(bitset(certain), outside);
    return {
      certain: sure,
      possible: certain.length === possible.length ? sure : unionBits(bitset(possible), outside),
      assumed: bitset(assumed),
    };
  };
}

interface Placed {
  /** Ascending: a held range, and at the same position in `classes` a class with an address in it. */
  readonly ranges: readonly number[];
  readonly classes: readonly number[];
  readonly unassigned: readonly number[];
}

function placedPods({ list, firstVacant, ranges }: Classes): Placed {
  const unassigned: number[] = [];
  const placed: { readonly range: number; readonly i: number }[] = [];
  for (let i = 0; i < firstVacant; i++) {
    const end = list[i]!.representative;
    if (end.kind === 'external') continue;
    if (end.pod.addressing === 'unassigned') {
      unassigned.push(i);
      continue;
    }
    const { bounds } = ranges.touching(end.pod.addresses);
    for (let at = 0; at < bounds.length; at += 2) {
      for (let range = bounds[at]!; range < bounds[at + 1]!; range++) placed.push({ range, i });
    }
  }
  placed.sort((a, b) => a.range - b.range || a.i - b.i);
  return { ranges: placed.map(({ range }) => range), classes: placed.map(({ i }) => i), unassigned };
}
