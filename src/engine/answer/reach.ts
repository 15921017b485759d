// What one end can open to another: the readable evaluator's answer about a set of ports, family by
// family. `possible` holds what is open beyond what is certain: allowed ⊆ possible.

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Endpoint } from '../model/cluster.ts';
import { type Direction, directions } from '../model/policy.ts';
import { type Family, hasFamily } from '../sets/addresses.ts';
import { intersection, unionAll } from '../sets/intervals.ts';
import type { PortSet } from '../sets/ports.ts';
import { explain, type Flow, type Trace } from './explain.ts';
import { decision, distinctReasons } from './verdict.ts';

export interface Reach {
  readonly allowed: PortSet;
  readonly possible: PortSet;
}

export interface Explained extends Reach {
  readonly family: Family;
  readonly traces: Readonly<Record<Direction, Trace>>;
  readonly because: readonly Reason[];
}

/** The families that both ends take part in. */
export function commonFamilies(cluster: Cluster, from: Endpoint, to: Endpoint): readonly Family[] {
  return cluster.families.filter((family) => takesPart(from, family) && takesPart(to, family));
}

export function takesPart(end: Endpoint, family: Family): boolean {
  return hasFamily(end.kind === 'pod' ? end.pod.addresses : end.addresses, family);
}

/** One answer for each family that both ends have. */
export function reach(
  cluster: Cluster,
  from: Endpoint,
  to: Endpoint,
  ports: PortSet,
  through: NonNullable<Flow['through']> = 'nothing',
): readonly Explained[] {
  return commonFamilies(cluster, from, to).map((family) => {
    const traces = explain(cluster, { from, to, family, ports, through });
    return { family, traces, ...bothSides(traces), because: reasonsOf(traces) };
  });
}

function bothSides({ egress, ingress }: Readonly<Record<Direction, Trace>>): Reach {
  return {
    allowed: intersection(portsThat(egress, ['yes']), portsThat(ingress, ['yes'])),
    possible: intersection(portsThat(egress, ['yes', 'unknown']), portsThat(ingress, ['yes', 'unknown'])),
  };
}

export function portsThat({ parts }: Trace, decisions: readonly string[]): PortSet {
  return unionAll(parts.filter(({ verdict }) => decisions.includes(decision(verdict))).map(({ ports }) => ports));
}

function reasonsOf(traces: Readonly<Record<Direction, Trace>>): readonly Reason[] {
  return distinctReasons(directions.flatMap((direction) => traces[direction].parts.flatMap(({ because }) => because)));
}
