// Blocks of addresses and ports as people write them: a few company networks again and again, some single hosts that
// nobody else names, now and then a very wide block.
import type { Peers } from './production-shape.ts';
import { type Random, random } from './random.ts';

const COMPANY_BLOCKS = 160;

/** The same for every seed: /16 to /26 of the private ranges that no pod or node has. */
const company: readonly string[] = (() => {
  const chance = random(7);
  return Array.from({ length: COMPANY_BLOCKS }, () => {
    const length = chance.pick([16, 20, 22, 24, 24, 24, 26]);
    return block(((chance.chance(0.5) ? 0x0a800000 : 0xc0a80000) | (chance.between(0, 0xffff) << 6)) >>> 0, length);
  });
})();

const wide = ['10.0.0.0/8', '10.128.0.0/9', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'];
const exceptions = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

export function blocks(count: number, chance: Random): readonly object[] {
  return Array.from({ length: count }, () => ({ ipBlock: ipBlock(chance) }));
}

function ipBlock(chance: Random): object {
  return chance.weighted<() => object>([
    [0.55, () => ({ cidr: chance.pick(company) })],
    [0.38, () => ({ cidr: block(0x0b000000 + chance.between(0, 0x70000000), chance.between(28, 32)) })],
    [0.05, () => ({ cidr: chance.pick(wide) })],
    [0.02, () => ({ cidr: '0.0.0.0/0', except: exceptions })],
  ])();
}

function block(address: number, length: number): string {
  const first = length === 0 ? 0 : (address & (0xffffffff << (32 - length))) >>> 0;
  return `${first >>> 24}.${(first >> 16) & 255}.${(first >> 8) & 255}.${first & 255}/${length}`;
}

const common = [
  443, 443, 443, 80, 8080, 8443, 5432, 3306, 1521, 6379, 9092, 9200, 27_017, 5671, 389, 636, 22, 25, 2049,
];

export function portsOf(wanted: number | 'range', kind: Peers['kind'], chance: Random): readonly object[] {
  if (wanted === 'range') {
    const port = chance.between(1024, 32_000);
    return [{ endPort: port + chance.between(1, 2000), port, protocol: 'TCP' }];
  }
  return Array.from({ length: wanted }, () => {
    if (kind === 'pods' && chance.chance(0.1)) return { port: chance.pick(['http', 'metrics']), protocol: 'TCP' };
    if (chance.chance(0.04)) return { port: chance.pick([53, 123, 514]), protocol: 'UDP' };
    const port = chance.chance(0.85) ? chance.pick(common) : chance.between(1024, 32_767);
    return { port, protocol: 'TCP' };
  });
}
