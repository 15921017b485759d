// Pod: its labels, ports, addresses, whether it has ended, and whether it is ready for traffic.

import { type AddressSet, noAddresses, singleAddress, unionAddresses } from '../../engine/sets/addresses.ts';
import { at, elements, type Field, fail, isMapping, show, text } from '../field.ts';
import type { PodObject } from '../snapshot.ts';
import { parseAddress } from './addresses.ts';
import { nameOf, namespaceOf, ownerOf } from './metadata.ts';
import { podSpec } from './pod-template.ts';

export function pod(root: Field): PodObject {
  const status = at(root, 'status');
  return {
    kind: 'Pod',
    namespace: namespaceOf(root),
    name: nameOf(root),
    ...podSpec(root),
    owner: ownerOf(root),
    addresses: addresses(status),
    phase: phaseOf(at(status, 'phase').raw),
    readiness: readinessOf(at(status, 'conditions').raw, at(at(root, 'metadata'), 'deletionTimestamp').raw),
    origin: root.reading.origin,
  };
}

/** podIPs has one address for each family, podIP the first of them (R64). */
function addresses(status: Field): AddressSet {
  const each = elements(at(status, 'podIPs')).map((entry) => at(entry, 'ip'));
  const first = at(status, 'podIP');
  const fields = each.some(({ raw }) => raw === first.raw) ? each : [first, ...each];
  return fields.map(address).reduce(unionAddresses, noAddresses);
}

function address(field: Field): AddressSet {
  const words = text(field);
  if (words === undefined || words === '') return noAddresses;
  const parsed = parseAddress(field, words);
  if (parsed !== undefined) return singleAddress(parsed);
  fail(field, 'bad-address', `${show(words)} is no IP address`);
  return noAddresses;
}

export function phaseOf(phase: unknown): PodObject['phase'] {
  return phase === 'Succeeded' || phase === 'Failed' ? 'finished' : 'running';
}

/** A pod without conditions was written by hand, and is taken to be ready (rule 20); a status in disorder refuses none. */
export function readinessOf(conditions: unknown, deleted: unknown): PodObject['readiness'] {
  for (const one of Array.isArray(conditions) ? (conditions as readonly unknown[]) : []) {
    if (!isMapping(one) || one.type !== 'Ready') continue;
    if (one.status !== 'True') return 'not-ready';
    break;
  }
  return deleted === undefined || deleted === null ? 'ready' : 'terminating';
}
