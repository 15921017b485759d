// An address set as text: the minimal cover by CIDR blocks, IPv4 before IPv6, ascending.

import type { AddressSet } from './addresses.ts';
import { runs } from './intervals.ts';

export function cidrCover({ v4, v6 }: AddressSet): readonly string[] {
  return [
    ...[...runs(v4)].flatMap(([first, end]) => cover(BigInt(first), BigInt(end), 32, formatV4)),
    ...[...runs(v6)].flatMap(([first, end]) => cover(first, end, 128, formatV6)),
  ];
}

/** The largest aligned block that fits, again and again: that is the minimal cover. */
function cover(first: bigint, end: bigint, bits: number, format: (value: bigint) => string): readonly string[] {
  const blocks: string[] = [];
  for (let at = first; at < end; ) {
    let size = at === 0n ? 1n << BigInt(bits) : at & -at;
    while (at + size > end) size >>= 1n;
    blocks.push(`${format(at)}/${bits - (size.toString(2).length - 1)}`);
    at += size;
  }
  return blocks;
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

/** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
