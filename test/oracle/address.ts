// Addresses as plain numbers. Nothing is shared with the product's address sets, and no library is used.
import type { Family } from './three.ts';

/** All addresses from `first` to `last`, both included. */
export interface Range {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

export function bitsOf(family: Family): bigint {
  return family === 'IPv4' ? 32n : 128n;
}

export function everyAddress(family: Family): Range {
  return { family, first: 0n, last: 2n ** bitsOf(family) - 1n };
}

export function numberOf(address: string): bigint {
  return familyOf(address) === 'IPv4' ? numberOfIPv4(address) : numberOfIPv6(address);
}

/** R67: a CIDR with host bits set means the network that contains it. */
export function rangeOf(cidr: string): Range {
  const [address, length] = cidr.split('/') as [string, string];
  const family = familyOf(address);
  const size = 2n ** (bitsOf(family) - BigInt(length));
  const first = (numberOf(address) / size) * size;
  return { family, first, last: first + size - 1n };
}

export function overlap(a: Range, b: Range): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** What is left of `whole` when `part` is taken out: none, one or two ranges. */
export function minus(whole: Range, part: Range): readonly Range[] {
  if (!overlap(whole, part)) return [whole];
  const left: Range[] = [];
  if (whole.first < part.first) left.push({ family: whole.family, first: whole.first, last: part.first - 1n });
  if (part.last < whole.last) left.push({ family: whole.family, first: part.last + 1n, last: whole.last });
  return left;
}

export function minusAll(whole: readonly Range[], parts: readonly Range[]): readonly Range[] {
  let left = whole;
  for (const part of parts) left = left.flatMap((range) => minus(range, part));
  return left;
}

/** The address as text; IPv6 in eight groups, without `::`. */
export function addressText(family: Family, value: bigint): string {
  const groups: string[] = [];
  const bits = family === 'IPv4' ? 8n : 16n;
  for (let at = bitsOf(family) - bits; at >= 0n; at -= bits) {
    groups.push(((value >> at) % 2n ** bits).toString(family === 'IPv4' ? 10 : 16));
  }
  return groups.join(family === 'IPv4' ? '.' : ':');
}

function numberOfIPv4(address: string): bigint {
  let value = 0n;
  for (const part of address.split('.')) value = value * 256n + BigInt(part);
  return value;
}

function numberOfIPv6(address: string): bigint {
  const [before, after] = address.split('::') as [string, string | undefined];
  const front = groupsOf(before);
  const back = after === undefined ? [] : groupsOf(after);
  const middle: bigint[] = [];
  while (front.length + middle.length + back.length < 8) middle.push(0n);
  let value = 0n;
  for (const group of [...front, ...middle, ...back]) value = value * 65536n + group;
  return value;
}

function groupsOf(part: string): readonly bigint[] {
  const groups: bigint[] = [];
  for (const group of part.split(':')) {
    if (group === '') continue;
    // The last 32 bits may be written as IPv4: ::ffff:10.0.0.1
    if (group.includes('.')) groups.push(numberOfIPv4(group) / 65536n, numberOfIPv4(group) % 65536n);
    else groups.push(BigInt(`0x${group}`));
  }
  return groups;
}
