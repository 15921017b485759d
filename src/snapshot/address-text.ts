// Addresses and blocks as a person types them: `10.0.0.7`, `10.0.0.0/8`, `fd00::7`, `[fd00::]/8`.

import type { Origin } from '../engine/model/origin.ts';
import { type AddressSet, cidrAddresses, singleAddress } from '../engine/sets/addresses.ts';
import { parseAddress, parseCidr } from './decode/addresses.ts';
import { rootField } from './field.ts';

const nowhere: Origin = { file: '', start: 0, end: 0, items: [] };

/** undefined where the words are neither an address nor a block. */
export function readAddresses(words: string): AddressSet | undefined {
  const plain = words.replace(/^\[([^\]]*)\]/, '$1');
  const field = rootField(plain, { origin: nowhere, mode: 'strict', report: () => {} });
  if (plain.includes('/')) {
    const cidr = parseCidr(field, plain);
    return cidr === undefined ? undefined : cidrAddresses(cidr);
  }
  const address = parseAddress(field, plain);
  return address === undefined ? undefined : singleAddress(address);
}
