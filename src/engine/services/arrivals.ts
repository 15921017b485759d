// What arrives at a pod from outside without a proxy of the input: judged as its client, as a node, or as
// either, where something on the way may rewrite the source (005, rewritten sources; F2).

import { nodeAsSource } from '../answer/node-ends.ts';
import { type Reach, reach } from '../answer/reach.ts';
import { reachable } from '../answer/reachable.ts';
import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import {
  type AddressSet,
  everyAddress,
  type Family,
  intersectAddresses,
  isEmpty,
  ofFamily,
} from '../sets/addresses.ts';
import { equal, intersection, union } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import type { Pairs } from './pairs.ts';

/** Outside addresses with one answer, on the asked ports. */
export interface Arrival extends Reach {
  readonly addresses: AddressSet;
  readonly because: readonly Reason[];
}

export interface Way {
  readonly sources: 'anyone' | AddressSet;
  /** 'none', or why the source may be another by the time that it arrives. */
  readonly rewritten: 'none' | string;
}

export function arrivals(compiled: Compiled, pairs: Pairs, to: Pod, ports: PortSet, way: Way): readonly Arrival[] {
  const clients = pairs.fromOutside(to).flatMap((from) => {
    const addresses = way.sources === 'anyone' ? from.addresses : intersectAddresses(from.addresses, way.sources);
    if (isEmpty(addresses)) return [];
    return [{ ...from, addresses, ...within(from, ports) }];
  });
  if (way.rewritten === 'none') return clients;
  const reading = compiled.cluster.assumptions['rewritten-sources'];
  // Where everyone is let in, it is all the same from where they seem to come.
  if (reading === 'as-client' && clients.every(({ allowed }) => equal(allowed, ports))) return clients;
  const reason: Reason = { flag: 'F2', key: 'rewritten-sources', why: `${way.rewritten}${readings[reading]}` };
  const nodes = new Map<Family, Reach>();
  const asNode = (family: Family): Reach => {
    const known = nodes.get(family) ?? anyNode(compiled, family, to, ports);
    nodes.set(family, known);
    return known;
  };
  return clients.map((client) => {
    const because = [...client.because, reason];
    if (reading === 'as-client') return { ...client, because };
    const node = asNode(client.family);
    return { ...client, ...(reading === 'as-node' ? node : either([client, node])), because };
  });
}

const readings = {
  'as-client': ': it is judged as its client',
  'as-node': ': it is judged as coming from any node',
  unknown: ': whether as its client or a node is not known',
} as const;

/** Which node it enters by is open: certain is what all nodes may, possible what any may. */
function anyNode(compiled: Compiled, family: Family, to: Pod, ports: PortSet): Reach {
  const { cluster } = compiled;
  const one: Compiled = { ...compiled, families: compiled.families.filter((each) => each.family === family) };
  const answers = cluster.nodes.flatMap((node) =>
    reachable(one, nodeAsSource(node, cluster), { kind: 'pod', pod: to }),
  );
  if (answers.length > 0) return within(either(answers), ports);
  // No Node in the input: it may be anywhere, and the pod's own.
  const anywhere = { kind: 'external', addresses: ofFamily(everyAddress, family) } as const;
  const [known] = reach({ ...cluster, families: [family] }, anywhere, { kind: 'pod', pod: to }, ports);
  return { allowed: known?.allowed ?? noPorts, possible: ports };
}

export function either([first, ...others]: readonly Reach[]): Reach {
  if (first === undefined) return { allowed: noPorts, possible: noPorts };
  return others.reduce<Reach>(
    (a, b) => ({ allowed: intersection(a.allowed, b.allowed), possible: union(a.possible, b.possible) }),
    first,
  );
}

export function within({ allowed, possible }: Reach, ports: PortSet): Reach {
  return { allowed: intersection(allowed, ports), possible: intersection(possible, ports) };
}
