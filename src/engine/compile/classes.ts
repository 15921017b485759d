// Endpoints that no selector, block or named port can tell apart share one answer to every question
// (but a pod to itself, and to the host-network pods of its own node). Classes are made for one
// family of addresses; a pod without an address stands wherever its range lies.

import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import type { LabelSet } from '../model/labels.ts';
import { type AddressSet, everyAddress, type Family, hasFamily, ofFamily } from '../sets/addresses.ts';
import { type Intervals, intersection, runs, union } from '../sets/intervals.ts';
import type { Relevance } from './relevance.ts';

export interface EndpointClass {
  readonly representative: Endpoint;
  /** [] for outside addresses. */
  readonly pods: readonly Pod[];
}

export interface Classes {
  readonly family: Family;
  /** Pods first, those of a namespace side by side; outside addresses last. */
  readonly list: readonly EndpointClass[];
  readonly ofPod: ReadonlyMap<Pod, number>;
  /** Where the outside classes begin. */
  readonly firstExternal: number;
}

export function classesOf(cluster: Cluster, family: Family, relevance: Relevance): Classes {
  const groups = new Map<string, Pod[]>();
  for (const pod of cluster.pods) {
    if (!hasFamily(pod.addresses, family)) continue;
    const key = podKey(pod, family, relevance);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  const list: EndpointClass[] = [];
  const ofPod = new Map<Pod, number>();
  for (const key of [...groups.keys()].sort()) {
    const pods = groups.get(key) ?? [];
    const [first] = pods;
    if (first === undefined) continue;
    for (const pod of pods) ofPod.set(pod, list.length);
    list.push({ representative: { kind: 'pod', pod: first }, pods });
  }
  const firstExternal = list.length;
  for (const addresses of externalGroups(family, relevance)) {
    list.push({ representative: { kind: 'external', addresses }, pods: [] });
  }
  return { family, list, ofPod, firstExternal };
}

function podKey(pod: Pod, family: Family, { labelKeys, portNames, blocks }: Relevance): string {
  const labels = labelKeys.map((key) => labelKey(key, pod.labels));
  const ports = portNames.map((name) =>
    pod.ports
      .filter((port) => `${port.protocol}/${port.name}` === name || `any/${port.name}` === name)
      .map((port) => `${port.port}${port.protocol}${port.container}`)
      .join('+'),
  );
  // The namespace leads, so that sorting keeps its classes together; U+0000 cannot occur in a name.
  return JSON.stringify([pod.namespace.name, labels, ports, pod.network, addressKey(pod, family, blocks)]);
}

function labelKey(key: string, { values, open }: LabelSet): string | 0 | 1 {
  const value = values.get(key);
  if (value !== undefined) return value;
  return open === 'every-other-key' || (open !== 'none' && open.has(key)) ? 1 : 0;
}

/** An assigned address counts by the blocks that hold it; an unassigned one by its whole range. */
function addressKey(pod: Pod, family: Family, blocks: Relevance['blocks']): string {
  const addresses = ofFamily(pod.addresses, family);
  if (pod.addressing === 'unassigned') return `range ${addresses.v4.join(',')}|${addresses.v6.join(',')}`;
  const inside: number[] = [];
  let index = 0;
  for (const block of blocks.values()) {
    if (overlaps(addresses, block)) inside.push(index);
    index++;
  }
  return inside.join(',');
}

function overlaps(a: AddressSet, b: AddressSet): boolean {
  return intersection(a.v4, b.v4).length > 0 || intersection(a.v6, b.v6).length > 0;
}

/** The addresses of a family, cut at every boundary of a block and gathered again by the blocks that hold them. */
export function externalGroups(family: Family, { blocks }: Relevance): readonly AddressSet[] {
  return family === 'IPv4'
    ? gather(
        everyAddress.v4,
        [...blocks.values()].map(({ v4 }) => v4),
      ).map((v4) => ({ v4, v6: [] }))
    : gather(
        everyAddress.v6,
        [...blocks.values()].map(({ v6 }) => v6),
      ).map((v6) => ({ v4: [], v6 }));
}

function gather<T extends number | bigint>(
  universe: Intervals<T>,
  blocks: readonly Intervals<T>[],
): readonly Intervals<T>[] {
  const cuts = [...new Set([...universe, ...blocks.flat()])].sort((a, b) => (a < b ? -1 : 1));
  const atoms = cuts.slice(0, -1).map((first, i) => ({ first, end: cuts[i + 1] ?? first, held: [] as number[] }));
  const position = new Map(cuts.map((cut, i) => [cut, i]));
  blocks.forEach((block, b) => {
    for (const [first, end] of runs(block)) {
      for (const atom of atoms.slice(position.get(first), position.get(end))) atom.held.push(b);
    }
  });
  const groups = new Map<string, Intervals<T>>();
  for (const { first, end, held } of atoms) {
    const key = held.join(',');
    groups.set(key, union(groups.get(key) ?? [], [first, end]));
  }
  return [...groups.values()];
}
