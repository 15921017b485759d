// Where pods count as their node, no class says what passes between them and the other pods of that node. Such pairs are
// looked at by themselves, node by node, and what classes say of them is left aside.

import { mayShareNode } from '../answer/node-mates.ts';
import { pairReach } from '../answer/reachable.ts';
import type { Endpoint } from '../model/cluster.ts';
import { entry } from '../sets/entry.ts';
import type { Alike, Crowd } from './alike.ts';
import { nobody } from './first-senders.ts';

/** `atFirst`: what classes alone say; and where the first sender stands that truly reaches the group. */
export type NodeRing = (group: Alike, atFirst: number) => number;

export function nodeRing(
  crowd: Crowd,
  ring: readonly Alike[],
  tests: readonly ((sender: number, target: number) => boolean)[],
): NodeRing {
  if (!crowd.hasHosts) return (_, atFirst) => atFirst;
  const [all, hosts] = [byNode(ring, () => true), byNode(ring, ({ host }) => host)];
  const opens = (from: Alike, to: Alike) =>
    from.classes.some((sender, i) => sender >= 0 && to.targets[i]! >= 0 && tests[i]!(sender, to.targets[i]!));

  return (group, atFirst) => {
    const near = (group.host ? all : hosts)(nodeOf(group));
    const isNear = (sender: Alike) => (sender.host || group.host) && mayShareNode(sender.pods[0]!, group.pods[0]!);
    let first = atFirst;
    if (first !== nobody && isNear(ring[first]!)) {
      const next = ring.findIndex((sender, at) => at > first && !isNear(sender) && opens(sender, group));
      first = next < 0 ? nobody : next;
    }
    for (const at of near) if (at < first && nearOpens(crowd, ring[at]!, group)) first = at;
    return first;
  };
}

/** For classes and a node that are known or not, the answer is the same. */
function nearOpens({ compiled, nearAnswers }: Crowd, from: Alike, to: Alike): boolean {
  const { ports, families } = compiled;
  const [source] = from.pods;
  const target = to.pods.find((pod) => pod !== source); // what is not held yet of a group that a walk starts from
  if (source === undefined || target === undefined) return false;
  const ends: readonly [Endpoint, Endpoint] = [
    { kind: 'pod', pod: source },
    { kind: 'pod', pod: target },
  ];
  const sure = nodeOf(from) === nodeOf(to) && nodeOf(from) !== 'unknown';
  return families.some((family, i) => {
    const [a, b] = [from.classes[i]!, to.classes[i]!];
    if (a < 0 || b < 0) return false;
    const key = (a * family.classes.list.length + b) * 2 + (sure ? 1 : 0);
    const possible = entry(nearAnswers[i]!, key, () => pairReach(compiled, family, a, b, ...ends).possible);
    return ports.intersect(possible, to.ports) !== ports.none;
  });
}

function nodeOf({ pods }: Alike): string {
  return pods[0]!.node;
}

/** Where they stand in the ring: those on a node, and those that may be on any. */
function byNode(ring: readonly Alike[], wanted: (group: Alike) => boolean): (node: string) => readonly number[] {
  const nodes = new Map<string, number[]>();
  const every: number[] = [];
  ring.forEach((group, at) => {
    if (!wanted(group)) return;
    every.push(at);
    const known = nodes.get(nodeOf(group));
    if (known === undefined) nodes.set(nodeOf(group), [at]);
    else known.push(at);
  });
  const anywhere = nodes.get('unknown') ?? [];
  return (node) => (node === 'unknown' ? every : [...(nodes.get(node) ?? []), ...anywhere]);
}
