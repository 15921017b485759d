// Selectors and rules that are legal, and made to cost as much as they can.
import { clusterNetworkPolicy, type Policy } from './objects.ts';
import type { Random } from './random.ts';
import type { Workload } from './workload.ts';

const BLOCKS_A_RULE = 25;
const RANGES_A_RULE = 20;
const ADMIN_POLICIES = 10;
const RULES_A_DIRECTION = 10;

export interface HostileRule {
  readonly peers: readonly object[];
  readonly ports: readonly object[];
}

/** Wide: nearly every pod of the namespace, in words that share little with the last policy's. */
export function hostileSelector(index: number, workloads: readonly Workload[], chance: Random): object {
  switch (index % 4) {
    case 0:
      return {};
    case 1:
      return notIn('shard', shards(10, chance));
    case 2:
      return {
        matchExpressions: [
          { key: 'job-name', operator: 'Exists' },
          ...notIn('run-id', runs(5, workloads, chance)).matchExpressions,
        ],
      };
    default:
      return notIn('job-name', names(10, workloads, chance));
  }
}

export function hostileRule(index: number, workloads: readonly Workload[], chance: Random): HostileRule {
  switch (index % 4) {
    case 0:
      return { peers: Array.from({ length: BLOCKS_A_RULE }, () => ({ ipBlock: nestedBlock(chance) })), ports: [] };
    case 1:
      return { peers: [{ namespaceSelector: {}, podSelector: {} }], ports: ranges(chance) };
    case 2:
      return {
        peers: [{ namespaceSelector: {}, podSelector: notIn('run-id', runs(12, workloads, chance)) }],
        ports: ranges(chance),
      };
    default:
      return {
        peers: [
          {
            namespaceSelector: notIn('cell', [`${chance.between(0, 6)}`]),
            podSelector: notIn('shard', shards(20, chance)),
          },
          { namespaceSelector: {}, podSelector: isIn('job-name', names(30, workloads, chance)) },
          {
            namespaceSelector: {
              matchExpressions: [{ key: `only-${chance.between(0, 99)}`, operator: 'DoesNotExist' }],
            },
          },
        ],
        ports: ranges(chance).slice(0, 5),
      };
  }
}

/** Both tiers over every pod: no rule is out of play anywhere. */
export function* hostileTiers(workloads: readonly Workload[], chance: Random): Generator<Policy> {
  for (let index = 0; index < ADMIN_POLICIES; index++) {
    const podSelector = notIn('shard', shards(3, chance));
    const subject = index % 2 === 0 ? { namespaces: {} } : { pods: { namespaceSelector: {}, podSelector } };
    const spec = { ...rules(workloads, chance), priority: index, subject, tier: 'Admin' };
    yield clusterNetworkPolicy(`admin-${index}`, spec, chance);
  }
  const spec = { ...rules(workloads, chance), priority: 0, subject: { namespaces: {} }, tier: 'Baseline' };
  yield clusterNetworkPolicy('baseline', spec, chance);
}

function rules(workloads: readonly Workload[], chance: Random): object {
  const list = (peers: 'from' | 'to') =>
    Array.from({ length: RULES_A_DIRECTION }, (_, index) => ({
      action: chance.pick(['Accept', 'Deny', 'Pass']),
      [peers]: [
        peers === 'to' && index % 3 === 0
          ? { networks: networks(chance) }
          : { pods: hostilePods(index, workloads, chance) },
      ],
      protocols: Array.from({ length: 5 }, () => ({ tcp: { destinationPort: { range: range(chance) } } })),
    }));
  return { egress: list('to'), ingress: list('from') };
}

function hostilePods(index: number, workloads: readonly Workload[], chance: Random): object {
  return { namespaceSelector: {}, podSelector: hostileSelector(index, workloads, chance) };
}

function networks(chance: Random): readonly string[] {
  const drawn = Array.from({ length: BLOCKS_A_RULE }, () =>
    block(0x0b000000 + chance.between(0, 0x3fffffff), chance.between(8, 32)),
  );
  return [...new Set(drawn)]; // the API takes none twice
}

/** Blocks lie inside each other, with up to four exceptions inside each. */
function nestedBlock(chance: Random): object {
  const length = chance.between(8, 28);
  const inside = chance.between(0, 0x3fffffff);
  const address = 0x0b000000 + inside;
  const except = Array.from({ length: chance.between(1, 4) }, () => {
    const deeper = chance.between(length + 1, 32);
    return block(first(address, length) + Math.floor(chance.next() * 2 ** (32 - length)), deeper);
  });
  return { cidr: block(address, length), except: [...new Set(except)] };
}

function first(address: number, length: number): number {
  return (address & (0xffffffff << (32 - length))) >>> 0;
}

function block(address: number, length: number): string {
  const from = first(address, length);
  return `${from >>> 24}.${(from >> 16) & 255}.${(from >> 8) & 255}.${from & 255}/${length}`;
}

function ranges(chance: Random): readonly object[] {
  return Array.from({ length: RANGES_A_RULE }, () => {
    const { start, end } = range(chance);
    return { endPort: end, port: start, protocol: chance.pick(['TCP', 'TCP', 'UDP', 'SCTP']) };
  });
}

function range(chance: Random): { readonly start: number; readonly end: number } {
  const start = chance.between(1, 60_000);
  return { start, end: start + chance.between(1, 5000) };
}

function notIn(key: string, values: readonly string[]) {
  return { matchExpressions: [{ key, operator: 'NotIn', values }] };
}

function isIn(key: string, values: readonly string[]): object {
  return { matchExpressions: [{ key, operator: 'In', values }] };
}

function shards(count: number, chance: Random): readonly string[] {
  return Array.from({ length: count }, () => `${chance.between(0, 499)}`);
}

function names(count: number, workloads: readonly Workload[], chance: Random): readonly string[] {
  return Array.from({ length: count }, () => chance.pick(workloads).name);
}

function runs(count: number, workloads: readonly Workload[], chance: Random): readonly string[] {
  return Array.from({ length: count }, () => chance.pick(workloads).labels['run-id'] ?? 'none');
}
