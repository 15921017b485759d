// A CIDR as written, as the first and last address it holds. Reading has refused malformed blocks; a
// text that still makes no sense here is 'unreadable', never an exception.

export interface CidrRange {
  readonly family: 'IPv4' | 'IPv6';
  readonly first: bigint;
  readonly last: bigint;
}

export function cidrRange(text: string): CidrRange | 'unreadable' {
  const match = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text.trim());
  const [, address = '', length = ''] = match ?? [];
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  const bits = family === 'IPv6' ? 128 : 32;
  const value = family === 'IPv6' ? v6(address) : v4(address);
  const prefix = Number(length);
  if (match === null || value === 'unreadable' || prefix > bits) return 'unreadable';
  const size = 1n << BigInt(bits - prefix);
  const first = (value / size) * size;
  return { family, first, last: first + size - 1n };
}

export function containsRange(outer: CidrRange, inner: CidrRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

function v4(text: string): bigint | 'unreadable' {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return 'unreadable';
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function v6(text: string): bigint | 'unreadable' {
  const halves = text.split('::');
  const [left, right] = halves.map(groups);
  if (left === undefined || halves.length > 2 || left === 'unreadable' || right === 'unreadable') return 'unreadable';
  if (right === undefined) return left.length === 8 ? join(left) : 'unreadable';
  const missing = 8 - left.length - right.length;
  return missing < 1 ? 'unreadable' : join([...left, ...Array.from({ length: missing }, () => 0n), ...right]);
}

/** The 16-bit groups of one side of `::`; the last four bytes may be written as IPv4 (RFC 4291, 2.2). */
function groups(text: string): readonly bigint[] | 'unreadable' {
  const out: bigint[] = [];
  for (const group of text === '' ? [] : text.split(':')) {
    if (group.includes('.')) {
      const value = v4(group);
      if (value === 'unreadable') return 'unreadable';
      out.push(value >> 16n, value & 0xffffn);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return 'unreadable';
      out.push(BigInt(`0x${group}`));
    }
  }
  return out;
}

function join(parts: readonly bigint[]): bigint {
  return parts.reduce((value, part) => (value << 16n) | part, 0n);
}
