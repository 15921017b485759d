// Label → classes, inverted, so that a requirement is a look-up; and the classes for which a key is open.

import { type Bitset, bitset, emptyBitset, subtractBits, unionAllBits, unionBits } from '../sets/bitset.ts';
import type { Classes } from './classes.ts';

export interface LabelIndex {
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Bitset>>;
  readonly present: ReadonlyMap<string, Bitset>;
  /** Classes for which the key's value is not known. */
  readonly open: (key: string) => Bitset;
}

export function labelIndex(classes: Classes): LabelIndex {
  const numbers = new Map<string, Map<string, number[]>>();
  const openTo = new Map<string, number[]>();
  const openToAll: number[] = [];
  for (let i = 0; i < classes.firstExternal; i++) {
    const end = classes.list[i]!.representative;
    if (end.kind === 'external') continue;
    const { values, open } = end.pod.labels;
    for (const [key, value] of values) {
      const ofKey = entry(numbers, key, () => new Map<string, number[]>());
      entry(ofKey, value, () => []).push(i);
    }
    if (open === 'every-other-key') openToAll.push(i);
    else if (open !== 'none') for (const key of open) if (!values.has(key)) entry(openTo, key, () => []).push(i);
  }
  const values = new Map(
    [...numbers].map(([key, of]) => [key, new Map([...of].map(([v, list]) => [v, bitset(list)]))]),
  );
  const present = new Map([...values].map(([key, of]) => [key, unionAllBits([...of.values()])]));
  const everywhere = bitset(openToAll);
  const open = new Map([...openTo].map(([key, list]) => [key, bitset(list)]));
  return {
    values,
    present,
    open: (key) => unionBits(open.get(key) ?? emptyBitset, subtractBits(everywhere, present.get(key) ?? emptyBitset)),
  };
}

export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
