// Addresses and blocks in their normal form: whatever else parses would be told of, so that it is left to be checked.

import type { AddressSet, Cidr } from '../../engine/sets/addresses.ts';
import { noAddresses } from '../../engine/sets/addresses.ts';
import type { Intervals } from '../../engine/sets/intervals.ts';
import { parseAddress, parseCidr, plainV4 } from '../decode/addresses.ts';
import { type Field, rootField } from '../field.ts';
import { isLeftOut, isPlain, type Raw } from './plain.ts';

const none: Intervals<never> = [];

/** podIPs has one address for each family, and podIP is the first of them. */
export function podAddresses(status: Raw): AddressSet | 'check' {
  const { podIP, podIPs } = status;
  if (isLeftOut(podIPs)) return isLeftOut(podIP) ? noAddresses : address(podIP);
  if (!Array.isArray(podIPs) || podIPs.length === 0 || podIPs.length > 2) return 'check';
  const [one, other]: readonly unknown[] = podIPs;
  if (!isPlain(one) || one.ip !== podIP) return 'check';
  const first = address(podIP);
  if (other === undefined || first === 'check') return podIPs.length === 1 ? first : 'check';
  const second = isPlain(other) ? address(other.ip) : 'check';
  if (second === 'check') return 'check';
  if (first.v4.length > 0 && second.v6.length > 0) return { v4: first.v4, v6: second.v6 };
  return first.v6.length > 0 && second.v4.length > 0 ? { v4: second.v4, v6: first.v6 } : 'check';
}

function address(words: unknown): AddressSet | 'check' {
  if (typeof words !== 'string') return 'check';
  const value = plainV4(words);
  if (value !== -1) return { v4: [value, value + 1], v6: none };
  const parsed = unless((field) => parseAddress(field, words));
  return parsed?.family === 'IPv6' ? { v4: none, v6: [parsed.value, parsed.value + 1n] } : 'check';
}

/** undefined where it is no block, or something would be said of it. */
export function plainCidr(words: string): Cidr | undefined {
  const slash = words.indexOf('/');
  const value = slash === -1 ? -1 : plainV4(words.slice(0, slash));
  const prefix = Number(words.slice(slash + 1));
  if (value === -1 || !/^\d{1,2}$/.test(words.slice(slash + 1)) || prefix > 32 || value % 2 ** (32 - prefix) !== 0) {
    return unless((field) => parseCidr(field, words));
  }
  return { address: { family: 'IPv4', value }, prefix };
}

/** What is read without a word. */
function unless<T>(parse: (field: Field) => T | undefined): T | undefined {
  let said = false;
  const report = () => {
    said = true;
  };
  const origin = { file: '', start: 0, end: 0, items: [] };
  const parsed = parse(rootField('', { origin, mode: 'strict', report }));
  return said ? undefined : parsed;
}
