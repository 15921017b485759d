// IPBlock: the addresses of `cidr` without those of every `except` of the same entry (R60).

import type { IpBlock } from '../../engine/model/policy.ts';
import { type Cidr, cidrAddresses, noAddresses, subtractAddresses, within } from '../../engine/sets/addresses.ts';
import { at, elements, type Field, isGiven, mapping, refuse, show, text } from '../field.ts';
import { parseCidr } from './addresses.ts';
import { knownFields } from './known-fields.ts';

export function ipBlock(field: Field): IpBlock {
  mapping(field);
  knownFields(field, 'IPBlock');
  const cidr = cidrOf(at(field, 'cidr'), 'bad-cidr');
  const excepts = elements(at(field, 'except')).map((except) => ({ except, block: cidrOf(except, 'bad-except') }));
  const written = { cidr: wordsOf(at(field, 'cidr')), except: excepts.map(({ except }) => wordsOf(except)) };
  // A block that cannot be read matches nothing: it never opens more than was meant.
  if (cidr === undefined || excepts.some(({ block }) => block === undefined)) {
    return { kind: 'ip-block', addresses: noAddresses, ...written };
  }
  let addresses = cidrAddresses(cidr);
  for (const { except, block } of excepts) {
    if (block === undefined) continue;
    checkExcept(except, cidr, block);
    addresses = subtractAddresses(addresses, cidrAddresses(block));
  }
  return { kind: 'ip-block', addresses, ...written };
}

function cidrOf(field: Field, code: 'bad-cidr' | 'bad-except'): Cidr | undefined {
  const words = text(field);
  if (words === undefined && isGiven(field)) return undefined;
  const cidr = words === undefined ? undefined : parseCidr(field, words);
  if (cidr !== undefined) return cidr;
  const example = 'a block such as `10.0.0.0/8` or `fd00::/8`';
  const message =
    words === undefined || words === ''
      ? `${code === 'bad-cidr' ? '`cidr`' : 'an exception'} is empty; it should be ${example}`
      : `${show(words)} should be ${example}${oneAddress(words)}`;
  refuse(field, code, message, 'the whole entry matches nothing');
  return undefined;
}

/** What is most often missing is the prefix length. */
function oneAddress(words: string): string {
  const like = words.length < 64 && /^[0-9a-fA-F:.]+$/.test(words);
  return like ? `; one address is \`${words}/${words.includes(':') ? 128 : 32}\`` : '';
}

/** Inside `cidr`, and strictly smaller (X7). */
export function isExcept(cidr: Cidr, except: Cidr): boolean {
  return within(cidrAddresses(except), cidrAddresses(cidr)) && except.prefix > cidr.prefix;
}

function checkExcept(field: Field, cidr: Cidr, except: Cidr): void {
  if (isExcept(cidr, except)) return;
  const message = `except ${show(field.raw)} should lie inside \`cidr\` and be smaller than it`;
  refuse(field, 'except-outside-cidr', message, 'taken away all the same');
}

function wordsOf({ raw }: Field): string {
  return typeof raw === 'string' ? raw : '';
}
