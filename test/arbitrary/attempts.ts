// The attempts that are worth making in a cluster: every pair of ends and every boundary that its objects mention.
// They are read from the raw objects, not from a model: a differential test is blind to what an engine forgot to list.
import { addressText, everyAddress, familyOf, numberOf, rangeOf } from '../oracle/address.ts';
import { nodesOf, reportedAddresses } from '../oracle/nodes.ts';
import { type Assume, type Attempt, type End, type Family, oracle } from '../oracle/oracle.ts';
import { kindOf, nameOf, namespaceOf, own } from '../oracle/raw.ts';
import { PROTOCOLS } from './alphabet.ts';

/** Every attempt, in a fixed order: pairs of ends in every family in play, then raw addresses and nodes both ways. */
export function attempts(objects: readonly unknown[], assume: Assume = {}): readonly Attempt[] {
  return [...podAttempts(objects, assume), ...outsideAttempts(objects, assume), ...nodeAttempts(objects, assume)];
}

/** Every end to and from every Node of the input, in every family in play. */
export function nodeAttempts(objects: readonly unknown[], assume: Assume = {}): readonly Attempt[] {
  const { ends, families } = oracle(objects, assume);
  const ports = edgePorts(objects);
  const nodes = nodesOf(objects).map(nameOf);
  const made: Attempt[] = [];
  for (const pod of ends) {
    for (const node of nodes) {
      for (const family of families) {
        made.push(...onPorts(ports, { pod }, { node }, family), ...onPorts(ports, { node }, { pod }, family));
      }
    }
  }
  return made;
}

/** Every end, and an outsider, to every port of every Service, and to one that it lacks. */
export function serviceAttempts(objects: readonly unknown[], assume: Assume = {}): readonly Attempt[] {
  const { ends } = oracle(objects, assume);
  const sources: readonly End[] = [...ends.map((pod) => ({ pod })), { address: '198.51.100.7' }];
  const made: Attempt[] = [];
  for (const object of objects) {
    if (kindOf(object) !== 'v1 Service') continue;
    const service = `${namespaceOf(object)}/${nameOf(object)}`;
    const numbers = mentioned(own(object, 'spec', 'ports'), ['port']).map(Number);
    for (const from of sources) {
      for (const port of new Set([...numbers, 9])) {
        for (const protocol of PROTOCOLS) made.push({ from, to: { service }, protocol, port });
      }
    }
  }
  return made;
}

/** Every ordered pair of ends, an end with itself too, in every family in play. */
export function podAttempts(objects: readonly unknown[], assume: Assume = {}): readonly Attempt[] {
  const { ends, families } = oracle(objects, assume);
  const ports = edgePorts(objects);
  const made: Attempt[] = [];
  for (const from of ends) {
    for (const to of ends) {
      for (const family of families) made.push(...onPorts(ports, { pod: from }, { pod: to }, family));
    }
  }
  return made;
}

/** Every end to and from the addresses at the edges of every block, range and pod. */
export function outsideAttempts(objects: readonly unknown[], assume: Assume = {}): readonly Attempt[] {
  const ports = edgePorts(objects);
  const addresses = outsideAddresses(objects);
  const made: Attempt[] = [];
  for (const end of oracle(objects, assume).ends) {
    for (const address of addresses) {
      made.push(...onPorts(ports, { pod: end }, { address }, familyOf(address)));
      made.push(...onPorts(ports, { address }, { pod: end }, familyOf(address)));
    }
  }
  return made;
}

/** At most so many of these, evenly spread, so that a property needn't make them all. */
export function spread<T>(all: readonly T[], count: number): readonly T[] {
  // A step that is no whole number, so that it keeps no time with the lists of ports and protocols.
  const step = Math.max(1, all.length / (count + 0.5));
  const chosen: T[] = [];
  for (let at = 0; at < all.length; at += step) chosen.push(all[Math.floor(at)] as T);
  return chosen;
}

function onPorts(ports: readonly number[], from: End, to: End, family: Family): readonly Attempt[] {
  const made: Attempt[] = [];
  for (const protocol of PROTOCOLS) {
    for (const port of ports) made.push({ from, to, protocol, port, family });
  }
  return made;
}

/** Each number that is mentioned, the one before and the one after, and one that nobody mentions. */
function edgePorts(objects: readonly unknown[]): readonly number[] {
  const ports = new Set([9]);
  for (const port of mentioned(objects, ['port', 'endPort', 'containerPort', 'number', 'start', 'end'])) {
    if (typeof port !== 'number') continue;
    for (const near of [port - 1, port, port + 1]) if (near >= 1 && near <= 65535) ports.add(near);
  }
  return [...ports].sort((a, b) => a - b);
}

/** First, last, one before and one after of each block, except, pod range, pod and node; and a plain outsider. */
export function outsideAddresses(objects: readonly unknown[]): readonly string[] {
  const found = new Set(['198.51.100.7']);
  const cidrs = mentioned(objects, ['cidr', 'except', 'podCIDR', 'podCIDRs', 'networks']).map(String);
  const addresses = [
    ...mentioned(objects, ['podIP', 'ip']).map(String),
    ...nodesOf(objects).flatMap(reportedAddresses),
  ];
  for (const cidr of [...cidrs, ...addresses.map((address) => `${address}/${address.includes(':') ? 128 : 32}`)]) {
    const { family, first, last } = rangeOf(cidr);
    for (const near of [first - 1n, first, last, last + 1n]) {
      if (near >= 0n && near <= everyAddress(family).last) found.add(addressText(family, near));
    }
  }
  return [...found].sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : numberOf(a) > numberOf(b) ? 1 : a < b ? -1 : 1));
}

/** Every value under one of these keys, at any depth; lists are opened. */
function mentioned(value: unknown, keys: readonly string[]): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const found: unknown[] = [];
  for (const [key, under] of Object.entries(value)) {
    if (keys.includes(key) && !isObject(under)) found.push(...(Array.isArray(under) ? under : [under]));
    found.push(...mentioned(under, keys));
  }
  return found.filter((one) => one !== null);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
