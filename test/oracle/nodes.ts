// Nodes: as ends of flows, and as what a `nodes` peer selects.
import { everyAddress, familyOf, type Range } from './address.ts';
import { compare, podWithin, pointAt } from './blocks.ts';
import type { Outside } from './ends.ts';
import { selects } from './labels.ts';
import { kindOf, list, nameOf, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { type Answer, type Assume, assumed, type Family } from './three.ts';

export function nodesOf(objects: readonly unknown[]): readonly unknown[] {
  return objects.filter((object) => kindOf(object) === 'v1 Node');
}

/** "status.addresses that are IPs": the others are host names. */
export function reportedAddresses(node: unknown): readonly string[] {
  return addressesOfType(node, () => true);
}

function addressesOfType(node: unknown, wanted: (type: string) => boolean): readonly string[] {
  const addresses: string[] = [];
  for (const entry of list(node, 'status', 'addresses')) {
    const address = text(entry, 'address');
    const isIP = address.includes(':') || /^[0-9]+(\.[0-9]+){3}$/.test(address);
    if (isIP && wanted(text(entry, 'type'))) addresses.push(address);
  }
  return addresses;
}

/** 005 rule 21, in one family; undefined where the node takes no part in it. */
export function nodeEnd(node: unknown, family: Family, role: 'source' | 'destination', assume: Assume): Outside {
  const all = reportedAddresses(node);
  const name = nameOf(node);
  const here = all.filter((address) => familyOf(address) === family);
  // "a node takes part in the families of its addresses"
  if (all.length > 0 && here.length === 0) return { node: name, ranges: [] };
  const internal = addressesOfType(node, (type) => type === 'InternalIP');
  // "its InternalIPs (other-node-source: internal-ip, default) or any address (unknown)"
  const source = assumed(assume, 'other-node-source') === 'unknown' ? [] : internal;
  const known = (role === 'source' ? source : all).filter((address) => familyOf(address) === family);
  // "without any: anywhere in the family"
  return { node: name, ranges: known.length === 0 ? [everyAddress(family)] : known.flatMap(pointAt) };
}

/** 005 rule 19, `nodes`: "the addresses of every Node that the selector selects". */
export function nodesPeerMatches(selector: unknown, { objects, other, family, assume }: Side): Answer {
  // "A pod of the pod network: no."
  if (!('ranges' in other) && !other.hostNetwork) return 'no';
  const nodes = nodesOf(objects);
  const selected = nodes.filter(
    (node) => selects(selector, { raw: own(node, 'metadata', 'labels'), mayHave: () => false }) === 'yes',
  );
  const ranges: readonly Range[] = selected.flatMap(reportedAddresses).flatMap(pointAt);
  const inside = 'ranges' in other ? compare(other.ranges, ranges) : podWithin(other, ranges, family, objects, assume);
  if (inside === 'yes') return 'yes';
  // "else, where the input has no Node at all or a selected Node has no address: unknown (no-match: no)"
  if (nodes.length === 0 || selected.some((node) => reportedAddresses(node).length === 0)) {
    return assumed(assume, 'missing-addresses') === 'no-match' ? 'no' : 'unknown';
  }
  return inside;
}
