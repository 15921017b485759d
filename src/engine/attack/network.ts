// Network steps of an attacker who holds a pod: `reach-pod` (MS-TA9034) and `reach-internet`. A step
// counts only if the engine says that the flow is possible. Reaching a port exploits nothing by itself,
// so `reach-pod` is never more than possible; sending data out needs no weakness at the other end.

import { pairReach } from '../answer/reachable.ts';
import { standsForSeveral } from '../answer/units.ts';
import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { covering } from '../compile/rows.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { type AddressSet, disjoint, intersectAddresses, noAddresses } from '../sets/addresses.ts';
import { type Bitset, bitset, bitsOf, intersectBits } from '../sets/bitset.ts';
import { intersection, unionAll } from '../sets/intervals.ts';
import { noPorts, type PortSet, portRange } from '../sets/ports.ts';

/** What is open from a held pod: allowed ⊆ possible. */
export interface Opening {
  readonly allowed: PortSet;
  readonly possible: PortSet;
}

export type PortScope = 'every-port' | 'declared-ports';

/** Over the families that both have: an attacker picks the better one. */
export function opening(compiled: Compiled, from: Pod, to: Pod, scope: PortScope): Opening {
  if (from === to && !standsForSeveral(from)) return { allowed: noPorts, possible: noPorts };
  const ends: readonly [Endpoint, Endpoint] = [
    { kind: 'pod', pod: from },
    { kind: 'pod', pod: to },
  ];
  const open = compiled.families.map((family) => familyOpening(compiled, family, ends));
  const within = scope === 'every-port' ? undefined : declaredPorts(to);
  const narrow = (ports: PortSet) => (within === undefined ? ports : intersection(ports, within));
  return {
    allowed: narrow(unionAll(open.map(({ allowed }) => allowed))),
    possible: narrow(unionAll(open.map(({ possible }) => possible))),
  };
}

function familyOpening(compiled: Compiled, family: CompiledFamily, [from, to]: readonly [Endpoint, Endpoint]): Opening {
  const a = from.kind === 'pod' ? family.classes.ofPod.get(from.pod) : undefined;
  const b = to.kind === 'pod' ? family.classes.ofPod.get(to.pod) : undefined;
  if (a === undefined || b === undefined) return { allowed: noPorts, possible: noPorts };
  return opened(pairReach(compiled, family, a, b, from, to), compiled);
}

function opened(ids: ReachIds, { ports }: Compiled): Opening {
  return { allowed: ports.portSet(ids.allowed), possible: ports.portSet(ids.possible) };
}

export function declaredPorts({ declared }: Pod): PortSet {
  return unionAll(declared.map(({ protocol, port }) => portRange(protocol, port, port)));
}

export interface Outside extends Opening {
  /** The public addresses that some port is open to. */
  readonly addresses: AddressSet;
}

/** What of `internet` the pod can send to. */
export function outsideOpening({ families, ports }: Compiled, from: Pod, internet: AddressSet): Outside {
  const open = families.flatMap((family) => {
    const own = family.classes.ofPod.get(from);
    if (own === undefined) return [];
    const outside = publicClasses(family, internet);
    return covering(rowOf(family.egress, own), outside, ports.none).flatMap(({ peers, allowed, possible }) =>
      bitsOf(intersectBits(peers, outside)).map((each) => ({
        addresses: publicPart(family, each, internet),
        allowed: ports.portSet(allowed),
        possible: ports.portSet(possible),
      })),
    );
  });
  return {
    allowed: unionAll(open.map(({ allowed }) => allowed)),
    possible: unionAll(open.map(({ possible }) => possible)),
    addresses: {
      v4: unionAll(open.map(({ addresses }) => addresses.v4)),
      v6: unionAll(open.map(({ addresses }) => addresses.v6)),
    },
  };
}

function publicPart({ classes }: CompiledFamily, outside: number, internet: AddressSet): AddressSet {
  const { representative } = classes.list[outside]!;
  return representative.kind === 'pod' ? noAddresses : intersectAddresses(representative.addresses, internet);
}

/** Outside classes that have a part of it. */
export function publicClasses({ classes: { list, firstExternal } }: CompiledFamily, internet: AddressSet): Bitset {
  const found: number[] = [];
  for (let i = firstExternal; i < list.length; i++) {
    const { representative } = list[i]!;
    if (representative.kind === 'external' && !disjoint(representative.addresses, internet)) found.push(i);
  }
  return bitset(found);
}
