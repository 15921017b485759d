// The pods of a namespace: parted once for each list, since there are many policies, each of one namespace.

import type { Pod } from '../model/cluster.ts';

const parted = new WeakMap<readonly Pod[], ReadonlyMap<string, readonly Pod[]>>();

/** In the order of the list. */
export function podsOfNamespace(pods: readonly Pod[], namespace: string): readonly Pod[] {
  const known = parted.get(pods) ?? byNamespace(pods);
  parted.set(pods, known);
  return known.get(namespace) ?? [];
}

function byNamespace(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    const others = found.get(pod.namespace.name);
    if (others === undefined) found.set(pod.namespace.name, [pod]);
    else others.push(pod);
  }
  return found;
}
