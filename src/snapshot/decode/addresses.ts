// Addresses and CIDR blocks as text. ipaddr.js parses IPv6, behind a gate; of IPv4 it would accept
// `010.0.0.1` as octal, `10.0.0` and `0x0a.0.0.1`. What older API servers accepted (host bits,
// leading zeros, IPv4 written as IPv6) is normalised as they read it, with a warning (X6, R67).

import ipaddr from 'ipaddr.js';
import { type Address, type Cidr, cidrAddresses } from '../../engine/sets/addresses.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import { type Field, show, warn } from '../field.ts';

/** undefined where the text is no address; what is odd about it is warned of. */
export function parseAddress(field: Field, words: string): Address | undefined {
  if (!words.includes(':')) return parseV4(field, words);
  if (words.length > 64 || !/^[0-9a-fA-F:.]+$/.test(words) || !ipaddr.IPv6.isValid(words)) return undefined;
  const value = ipaddr.IPv6.parse(words)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family: 'IPv6', value };
}

/** By hand, since every pod has one: -1 unless it is four numbers up to 255 without leading zeros. */
export function plainV4(words: string): number {
  let value = 0;
  let byte = -1;
  let dots = 0;
  for (let i = 0; i < words.length; i++) {
    const c = words.charCodeAt(i);
    if (c === 46) {
      if (byte === -1) return -1;
      value = value * 256 + byte;
      byte = -1;
      dots++;
    } else {
      if (c < 48 || c > 57 || byte === 0) return -1;
      byte = byte === -1 ? c - 48 : byte * 10 + c - 48;
      if (byte > 255) return -1;
    }
  }
  return dots === 3 && byte !== -1 ? value * 256 + byte : -1;
}

function parseV4(field: Field, words: string): Address | undefined {
  const value = plainV4(words);
  return value === -1 ? oddV4(field, words) : { family: 'IPv4', value };
}

/** Leading zeros, which the form leaves room for, or no address at all. */
function oddV4(field: Field, words: string): Address | undefined {
  if (words.length > 64 || !/^\d+(\.\d+){3}$/.test(words)) return undefined;
  const bytes = words.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  const plain = bytes.join('.');
  if (plain !== words) {
    const message = `${show(words)} has leading zeros, which newer API servers refuse; read as decimal, \`${plain}\``;
    warn(field, 'cidr-leading-zeros', message);
  }
  return { family: 'IPv4', value: bytes.reduce((sum, byte) => sum * 256 + byte, 0) };
}

export function parseCidr(field: Field, words: string): Cidr | undefined {
  const slash = words.indexOf('/');
  const length = words.slice(slash + 1);
  if (slash === -1 || !/^\d{1,5}$/.test(length)) return undefined;
  const address = parseAddress(field, words.slice(0, slash));
  const bits = Number(length);
  if (address === undefined || bits > (address.family === 'IPv4' ? 32 : 128)) return undefined;
  const cidr = unmapped(field, words, { address, prefix: bits });
  const masked = network(cidr);
  if (masked.address.value !== cidr.address.value) {
    const message = `${show(words)} has bits set beyond its prefix length; read as \`${cidrText(masked)}\``;
    warn(field, 'cidr-host-bits', message);
  }
  return masked;
}

/** ::ffff:a.b.c.d/96+n is the IPv4 block a.b.c.d/n, as net.IPNet compares it. */
function unmapped(field: Field, words: string, cidr: Cidr): Cidr {
  if (cidr.address.family === 'IPv4' || cidr.address.value >> 32n !== 0xffffn || cidr.prefix < 96) return cidr;
  const value = Number(cidr.address.value & 0xffffffffn);
  const plain: Cidr = { address: { family: 'IPv4', value }, prefix: cidr.prefix - 96 };
  const message = `${show(words)} is IPv4 written as IPv6, which newer API servers refuse; read as \`${cidrText(plain)}\``;
  warn(field, 'cidr-ipv4-mapped', message);
  return plain;
}

function network(cidr: Cidr): Cidr {
  const { v4, v6 } = cidrAddresses(cidr);
  const [first4] = v4;
  if (first4 !== undefined) return { address: { family: 'IPv4', value: first4 }, prefix: cidr.prefix };
  const [first6] = v6;
  return first6 === undefined ? cidr : { address: { family: 'IPv6', value: first6 }, prefix: cidr.prefix };
}

/** The block in its normal form. */
export function cidrText(cidr: Cidr): string {
  return cidrCover(cidrAddresses(cidr)).join(' ');
}
