// Network steps of an attacker who holds a pod: `reach-pod` (MS-TA9034) and `reach-internet`. A step
// counts only if the engine says that the flow is possible. Reaching a port exploits nothing by itself,
// so `reach-pod` is never more than possible; sending data out needs no weakness at the other end.

import { pairReach } from '../answer/reachable.ts';
import { standsForSeveral } from '../answer/units.ts';
import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { type AddressSet, intersectAddresses, isEmpty, unionAddresses } from '../sets/addresses.ts';
import { intersection, union, unionAll } from '../sets/intervals.ts';
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

function declaredPorts({ declared }: Pod): PortSet {
  return unionAll(declared.map(({ protocol, port }) => portRange(protocol, port, port)));
}

export interface Outside extends Opening {
  /** The public addresses that some port is open to. */
  readonly addresses: AddressSet;
}

/** What of `internet` the pod can send to. */
export function outsideOpening(compiled: Compiled, from: Pod, internet: AddressSet): Outside {
  const source: Endpoint = { kind: 'pod', pod: from };
  let found: Outside = { allowed: noPorts, possible: noPorts, addresses: { v4: [], v6: [] } };
  for (const family of compiled.families) {
    const a = family.classes.ofPod.get(from);
    if (a === undefined) continue;
    for (let b = family.classes.firstExternal; b < family.classes.list.length; b++) {
      const target = family.classes.list[b]!.representative;
      if (target.kind === 'pod') continue;
      const addresses = intersectAddresses(target.addresses, internet);
      const open = opened(pairReach(compiled, family, a, b, source, target), compiled);
      if (isEmpty(addresses) || open.possible.length === 0) continue;
      found = {
        allowed: union(found.allowed, open.allowed),
        possible: union(found.possible, open.possible),
        addresses: unionAddresses(found.addresses, addresses),
      };
    }
  }
  return found;
}
