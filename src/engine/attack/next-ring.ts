// Whom a ring of groups reaches of those that are not reached yet, and from which of its groups first: over classes
// in each family, then by node where that matters.

import type { Alike, Crowd } from './alike.ts';
import { firstSenders, nobody, pairTest } from './first-senders.ts';
import { nodeRing } from './node-ring.ts';

/** All in the order of their first pods. */
export function nextRing(crowd: Crowd, ring: readonly Alike[], unreached: readonly Alike[]) {
  const { compiled, targets } = crowd;
  const meetings = compiled.families.map((family, i) => ({
    compiled,
    family,
    targets: targets[i]!,
    left: leftOf(unreached, i, targets[i]!.list.length),
  }));
  const first = meetings.map((meeting, i) => firstSenders(meeting, sendersOf(ring, i)));
  const truly = nodeRing(crowd, ring, meetings.map(pairTest));
  const reached: { readonly group: Alike; readonly from: Alike }[] = [];
  const others: Alike[] = [];
  for (const group of unreached) {
    const byClasses = Math.min(...group.targets.map((target, i) => (target < 0 ? nobody : first[i]![target]!)));
    const at = truly(group, byClasses);
    if (at === nobody) others.push(group);
    else reached.push({ group, from: ring[at]! });
  }
  return { reached, others };
}

function leftOf(unreached: readonly Alike[], family: number, targets: number): Int32Array {
  const left = new Int32Array(targets);
  for (const group of unreached) if (group.targets[family]! >= 0) left[group.targets[family]!]! += 1;
  return left;
}

function sendersOf(ring: readonly Alike[], family: number): ReadonlyMap<number, number> {
  const senders = new Map<number, number>();
  ring.forEach(({ classes }, at) => {
    const own = classes[family]!;
    if (own >= 0 && !senders.has(own)) senders.set(own, at);
  });
  return senders;
}
