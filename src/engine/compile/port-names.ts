// Port names are looked up on the destination: pods whose names mean the same ports are one group, and a few groups
// stand for all pods.

import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, bitset } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { lazy } from '../sets/lazy.ts';
import type { Classes } from './classes.ts';

/** Classes of pods whose port names mean the same. */
export interface PortHolders {
  readonly peers: Bitset;
  readonly representative: Endpoint;
  /** 'TCP/http', and by name alone 'any/http'. */
  readonly names: ReadonlySet<string>;
}

/** Found when first asked for. */
export function namedPortHolders(classes: Classes): () => readonly PortHolders[] {
  return lazy(() => found(classes));
}

function found({ list }: Classes): readonly PortHolders[] {
  const groups = new Map<string, { readonly representative: Endpoint; readonly members: number[] }>();
  list.forEach(({ representative }, i) => {
    if (representative.kind === 'external' || representative.pod.ports.length === 0) return;
    entry(groups, portNamesOf(representative), () => ({ representative, members: [] })).members.push(i);
  });
  return [...groups.values()].map(({ representative, members }) => {
    const ports = representative.kind === 'pod' ? representative.pod.ports : [];
    const names = ports.flatMap(({ protocol, name }) => [`${protocol}/${name}`, `any/${name}`]);
    return { peers: bitset(members), representative, names: new Set(names) };
  });
}

/** Equal for subjects on which every port name means the same. */
export function portNamesOf(subject: Endpoint): string {
  if (subject.kind === 'external') return '';
  const { ports, network } = subject.pod;
  return `${network} ${ports.map((p) => `${p.protocol}/${p.name}=${p.port}${p.container}`).join()}`;
}

/** Whether a direction's rules look up port names. */
export function namesPorts(policy: NetworkPolicy, direction: Direction): boolean {
  const rules = policy[direction];
  return rules !== 'open' && rules.some(({ ports }) => ports !== 'every-port' && ports.some(isNamed));
}

/** Whether what the policy says hangs on the subject: port names are looked up on the destination. */
export function looksUpPorts(policy: NetworkPolicy, direction: Direction): boolean {
  return direction === 'ingress' && namesPorts(policy, direction);
}

export function isNamed({ kind }: { readonly kind: 'range' | 'named' }): boolean {
  return kind === 'named';
}
