// Sets of integers as strictly increasing boundaries: in from b[0], out from b[1], in from b[2] …
// One sweep over two boundary lists gives every Boolean operation, so ports, IPv4 and IPv6 share one
// algebra. Canonical by construction: equal sets are equal arrays, empty is [].

export type Intervals<T extends number | bigint = number> = readonly T[];

export const empty: Intervals<never> = [];

/** The members from `first` up to, but not including, `end`. */
export function span<T extends number | bigint>(first: T, end: T): Intervals<T> {
  return first < end ? [first, end] : [];
}

export function union<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return sweep(a, b, inEither);
}

export function intersection<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length === 0 || b.length === 0) return [];
  return sweep(a, b, inBoth);
}

export function difference<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length === 0 || b.length === 0) return a;
  return sweep(a, b, inFirst);
}

/** The union of many sets, folded in pairs so that no long set is swept once for each short one. */
export function unionAll<T extends number | bigint>(sets: readonly Intervals<T>[]): Intervals<T> {
  if (sets.length <= 1) return sets[0] ?? [];
  const half = sets.length >> 1;
  return union(unionAll(sets.slice(0, half)), unionAll(sets.slice(half)));
}

export function equal<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): boolean {
  return a === b || (a.length === b.length && a.every((boundary, i) => boundary === b[i]));
}

export function has<T extends number | bigint>(set: Intervals<T>, member: T): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle]! <= member) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

export function isSubset<T extends number | bigint>(inner: Intervals<T>, outer: Intervals<T>): boolean {
  return difference(inner, outer).length === 0;
}

/** The maximal runs, as [first, end) pairs. */
export function* runs<T extends number | bigint>(set: Intervals<T>): Generator<readonly [first: T, end: T]> {
  for (let i = 0; i < set.length; i += 2) yield [set[i]!, set[i + 1]!];
}

/** Boundaries are put together here and copied once their number is known: a list that grows has room for half more. */
const room: unknown[] = [];

/** Truth tables: bit 0 for what is in neither, 1 in the first alone, 2 in the second alone, 3 in both. */
const [inFirst, inBoth, inEither] = [0b0010, 0b1000, 0b1110];

function sweep<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>, keeps: number): Intervals<T> {
  const out = room as T[];
  let size = 0;
  let i = 0;
  let j = 0;
  let inside = 0;
  while (i < a.length || j < b.length) {
    const fromA = j >= b.length || (i < a.length && a[i]! <= b[j]!);
    const at = fromA ? a[i]! : b[j]!;
    if (i < a.length && a[i] === at) i++;
    if (j < b.length && b[j] === at) j++;
    // After an odd number of boundaries the sweep is inside that operand.
    const now = (keeps >> ((i & 1) | ((j & 1) << 1))) & 1;
    if (now !== inside) {
      out[size++] = at;
      inside = now;
    }
  }
  return out.slice(0, size);
}
