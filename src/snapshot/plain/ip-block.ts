// IP blocks that are plainly right. Blocks without exceptions that are written alike are one value.

import type { IpBlock } from '../../engine/model/policy.ts';
import { cidrAddresses, subtractAddresses } from '../../engine/sets/addresses.ts';
import { isExcept } from '../decode/ip-block.ts';
import { plainCidr } from './addresses.ts';
import { fieldsOf, isLeftOut } from './plain.ts';

const isBlock = fieldsOf('IPBlock');

export function plainBlocks(): (raw: unknown) => IpBlock | 'check' {
  const whole = new Map<string, IpBlock>();
  return (raw) => {
    if (!isBlock(raw)) return 'check';
    const { cidr, except } = raw;
    if (typeof cidr !== 'string') return 'check';
    if (!isLeftOut(except) && !(Array.isArray(except) && except.length === 0)) return withExcepts(cidr, except);
    const known = whole.get(cidr);
    if (known !== undefined) return known;
    const parsed = plainCidr(cidr);
    if (parsed === undefined) return 'check';
    const block: IpBlock = { kind: 'ip-block', addresses: cidrAddresses(parsed), cidr, except: [] };
    whole.set(cidr, block);
    return block;
  };
}

function withExcepts(words: string, raw: unknown): IpBlock | 'check' {
  const cidr = plainCidr(words);
  if (cidr === undefined || !Array.isArray(raw)) return 'check';
  let addresses = cidrAddresses(cidr);
  const except: string[] = [];
  for (const one of raw as readonly unknown[]) {
    const block = typeof one === 'string' ? plainCidr(one) : undefined;
    if (typeof one !== 'string' || block === undefined || !isExcept(cidr, block)) return 'check';
    addresses = subtractAddresses(addresses, cidrAddresses(block));
    except.push(one);
  }
  return { kind: 'ip-block', addresses, cidr: words, except };
}
