// Node: its labels and addresses, and the ranges that its pods get addresses from.

import { type AddressSet, cidrAddresses, noAddresses, unionAddresses } from '../../engine/sets/addresses.ts';
import { readAddresses } from '../address-text.ts';
import { at, elements, type Field, fail, show, text } from '../field.ts';
import type { NodeObject } from '../snapshot.ts';
import { parseCidr } from './addresses.ts';
import { labelsOf, nameOf } from './metadata.ts';

export function node(root: Field): NodeObject {
  const spec = at(root, 'spec');
  const ranges = [at(spec, 'podCIDR'), ...elements(at(spec, 'podCIDRs'))].map(range);
  return {
    kind: 'Node',
    name: nameOf(root),
    labels: labelsOf(root),
    podRanges: ranges.reduce(unionAddresses, noAddresses),
    addresses: addressesOf(root, () => true),
    internal: addressesOf(root, (type) => type === 'InternalIP'),
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

/** Host names stand in the list too: only IPs count. */
function addressesOf(root: Field, wanted: (type: string) => boolean): AddressSet {
  return elements(at(at(root, 'status'), 'addresses'))
    .filter((entry) => wanted(text(at(entry, 'type')) ?? ''))
    .map((entry) => readAddresses(text(at(entry, 'address')) ?? '') ?? noAddresses)
    .reduce(unionAddresses, noAddresses);
}
