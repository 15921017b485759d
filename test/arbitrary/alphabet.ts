// The few names, numbers and addresses that generated clusters are made of. Small alphabets collide, and collisions
// find mistakes: the addresses are the first, last and neighbouring ones of the blocks, the ports those of the ranges.
import fc from 'fast-check';

export const NAMESPACES = ['x', 'y', 'z'] as const;
/** Most things are in one namespace, or they would seldom meet. */
export const CROWDED = ['x', 'x', 'y', 'y', 'z'] as const;
export const KEYS = ['app', 'tier'] as const;
export const VALUES = ['a', 'b'] as const;
/** Keys that some controller adds, which a template may also set. */
export const ADDED = ['pod-template-hash', 'controller-revision-hash', 'batch.kubernetes.io/job-name'] as const;
export const PORTS = [53, 80, 81, 443] as const;
export const PORT_NAMES = ['http', 'dns'] as const;
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

export const POD_IPV4 = [
  '10.0.0.0',
  '10.0.0.1',
  '10.0.0.3',
  '10.0.0.4',
  '10.0.0.127',
  '10.0.0.128',
  '10.0.0.255',
  '10.0.1.0',
];
export const POD_IPV6 = ['fd00::', 'fd00::1', 'fd00::3', 'fd00::4', 'fd00::ff', 'fd00::100', 'fd00::1:0', 'fd00::7'];
export const NODES = [
  { name: 'n1', address: '192.168.0.1', others: ['203.0.113.9', 'fd00:1::1'], podCIDRs: ['10.0.0.0/25', 'fd00::/120'] },
  { name: 'n2', address: '192.168.0.2', others: ['203.0.113.128', 'fd00:1::2'], podCIDRs: ['10.0.0.128/25'] },
] as const;
/** Two of the cluster-wide kinds may share a name, and do. */
export const POLICY_NAMES = ['a', 'b', 'c'] as const;
export const PRIORITIES = [0, 1, 1, 1, 1000] as const;
export const BLOCKS = [
  { cidr: '0.0.0.0/0', excepts: ['10.0.0.0/24', '10.0.0.0/25', '203.0.113.0/24', '0.0.0.0/1'] },
  { cidr: '10.0.0.0/24', excepts: ['10.0.0.0/25', '10.0.0.128/25', '10.0.0.0/30', '10.0.0.255/32'] },
  { cidr: '10.0.0.0/25', excepts: ['10.0.0.0/30', '10.0.0.127/32'] },
  { cidr: '10.0.0.4/30', excepts: ['10.0.0.4/32'] },
  { cidr: '192.168.0.0/24', excepts: ['192.168.0.1/32'] },
  { cidr: '203.0.113.0/24', excepts: ['203.0.113.128/25'] },
  { cidr: '::/0', excepts: ['fd00::/120', '8000::/1'] },
  { cidr: 'fd00::/120', excepts: ['fd00::/126', 'fd00::ff/128'] },
  { cidr: 'fd00::4/128', excepts: [] },
] as const;

/** A value that is left out, null, or there: three things that a decoder may confuse. */
export function perhaps<T>(there: fc.Arbitrary<T>, weight = 4): fc.Arbitrary<T | null | undefined> {
  return fc.oneof(
    { weight, arbitrary: there },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** One of these, each as often as its number says. */
export function weighted<T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** The object without its undefined fields, as a parser would have given it. */
export function raw(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
