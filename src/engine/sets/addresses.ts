// Sets of IP addresses, one interval set a family. Numbers hold IPv4, bigints IPv6.

import { difference, type Intervals, intersection, isSubset, span, union, unionAll } from './intervals.ts';

export const families = ['IPv4', 'IPv6'] as const;
export type Family = (typeof families)[number];

export interface AddressSet {
  readonly v4: Intervals;
  readonly v6: Intervals<bigint>;
}

export type Address =
  | { readonly family: 'IPv4'; readonly value: number }
  | { readonly family: 'IPv6'; readonly value: bigint };

export interface Cidr {
  readonly address: Address;
  readonly prefix: number;
}

export const noAddresses: AddressSet = { v4: [], v6: [] };
export const everyAddress: AddressSet = { v4: span(0, 2 ** 32), v6: span(0n, 1n << 128n) };

export function singleAddress(address: Address): AddressSet {
  return cidrAddresses({ address, prefix: address.family === 'IPv4' ? 32 : 128 });
}

/** Host bits are masked away, as the API server's network comparison does (R67). */
export function cidrAddresses({ address, prefix }: Cidr): AddressSet {
  if (address.family === 'IPv4') {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address.value / size) * size;
    return { v4: span(first, first + size), v6: [] };
  }
  const size = 1n << BigInt(128 - prefix);
  const first = (address.value / size) * size;
  return { v4: [], v6: span(first, first + size) };
}

export function unionAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: union(a.v4, b.v4), v6: union(a.v6, b.v6) };
}

export function unionAllAddresses(sets: readonly AddressSet[]): AddressSet {
  const [first = noAddresses, ...others] = sets;
  return others.length === 0
    ? first
    : { v4: unionAll(sets.map(({ v4 }) => v4)), v6: unionAll(sets.map(({ v6 }) => v6)) };
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: intersection(a.v4, b.v4), v6: intersection(a.v6, b.v6) };
}

export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: difference(a.v4, b.v4), v6: difference(a.v6, b.v6) };
}

export function ofFamily(addresses: AddressSet, family: Family): AddressSet {
  return family === 'IPv4' ? { v4: addresses.v4, v6: [] } : { v4: [], v6: addresses.v6 };
}

export function hasFamily(addresses: AddressSet, family: Family): boolean {
  return (family === 'IPv4' ? addresses.v4.length : addresses.v6.length) > 0;
}

export function isEmpty(addresses: AddressSet): boolean {
  return addresses.v4.length === 0 && addresses.v6.length === 0;
}

export function within(inner: AddressSet, outer: AddressSet): boolean {
  return isSubset(inner.v4, outer.v4) && isSubset(inner.v6, outer.v6);
}

export function disjoint(a: AddressSet, b: AddressSet): boolean {
  return isEmpty(intersectAddresses(a, b));
}
