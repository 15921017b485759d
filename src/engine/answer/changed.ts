// What an edit changed, told as the relation is: sets of classes whose flows have another answer now, and how many
// ordered pairs of pods those are. Only rows that differ are looked at, and of the other side only what meets them.

import { isSameReach, type ReachIds } from '../compile/answer-table.ts';
import { sharesNumbers } from '../compile/classes.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Family } from '../sets/addresses.ts';
import { bitsetRange, eachBit, intersectBits, unionAllBits } from '../sets/bitset.ts';
import { type ChangedPart, changedGroups, meetingParts, membersOf, sideParts, type Worlds } from './changed-parts.ts';
import { changedHosts, matesOf } from './host-changes.ts';
import { type PairCount, podFlows } from './pod-flows.ts';
import { type Staying, sizesOf, stayingIn } from './staying.ts';
import { standsForSeveral } from './units.ts';

export interface Changed {
  readonly family: Family;
  /** Disjoint sets of pairs, class by class: that a pod is no peer of itself, and near to its node, only the counts know. */
  readonly parts: readonly ChangedPart[];
  /** Pairs of pods that were there before and are there after. */
  readonly byPorts: readonly ChangedCount[];
  /** What pods that are gone had, and what those that came have: pairs with some open port, from them and to them. */
  readonly gone: readonly PairCount[];
  readonly come: readonly PairCount[];
}

/** How many ordered pairs of different pods had one answer and have another. Sorted by ids. */
export interface ChangedCount {
  readonly before: ReachIds;
  readonly after: ReachIds;
  readonly pairs: number;
}

/** 'renumbered': the two do not share their classes, so that they cannot be compared by number. */
export function changed(before: Compiled, after: Compiled): readonly Changed[] | 'renumbered' {
  const list: Changed[] = [];
  for (const now of after.families) {
    const was = before.families.find(({ family }) => family === now.family);
    if (was === undefined || !sharesNumbers(was.classes, now.classes)) return 'renumbered';
    list.push(changedInFamily(before, was, after, now));
  }
  return list;
}

function changedInFamily(before: Compiled, was: CompiledFamily, after: Compiled, now: CompiledFamily): Changed {
  const { ports } = after;
  const everyone = bitsetRange(0, now.classes.list.length);
  const worlds: Worlds = { before: was, after: now, everyone, ports };
  const staying = stayingIn(was.classes, now.classes);
  const somebody = (i: number): boolean => staying.sizes[i]! > 0 || was.classes === now.classes;
  const [senders, receivers] = [changedGroups('egress', worlds, somebody), changedGroups('ingress', worlds, somebody)];
  const [sending, receiving] = [membersOf(senders), membersOf(receivers)];
  const parts = [
    ...sideParts('egress', senders, receiving, worlds),
    ...sideParts('ingress', receivers, sending, worlds),
    ...meetingParts(sending, receiving, worlds),
  ];
  const counts = counting();
  for (const part of parts) counts.add(part.before, part.after, pairsOf(part, staying));
  const mates = matesOf(before, was.classes, staying);
  changedHosts({ before, was, after, now }, unionAllBits([sending, receiving]), staying, mates, counts.add);
  return {
    family: now.family,
    parts,
    byPorts: counts.sorted(),
    gone: podFlows(before, was, staying.gone, sizesOf(was.classes), mates.before),
    come: podFlows(after, now, staying.come, sizesAfter(staying), mates.after),
  };
}

export type CountChange = (before: ReachIds, after: ReachIds, pairs: number) => void;

function counting(): { readonly add: CountChange; readonly sorted: () => readonly ChangedCount[] } {
  const sums = new Map<string, { readonly before: ReachIds; readonly after: ReachIds; pairs: number }>();
  return {
    add: (before, after, pairs) => {
      if (isSameReach(before, after)) return;
      const key = `${before.allowed} ${before.possible} ${after.allowed} ${after.possible}`;
      const known = sums.get(key);
      if (known === undefined) sums.set(key, { before, after, pairs });
      else known.pairs += pairs;
    },
    sorted: () =>
      [...sums.values()]
        .filter(({ pairs }) => pairs !== 0)
        .sort(
          (a, b) =>
            a.before.allowed - b.before.allowed ||
            a.before.possible - b.before.possible ||
            a.after.allowed - b.after.allowed ||
            a.after.possible - b.after.possible,
        ),
  };
}

/** Ordered pairs of different pods; an entry that stands for several meets itself. */
function pairsOf({ from, to }: ChangedPart, { sizes, podsOf }: Staying): number {
  let [senders, receivers, selves] = [0, 0, 0];
  eachBit(from, (i) => {
    senders += sizes[i] ?? 0; // none outside
  });
  eachBit(to, (i) => {
    receivers += sizes[i] ?? 0;
  });
  eachBit(intersectBits(from, to), (i) => {
    for (const pod of podsOf(i)) if (!standsForSeveral(pod)) selves++;
  });
  return senders * receivers - selves;
}

function sizesAfter({ sizes, come }: Staying): Float64Array {
  const after = sizes.slice();
  for (const { i } of come) after[i]! += 1;
  return after;
}
