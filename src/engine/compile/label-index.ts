// Label → members, inverted, so that a requirement is a look-up; and the members for which a key is open. Members are
// whatever has labels and a number: namespaces, or classes of pods.

import type { LabelSelector, LabelSet, Requirement } from '../model/labels.ts';
import { unreachable } from '../model/unreachable.ts';
import {
  type Bitset,
  bitset,
  emptyBitset,
  intersectBits,
  subtractBits,
  unionAllBits,
  unionBits,
} from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';

/** certain ⊆ possible; `assumed` has every member whose match, either way, hung on an assumption. */
export interface Selection {
  readonly certain: Bitset;
  readonly possible: Bitset;
  readonly assumed: Bitset;
}

export interface LabelIndex {
  readonly having: (key: string, value: string) => Bitset;
  readonly present: (key: string) => Bitset;
  /** Members for which the key's value is not known. */
  readonly open: (key: string) => Bitset;
}

/** In ascending order of their numbers. */
export function labelIndex(members: Iterable<readonly [number, LabelSet]>): LabelIndex {
  const numbers = new Map<string, Map<string, number[]>>();
  const openTo = new Map<string, number[]>();
  const openToAll: number[] = [];
  for (const [i, { values, open }] of members) {
    for (const [key, value] of values) {
      const ofKey = entry(numbers, key, () => new Map<string, number[]>());
      entry(ofKey, value, () => []).push(i);
    }
    if (open === 'every-other-key') openToAll.push(i);
    else if (open !== 'none') for (const key of open) if (!values.has(key)) entry(openTo, key, () => []).push(i);
  }
  // Most labels are never asked about: a set is made when somebody does.
  const sets = new Map<string, Map<string, Bitset>>();
  const having = (key: string, value: string): Bitset => {
    const ofKey = entry(sets, key, () => new Map<string, Bitset>());
    return entry(ofKey, value, () => bitset(numbers.get(key)?.get(value) ?? []));
  };
  const present = remembered((key) => {
    const all = [...(numbers.get(key)?.values() ?? [])].flat();
    return bitset(all.sort((a, b) => a - b));
  });
  const everywhere = bitset(openToAll);
  const open = remembered((key) => unionBits(bitset(openTo.get(key) ?? []), subtractBits(everywhere, present(key))));
  return { having, present, open };
}

/** Of all that are in the index. */
export function selectedOfAll(all: Bitset, selector: LabelSelector, index: LabelIndex): Selection {
  const [only] = selector;
  if (selector.length === 1 && only?.op === 'In' && index.open(only.key) === emptyBitset) {
    const found = withValue(only.values, only.key, index);
    return { certain: found, possible: found, assumed: emptyBitset };
  }
  return selected({ certain: all, possible: all, assumed: emptyBitset }, selector, index);
}

/** What of `base` the selector holds. */
export function selected(base: Selection, selector: LabelSelector, index: LabelIndex): Selection {
  return selector.reduce((left, requirement) => narrow(left, requirement, index), base);
}

function narrow(left: Selection, requirement: Requirement, index: LabelIndex): Selection {
  const open = index.open(requirement.key);
  const assumed = unionBits(left.assumed, intersectBits(left.possible, open));
  switch (requirement.op) {
    case 'In':
    case 'Exists': {
      const holding =
        requirement.op === 'Exists'
          ? index.present(requirement.key)
          : withValue(requirement.values, requirement.key, index);
      const certain = intersectBits(left.certain, holding);
      const closed = open === emptyBitset && left.certain === left.possible;
      return {
        certain,
        possible: closed ? certain : intersectBits(left.possible, unionBits(holding, open)),
        assumed,
      };
    }
    case 'NotIn':
    case 'DoesNotExist': {
      const refused =
        requirement.op === 'NotIn'
          ? withValue(requirement.values, requirement.key, index)
          : index.present(requirement.key);
      const possible = subtractBits(left.possible, refused);
      const closed = open === emptyBitset && left.certain === left.possible;
      return {
        certain: closed ? possible : subtractBits(left.certain, unionBits(refused, open)),
        possible,
        assumed,
      };
    }
    default:
      return unreachable(requirement);
  }
}

function withValue(values: readonly string[], key: string, index: LabelIndex): Bitset {
  return unionAllBits(values.map((value) => index.having(key, value)));
}

function remembered(make: (key: string) => Bitset): (key: string) => Bitset {
  const memo = new Map<string, Bitset>();
  return (key) => entry(memo, key, () => make(key));
}
