// Pod: its labels, ports, addresses, whether it has ended, and whether it is ready for traffic.

import { type AddressSet, noAddresses, singleAddress, unionAddresses } from '../../engine/sets/addresses.ts';
import { at, elements, type Field, fail, isGiven, isMapping, show, text } from '../field.ts';
import type { PodObject } from '../snapshot.ts';
import { parseAddress } from './addresses.ts';
import { nameOf, namespaceOf, ownerOf } from './metadata.ts';
import { podSpec } from './pod-template.ts';

export function pod(root: Field): PodObject {
  const status = at(root, 'status');
  const phase = at(status, 'phase').raw;
  return {
    kind: 'Pod',
    namespace: namespaceOf(root),
    name: nameOf(root),
    ...podSpec(root),
    owner: ownerOf(root),
    addresses: addresses(status),
    phase: phase === 'Succeeded' || phase === 'Failed' ? 'finished' : 'running',
    readiness: readiness(root),
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

/** A pod without conditions was written by hand, and is taken to be ready (rule 20). */
function readiness(root: Field): PodObject['readiness'] {
  const { raw } = at(at(root, 'status'), 'conditions');
  const conditions: readonly unknown[] = Array.isArray(raw) ? raw : []; // a status in disorder refuses no pod
  const ready = conditions.filter(isMapping).find(({ type }) => type === 'Ready');
  const serves = ready === undefined || ready.status === 'True';
  if (!serves) return 'not-ready';
  return isGiven(at(at(root, 'metadata'), 'deletionTimestamp')) ? 'terminating' : 'ready';
}
