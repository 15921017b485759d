// What two small numbers make together, whichever comes first: a map for each, since maps of small integers need neither
// an object a key nor its hash.

import { entry } from './entry.ts';

export function pairMemo<V>(): (a: number, b: number, make: () => V) => V {
  const memo: (Map<number, V> | undefined)[] = [];
  return (a, b, make) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const ofLow = memo[low] ?? new Map<number, V>();
    memo[low] = ofLow;
    return entry(ofLow, high, make);
  };
}
