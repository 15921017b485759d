// Blocks of addresses against an end, and where an end's address may lie.
import { everyAddress, familyOf, minusAll, numberOf, overlap, type Range, rangeOf } from './address.ts';
import type { Outside, PodEnd } from './ends.ts';
import { kindOf, list, text } from './raw.ts';
import { type Answer, type Assume, and, assumed, type Family } from './three.ts';

/** IPBlock: "cidr … The except describes CIDRs that should not be included within this rule." */
function blockRanges(block: unknown): readonly Range[] {
  const excepts = list(block, 'except').map((except) => rangeOf(String(except)));
  return minusAll([rangeOf(text(block, 'cidr'))], excepts);
}

export function blockMatchesOutside(block: unknown, outside: Outside): Answer {
  return compare(outside.ranges, blockRanges(block));
}

/** 002 rule 8. */
export function blockMatchesPod(
  block: unknown,
  pod: PodEnd,
  family: Family,
  objects: readonly unknown[],
  assume: Assume,
): Answer {
  const placed = podWithin(pod, blockRanges(block), family, objects, assume);
  const hostNetwork = pod.hostNetwork ? assumed(assume, 'host-network-pods') : 'as-pods';
  if (hostNetwork === 'as-nodes') return placed;
  // "For a pod that is not host-network (or is, under as-pods), ip-block-matches-pods"
  const matchesPods = assumed(assume, 'ip-block-matches-pods');
  const asPod = matchesPods === 'no' ? 'no' : matchesPods === 'unknown' ? and([placed, 'unknown']) : placed;
  if (hostNetwork === 'as-pods') return asPod;
  // "under host-network-pods: unknown has the answer on which both readings agree, else unknown"
  return asPod === placed ? placed : 'unknown';
}

/** Whether the pod's address is in these ranges, and nothing else asked. */
export function podWithin(
  pod: PodEnd,
  ranges: readonly Range[],
  family: Family,
  objects: readonly unknown[],
  assume: Assume,
): Answer {
  const answer = compare(podRanges(pod, family, objects), ranges);
  // "Otherwise unknown, or no under missing-addresses: no-match when it is a pod."
  return answer === 'unknown' && assumed(assume, 'missing-addresses') === 'no-match' ? 'no' : answer;
}

/** Where the pod's address of this family lies; nowhere when its addresses are all of the other family. */
export function podRanges(pod: PodEnd, family: Family, objects: readonly unknown[]): readonly Range[] {
  if (pod.addresses.length > 0) {
    return pod.addresses.filter((address) => familyOf(address) === family).flatMap(pointAt);
  }
  return rangesOfMissing(pod.hostNetwork, family, objects);
}

/** "the cluster's pod ranges …; every address of the family when no Node gives one; every address too for a
 * host-network pod" */
export function rangesOfMissing(hostNetwork: boolean, family: Family, objects: readonly unknown[]): readonly Range[] {
  const ranges = nodeRanges(objects).filter((range) => range.family === family);
  return hostNetwork || ranges.length === 0 ? [everyAddress(family)] : ranges;
}

export function compare(where: readonly Range[], block: readonly Range[]): Answer {
  // "Range and block disjoint: no."
  if (!where.some((range) => block.some((piece) => overlap(range, piece)))) return 'no';
  // "Range inside the block (CIDR less excepts): yes."
  if (minusAll(where, block).length === 0) return 'yes';
  return 'unknown';
}

export function pointAt(address: string): readonly Range[] {
  return [{ family: familyOf(address), first: numberOf(address), last: numberOf(address) }];
}

export function nodeRanges(objects: readonly unknown[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const node of objects) {
    if (kindOf(node) !== 'v1 Node') continue;
    for (const cidr of list(node, 'spec', 'podCIDRs')) ranges.push(rangeOf(String(cidr)));
    const single = text(node, 'spec', 'podCIDR');
    if (single !== '') ranges.push(rangeOf(single));
  }
  return ranges;
}
