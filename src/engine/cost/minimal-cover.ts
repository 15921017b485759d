// How many power-of-two blocks a range takes. Dataplanes that match by prefix alone pay one entry for
// each block, so a port range or an except can cost many times what it looks like.

import type { AddressSet } from '../sets/addresses.ts';
import { cidrCover } from '../sets/cidrs.ts';

/** The ports `value` to `value + 2^(16 - length) - 1`: the first `length` bits are compared. */
export interface PortPrefix {
  readonly value: number;
  readonly length: number;
}

const portBits = 16;

/** w(first, last): the fewest prefixes that hold exactly the ports from `first` to `last`, both included. */
export function portCover(first: number, last: number): readonly PortPrefix[] {
  const prefixes: PortPrefix[] = [];
  for (let at = first; at <= last; ) {
    let bits = 0;
    while (bits < portBits && at % 2 ** (bits + 1) === 0 && at + 2 ** (bits + 1) - 1 <= last) bits++;
    prefixes.push({ value: at, length: portBits - bits });
    at += 2 ** bits;
  }
  return prefixes;
}

/** x(c, E): the CIDR blocks that hold exactly the block `c` without its excepts `E`. */
export function blockPieces(addresses: AddressSet): readonly string[] {
  return cidrCover(addresses);
}
