// `networks` and `domainNames` of an egress peer, as their schemas check them (X27, X30). Host bits pass in
// silence there; leading zeros and IPv4 written as IPv6 do not.

import type { DomainNames, Networks } from '../../engine/model/policy.ts';
import { type Cidr, cidrAddresses, noAddresses, unionAddresses } from '../../engine/sets/addresses.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { elements, type Field, refuse, show, text } from '../field.ts';
import { parseAddress, parseCidr } from './addresses.ts';
import { checkCount } from './counts.ts';
import { type Entry, entry, refused, unread } from './only-field.ts';

const most = 25;
const longestNetwork = 43;

export function networks(field: Field): Entry<Networks> {
  const items = elements(field);
  if (!checkCount(field, items.length, most)) return unread(field, 'is empty');
  checkUnique(items);
  const blocks = items.map(block);
  if (blocks.some((one) => one === undefined)) return unread(field, 'has a block that cannot be read');
  return entry<Networks>({
    kind: 'networks',
    addresses: blocks.map((one) => (one === undefined ? noAddresses : cidrAddresses(one))).reduce(unionAddresses),
    cidrs: items.map(({ raw }) => String(raw)),
  });
}

function block(field: Field): Cidr | undefined {
  const words = text(field);
  if (words !== undefined && words.length <= longestNetwork) {
    const cidr = parseCidr(asCel(field), words);
    if (cidr !== undefined && !/\/0\d/.test(words)) {
      if (isMapped(field, words)) refuse(field, 'cidr-ipv4-mapped', mapped(words), 'taken as IPv4');
      return cidr;
    }
  }
  const message = `${show(field.raw)} should be a block such as \`10.0.0.0/8\` or \`fd00::/8\`, at most ${longestNetwork} characters`;
  refuse(field, 'bad-cidr', message, 'the rule fails closed');
  return undefined;
}

/** isCIDR of CEL is netip.ParsePrefix: stricter than NetworkPolicy's parser, but silent about host bits. */
function asCel(field: Field): Field {
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.code === 'cidr-host-bits' || diagnostic.code === 'cidr-ipv4-mapped') return;
    const isRefused = diagnostic.code === 'cidr-leading-zeros' && field.reading.mode === 'strict';
    field.reading.report({ ...diagnostic, severity: isRefused ? 'error' : diagnostic.severity });
  };
  return { ...field, reading: { ...field.reading, report } };
}

function isMapped(field: Field, words: string): boolean {
  const silent = { ...field, reading: { ...field.reading, report: () => undefined } };
  const address = parseAddress(silent, words.slice(0, words.indexOf('/')));
  return address?.family === 'IPv6' && address.value >> 32n === 0xffffn;
}

function mapped(words: string): string {
  return `${show(words)} is IPv4 written as IPv6, which the API refuses; write the IPv4 block`;
}

function checkUnique(items: readonly Field[]): void {
  const seen = new Set<unknown>();
  for (const item of items) {
    if (seen.has(item.raw)) refuse(item, 'not-unique', `${show(item.raw)} stands in the list twice`, 'taken once');
    seen.add(item.raw);
  }
}

/** `A-z` is upstream's slip: [ \ ] ^ _ and a backtick pass too (X30). */
const domainName = /^(\*\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;
/** DNS has no longer names, and the pattern never runs over hostile text. */
const longestDomainName = 255;

export function domainNames(field: Field): Entry<DomainNames> {
  const items = elements(field);
  if (!checkCount(field, items.length, most)) return unread(field, 'is empty');
  checkUnique(items);
  const names = items.map((item) => text(item) ?? '');
  const wrong = items.find((_, i) => !isDomainName(names[i] ?? ''));
  if (wrong === undefined) return entry<DomainNames>({ kind: 'domain-names', names });
  const message = `domain name ${show(wrong.raw)} should be a name such as \`example.com\` or \`*.example.com\``;
  return refused(wrong, 'bad-domain-name', message, 'is no domain name');
}

function isDomainName(name: string): boolean {
  return name.length <= longestDomainName && domainName.test(name);
}
