// Node: the ranges that its pods get addresses from.

import { type AddressSet, cidrAddresses, noAddresses, unionAddresses } from '../../engine/sets/addresses.ts';
import { at, elements, type Field, fail, show, text } from '../field.ts';
import type { NodeObject } from '../snapshot.ts';
import { parseCidr } from './addresses.ts';
import { nameOf } from './metadata.ts';

export function node(root: Field): NodeObject {
  const spec = at(root, 'spec');
  const ranges = [at(spec, 'podCIDR'), ...elements(at(spec, 'podCIDRs'))].map(range);
  return {
    kind: 'Node',
    name: nameOf(root),
    podRanges: ranges.reduce(unionAddresses, noAddresses),
    origin: root.reading.origin,
  };
}

function range(field: Field): AddressSet {
  const words = text(field);
  if (words === undefined || words === '') return noAddresses;
  const cidr = parseCidr(field, words);
  if (cidr !== undefined) return cidrAddresses(cidr);
  fail(field, 'bad-cidr', `${show(words)} is no block of addresses`);
  return noAddresses;
}
