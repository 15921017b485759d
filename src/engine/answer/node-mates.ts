// Which pods share a node, or may: one whose node is not known may share any.

import type { Pod } from '../model/cluster.ts';

export interface NodeMates {
  /** Pods that count as their node. */
  readonly hosts: readonly Pod[];
  readonly near: (pod: Pod) => readonly Pod[];
  readonly hostsNear: (pod: Pod) => readonly Pod[];
}

export function nodeMates(pods: readonly Pod[], isHost: (pod: Pod) => boolean): NodeMates {
  const hosts = pods.filter(isHost);
  const [all, some] = [byNode(pods), byNode(hosts)];
  return {
    hosts,
    near: (pod) => (pod.node === 'unknown' ? pods : all(pod.node)),
    hostsNear: (pod) => (pod.node === 'unknown' ? hosts : some(pod.node)),
  };
}

function byNode(pods: readonly Pod[]): (node: string) => readonly Pod[] {
  const nodes = new Map<string, Pod[]>();
  for (const pod of pods) {
    const known = nodes.get(pod.node);
    if (known === undefined) nodes.set(pod.node, [pod]);
    else known.push(pod);
  }
  const unplaced = nodes.get('unknown') ?? [];
  return (node) => (unplaced.length === 0 ? (nodes.get(node) ?? []) : [...(nodes.get(node) ?? []), ...unplaced]);
}

export function mayShareNode(a: Pod, b: Pod): boolean {
  return a.node === b.node || a.node === 'unknown' || b.node === 'unknown';
}
