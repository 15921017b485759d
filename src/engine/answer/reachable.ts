// One pair in the compiled form: the row of each end, the cell of the other, and the own node's
// exemption laid over both (it binds pods by their node, which no class knows).

import type { Compiled, CompiledFamily, DirectionTable } from '../compile/compile.ts';
import type { PortSetId, PortTable } from '../compile/port-table.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import { disjoint } from '../sets/addresses.ts';
import { hasBit } from '../sets/bitset.ts';
import { ownNode, samePod } from './own-node.ts';
import type { Reach } from './reach.ts';

/** Port sets by number, allowed ⊆ possible. */
export interface ReachIds {
  readonly allowed: PortSetId;
  readonly possible: PortSetId;
}

/** One answer for each family that both ends have; an outside end must lie in one class. */
export function reachable(compiled: Compiled, from: Endpoint, to: Endpoint): readonly Reach[] {
  return compiled.families.flatMap((family) => {
    const a = classOf(family, from);
    const b = classOf(family, to);
    if (a === undefined || b === undefined) return [];
    const both = pairReach(compiled, family, a, b, from, to);
    return [{ allowed: compiled.ports.portSet(both.allowed), possible: compiled.ports.portSet(both.possible) }];
  });
}

export function classOf({ classes }: CompiledFamily, end: Endpoint): number | undefined {
  if (end.kind === 'pod') return classes.ofPod.get(end.pod);
  const position = classes.list.findIndex(
    ({ representative }) => representative.kind === 'external' && !disjoint(representative.addresses, end.addresses),
  );
  return position < 0 ? undefined : position;
}

/** `from` and `to` are members of the classes a and b. */
export function pairReach(
  { cluster, ports }: Compiled,
  family: CompiledFamily,
  a: number,
  b: number,
  from: Endpoint,
  to: Endpoint,
): ReachIds {
  if (from.kind === 'pod' && to.kind === 'pod' && samePod(from.pod, to.pod)) {
    return { allowed: ports.every, possible: ports.every };
  }
  const side = (
    direction: Direction,
    table: DirectionTable,
    subject: Endpoint,
    own: number,
    other: Endpoint,
    peer: number,
  ) => {
    const judged = cellOf(table, own, peer, ports);
    return subject.kind === 'pod'
      ? exempted(judged, ownNode(direction, subject.pod, other, cluster.assumptions).holds, ports)
      : judged;
  };
  const egress = side('egress', family.egress, from, a, to, b);
  const ingress = side('ingress', family.ingress, to, b, from, a);
  return bothSides(egress, ingress, ports);
}

export function bothSides(egress: ReachIds, ingress: ReachIds, ports: PortTable): ReachIds {
  return {
    allowed: ports.intersect(egress.allowed, ingress.allowed),
    possible: ports.intersect(egress.possible, ingress.possible),
  };
}

function cellOf({ rowOf, rows }: DirectionTable, own: number, peer: number, ports: PortTable): ReachIds {
  const row = rows[rowOf[own] ?? 0];
  return row?.cells.find(({ peers }) => hasBit(peers, peer)) ?? { allowed: ports.none, possible: ports.none };
}

function exempted(judged: ReachIds, exempt: string, ports: PortTable): ReachIds {
  if (exempt === 'yes') return { allowed: ports.every, possible: ports.every };
  return exempt === 'unknown' ? { allowed: judged.allowed, possible: ports.every } : judged;
}

/** A host-network pod that counts as its node meets the pods of that node under no policy. */
export function countsAsNode(pod: Pod, { cluster }: Compiled): boolean {
  return pod.network === 'host' && cluster.assumptions['host-network-pods'] !== 'as-pods';
}
