// From the names in an attempt to the ends of the input.
import { familyOf } from './address.ts';
import { pointAt } from './blocks.ts';
import type { Outside, PodEnd } from './ends.ts';
import { nodeEnd, nodesOf } from './nodes.ts';
import { nameOf } from './raw.ts';
import type { Assume, End, Family } from './three.ts';

export interface Input {
  readonly objects: readonly unknown[];
  readonly pods: readonly PodEnd[];
  readonly inPlay: readonly Family[];
  readonly assume: Assume;
}

export function lookUp(
  end: End,
  role: 'source' | 'destination',
  family: Family,
  { objects, pods, assume }: Input,
): PodEnd | Outside {
  if ('address' in end) return { node: '', ranges: pointAt(end.address) };
  if ('service' in end) throw new Error(`a Service is no end of an attempt: ${end.service}`);
  if ('node' in end) return nodeEnd(nodeNamed(end.node, objects), family, role, assume);
  return podNamed(end.pod, pods);
}

/** "A pod with addresses takes part in the families of its addresses; one without in every family in play." So does a
 * node. */
export function takesPart(end: End, family: Family, input: Input): boolean {
  if ('address' in end) return familyOf(end.address) === family;
  if ('node' in end) {
    if (!input.inPlay.includes(family)) return false;
    const node = lookUp(end, 'destination', family, input);
    return 'ranges' in node && node.ranges.length > 0;
  }
  const { addresses } = lookUp(end, 'destination', family, input) as PodEnd;
  if (addresses.length === 0) return input.inPlay.includes(family);
  return addresses.some((address) => familyOf(address) === family);
}

function podNamed(name: string, pods: readonly PodEnd[]): PodEnd {
  const found = pods.find((pod) => pod.name === name);
  if (found === undefined) throw new Error(`no such end: ${name}`);
  return found;
}

export function nodeNamed(name: string, objects: readonly unknown[]): unknown {
  const found = nodesOf(objects).find((node) => nameOf(node) === name);
  if (found === undefined) throw new Error(`no such node: ${name}`);
  return found;
}
