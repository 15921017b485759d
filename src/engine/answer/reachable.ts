// One pair in the compiled form: the row of each end, the cell of the other, and the own node's
// exemption laid over both (it binds pods by their node, which no class knows).

import type { ReachIds } from '../compile/answer-table.ts';
import { outsideClasses } from '../compile/classes.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { liftedTo, saidTo } from '../compile/direction-table.ts';
import type { PortTable } from '../compile/port-table.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import { ofFamily } from '../sets/addresses.ts';
import { everyPort } from '../sets/ports.ts';
import type { Flow } from './explain.ts';
import { exemption, notJudged, samePod } from './own-node.ts';
import { type Reach, reach } from './reach.ts';

/**
 * One answer for each family that both ends have. An outside end must lie in one class; a node whose address
 * may be anywhere does not, and is asked of the model.
 */
export function reachable(
  compiled: Compiled,
  from: Endpoint,
  to: Endpoint,
  through: NonNullable<Flow['through']> = 'nothing',
): readonly Reach[] {
  return compiled.families.flatMap((family): readonly Reach[] => {
    if (spread(family, from) || spread(family, to)) {
      return reach({ ...compiled.cluster, families: [family.family] }, from, to, everyPort, through);
    }
    const a = classOf(family, from);
    const b = classOf(family, to);
    if (a === undefined || b === undefined) return [];
    const both = pairReach(compiled, family, a, b, from, to, through);
    return [{ allowed: compiled.ports.portSet(both.allowed), possible: compiled.ports.portSet(both.possible) }];
  });
}

/** Whether a node's addresses lie in several classes. */
function spread({ family, classes }: CompiledFamily, end: Endpoint): boolean {
  if (end.kind === 'pod' || end.node === undefined) return false;
  return outsideClasses(classes, ofFamily(end.addresses, family)).length > 1;
}

export function classOf({ classes, family }: CompiledFamily, end: Endpoint): number | undefined {
  if (end.kind === 'pod') return classes.ofPod.get(end.pod);
  return outsideClasses(classes, ofFamily(end.addresses, family))[0];
}

/** `from` and `to` are members of the classes a and b. */
export function pairReach(
  compiled: Compiled,
  family: CompiledFamily,
  a: number,
  b: number,
  from: Endpoint,
  to: Endpoint,
  through: NonNullable<Flow['through']> = 'nothing',
): ReachIds {
  const { cluster, ports } = compiled;
  const every = { allowed: ports.every, possible: ports.every };
  if (from.kind === 'pod' && to.kind === 'pod' && samePod(from.pod, to.pod) && through === 'nothing') return every;
  const side = (direction: Direction, subject: Endpoint, own: number, other: Endpoint, peer: number): ReachIds => {
    if (subject.kind === 'external' || notJudged(subject.pod, other)) return every;
    const table = family[direction];
    const exempt = exemption(direction, subject.pod, other, cluster.assumptions).holds;
    if (exempt === 'no') return saidTo(table, own, peer);
    const lifted = liftedTo(table, own, peer);
    return exempt === 'yes' ? lifted : either(saidTo(table, own, peer), lifted, ports);
  };
  return bothSides(side('egress', from, a, to, b), side('ingress', to, b, from, a), ports);
}

/** What two classes have, whatever node their pods are on. */
export function classReach({ ports }: Pick<Compiled, 'ports'>, family: CompiledFamily, a: number, b: number): ReachIds {
  return bothSides(saidTo(family.egress, a, b), saidTo(family.ingress, b, a), ports);
}

export function bothSides(egress: ReachIds, ingress: ReachIds, ports: PortTable): ReachIds {
  return {
    allowed: ports.intersect(egress.allowed, ingress.allowed),
    possible: ports.intersect(egress.possible, ingress.possible),
  };
}

/** Open which of two holds: certain is what both allow, possible what either does. */
function either(x: ReachIds, y: ReachIds, ports: PortTable): ReachIds {
  return { allowed: ports.intersect(x.allowed, y.allowed), possible: ports.union(x.possible, y.possible) };
}

/** A host-network pod that counts as its node meets the pods of that node under no policy. */
export function countsAsNode(pod: Pod, { cluster }: Compiled): boolean {
  return pod.network === 'host' && cluster.assumptions['host-network-pods'] !== 'as-pods';
}
