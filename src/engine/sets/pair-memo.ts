// What two small numbers make together, whichever comes first: a map for each, since maps of small integers need neither
// an object a key nor its hash.

export function pairMemo<V>(make: (a: number, b: number) => V): (a: number, b: number) => V {
  const memo: (Map<number, V> | undefined)[] = [];
  return (a, b) => {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const known = memo[low]?.get(high);
    if (known !== undefined) return known;
    const made = make(low, high);
    const ofLow = memo[low] ?? new Map<number, V>();
    memo[low] = ofLow.set(high, made);
    return made;
  };
}
