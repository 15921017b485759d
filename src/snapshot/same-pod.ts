// Keeps the identity of what did not change from one assembling to the next, so that an edit leaves
// every other pod the identical value and selections answer from memory.

import type { Cluster, Pod } from '../engine/model/cluster.ts';
import type { LabelSet } from '../engine/model/labels.ts';
import type { AddressSet } from '../engine/sets/addresses.ts';
import { equal } from '../engine/sets/intervals.ts';

/** Gives the previous value of a pod where it says the same. A decoded object keeps its Origin, which is its identity here. */
export function keeper(previous: Cluster | undefined): (pod: Pod) => Pod {
  if (previous === undefined) return (pod) => pod;
  const before = new Map(previous.pods.map((pod) => [pod.origin, pod]));
  return (pod) => {
    const earlier = before.get(pod.origin);
    return earlier !== undefined && isSame(earlier, pod) ? earlier : pod;
  };
}

/** What comes from the object itself is the same since its Origin is; the rest is compared. */
function isSame(a: Pod, b: Pod): boolean {
  return (
    a.namespace === b.namespace &&
    sameOpen(a.labels.open, b.labels.open) &&
    sameAddresses(a.addresses, b.addresses) &&
    a.workload.kind === b.workload.kind &&
    a.workload.name === b.workload.name
  );
}

/** Open keys follow from kind and template, so that two sets of one object are equal. */
function sameOpen(a: LabelSet['open'], b: LabelSet['open']): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object');
}

function sameAddresses(a: AddressSet, b: AddressSet): boolean {
  return a === b || (equal(a.v4, b.v4) && equal(a.v6, b.v6));
}
