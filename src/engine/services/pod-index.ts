// Pods by namespace and by address, so that ten thousand Services do not each walk all pods. A memo: it dies
// with the list of pods that it was made of.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { runs } from '../sets/intervals.ts';

export interface PodIndex {
  readonly inNamespace: ReadonlyMap<string, readonly Pod[]>;
  /** Pods of the pod network with an address of their own; a host-network pod has its node's. */
  readonly atAddress: ReadonlyMap<string, Pod>;
}

const indexes = new WeakMap<readonly Pod[], PodIndex>();

export function podIndex({ pods }: Cluster): PodIndex {
  const known = indexes.get(pods);
  if (known !== undefined) return known;
  const index = indexOf(pods);
  indexes.set(pods, index);
  return index;
}

function indexOf(pods: readonly Pod[]): PodIndex {
  const inNamespace = new Map<string, Pod[]>();
  const atAddress = new Map<string, Pod>();
  for (const pod of pods) {
    const among = inNamespace.get(pod.namespace.name);
    if (among === undefined) inNamespace.set(pod.namespace.name, [pod]);
    else among.push(pod);
    if (pod.network === 'host' || pod.addressing === 'unassigned') continue;
    for (const key of addressKeys(pod.addresses)) if (!atAddress.has(key)) atAddress.set(key, pod);
  }
  return { inNamespace, atAddress };
}

/** The first address of each run: given addresses stand alone, and so do a pod's but for neighbours. */
export function addressKeys({ v4, v6 }: AddressSet): readonly string[] {
  return [...[...runs(v4)].map(([first]) => `4 ${first}`), ...[...runs(v6)].map(([first]) => `6 ${first}`)];
}
