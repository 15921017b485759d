// The addresses of a family, cut at every boundary of a block. The ranges that some block holds are numbered in the
// order of their addresses, so that a block is a run of them; what no block holds is one set, `elsewhere`.

import { type AddressSet, everyAddress, type Family } from '../sets/addresses.ts';
import { firstPlace } from '../sets/first-place.ts';
import { difference, type Intervals } from '../sets/intervals.ts';

export interface AddressRanges {
  /** Those that some block holds, in order. */
  readonly held: readonly AddressSet[];
  /** Empty where blocks hold every address. */
  readonly elsewhere: AddressSet;
  /** Whether they are whole held ranges, so that no new boundary is needed to tell them from others. */
  readonly isRun: (addresses: AddressSet) => boolean;
  /** The held ranges that have a part of it, as bounds [first, end) of numbers; and whether some of it lies elsewhere. */
  readonly touching: (addresses: AddressSet) => { readonly bounds: readonly number[]; readonly elsewhere: boolean };
}

export function addressRanges(family: Family, blocks: Iterable<AddressSet>): AddressRanges {
  return family === 'IPv4'
    ? rangesOf(
        [...blocks].map(({ v4 }) => v4),
        ({ v4 }) => v4,
        (v4) => ({ v4, v6: [] }),
        sortNumbers,
      )
    : rangesOf(
        [...blocks].map(({ v6 }) => v6),
        ({ v6 }) => v6,
        (v6) => ({ v4: [], v6 }),
        (all) => all.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
      );
}

/** Typed arrays sort numbers several times as fast. */
function sortNumbers(all: number[]): number[] {
  return [...Float64Array.from(all).sort()];
}

function rangesOf<T extends number | bigint>(
  blocks: readonly Intervals<T>[],
  part: (addresses: AddressSet) => Intervals<T>,
  whole: (part: Intervals<T>) => AddressSet,
  sort: (all: T[]) => T[],
): AddressRanges {
  const all: T[] = [];
  for (const block of blocks) for (const boundary of block) all.push(boundary);
  const cuts = sort(all).filter((cut, i, sorted) => i === 0 || cut !== sorted[i - 1]);

  // How many blocks begin at a cut, less those that end there; summed up, how many hold the range after it.
  const change = new Int32Array(cuts.length + 1);
  for (const block of blocks) {
    for (let i = 0; i < block.length; i += 2) {
      change[firstAtOrAfter(cuts, block[i]!)]! += 1;
      change[firstAtOrAfter(cuts, block[i + 1]!)]! -= 1;
    }
  }
  const held: AddressSet[] = [];
  const covered: T[] = [];
  /** How many held ranges begin before the cut. */
  const before = new Uint32Array(cuts.length + 1);
  let depth = 0;
  for (let i = 0; i < cuts.length; i++) {
    before[i] = held.length;
    depth += change[i]!;
    if (depth === 0) continue;
    const first = cuts[i]!;
    const end = cuts[i + 1]!;
    held.push(whole([first, end]));
    if (covered[covered.length - 1] === first) covered[covered.length - 1] = end;
    else covered.push(first, end);
  }
  before[cuts.length] = held.length;

  function touching(addresses: AddressSet): ReturnType<AddressRanges['touching']> {
    const bounds: number[] = [];
    let elsewhere = false;
    const wanted = part(addresses);
    for (let i = 0; i < wanted.length; i += 2) {
      // From the range that holds the first address up to the one that holds the last.
      const first = firstAfter(cuts, wanted[i]!) - 1;
      const end = firstAtOrAfter(cuts, wanted[i + 1]!);
      const [low, high] = [before[Math.max(first, 0)]!, before[end]!];
      elsewhere ||= high - low < end - first; // the range before the first cut counts too, and is never held
      if (low === high) continue;
      if (bounds.length > 0 && bounds[bounds.length - 1]! >= low) bounds[bounds.length - 1] = high;
      else bounds.push(low, high);
    }
    return { bounds, elsewhere };
  }

  function isRun(addresses: AddressSet): boolean {
    const wanted = part(addresses);
    return wanted.every((cut) => cuts[firstAtOrAfter(cuts, cut)] === cut) && !touching(addresses).elsewhere;
  }

  return { isRun, held, elsewhere: whole(difference(part(everyAddress), covered)), touching };
}

function firstAtOrAfter<T extends number | bigint>(sorted: readonly T[], wanted: T): number {
  return firstPlace(sorted.length, (at) => sorted[at]! >= wanted);
}

function firstAfter<T extends number | bigint>(sorted: readonly T[], wanted: T): number {
  const at = firstAtOrAfter(sorted, wanted);
  return sorted[at] === wanted ? at + 1 : at;
}
