// Lists sorted by namespace and name: sorted namespace by namespace, looked up by halving, changed in a few places.

import type { Pod } from '../engine/model/cluster.ts';
import { firstPlace } from '../engine/sets/first-place.ts';

/** Where something stands in such a list. */
export interface Place {
  readonly namespace: string;
  readonly name: string;
  /** Tells pods from the workloads of their name; '' where all are of one kind. */
  readonly kind: string;
}

export type PlaceOf<T> = (item: T) => Place;

export function placeOfPod({ namespace, name, kind }: Pod): Place {
  return { namespace: namespace.name, name, kind };
}

export function placeOfObject({ namespace, name }: { readonly namespace: string; readonly name: string }): Place {
  return { namespace, name, kind: '' };
}

/** Few names are compared: those of one namespace. */
export function inOrder<T>(items: readonly T[], namespaceOf: (item: T) => string, byName: (a: T, b: T) => number): T[] {
  const buckets = new Map<string, T[]>();
  let last: { readonly namespace: string; readonly bucket: T[] } | undefined; // neighbours are as a rule of one
  for (const item of items) {
    const namespace = namespaceOf(item);
    if (last?.namespace !== namespace) {
      const bucket = buckets.get(namespace) ?? [];
      buckets.set(namespace, bucket);
      last = { namespace, bucket };
    }
    last.bucket.push(item);
  }
  const sorted: T[] = [];
  for (const [, bucket] of [...buckets].sort(([a], [b]) => compare(a, b))) {
    if (bucket.length > 1) bucket.sort(byName);
    for (const item of bucket) sorted.push(item);
  }
  return sorted;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of the items of a namespace: from `start` up to, but not including, `end`. */
export function rangeOf<T>(
  sorted: readonly T[],
  namespace: string,
  placeOf: PlaceOf<T>,
): { start: number; end: number } {
  const start = firstPlace(sorted.length, (at) => placeOf(sorted[at]!).namespace >= namespace);
  return { start, end: firstPlace(sorted.length, (at) => placeOf(sorted[at]!).namespace > namespace) };
}

/** Without what stands at the places of `gone`, with `come` in theirs; the same list where both are empty. */
export function changed<T>(
  sorted: readonly T[],
  gone: readonly Place[],
  come: readonly T[],
  placeOf: PlaceOf<T>,
): readonly T[] {
  if (gone.length === 0 && come.length === 0) return sorted;
  // Room for those that come: a long list that grows is copied again, with half of its length to spare.
  const list = sorted.concat(come);
  list.length = sorted.length;
  for (const place of gone) {
    const at = firstPlace(list.length, (i) => comparePlaces(placeOf(list[i]!), place) >= 0);
    const found = list[at];
    if (found !== undefined && comparePlaces(placeOf(found), place) === 0) list.splice(at, 1);
  }
  for (const item of come) {
    const place = placeOf(item);
    list.splice(
      firstPlace(list.length, (i) => comparePlaces(placeOf(list[i]!), place) >= 0),
      0,
      item,
    );
  }
  return list;
}

function comparePlaces(a: Place, b: Place): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name) || compare(a.kind, b.kind);
}
