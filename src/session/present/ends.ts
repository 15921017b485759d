// Ends and ports as plain data.

import type { Unit } from '../../engine/answer/units.ts';
import type { Endpoint, Pod, Workload } from '../../engine/model/cluster.ts';
import type { NetworkPolicy } from '../../engine/model/policy.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import { equal } from '../../engine/sets/intervals.ts';
import { everyPort, type PortSet, portRanges } from '../../engine/sets/ports.ts';
import type { EndpointView, ObjectView, PortsView } from '../answers.ts';

export function podView({ kind, namespace, name }: Pod): ObjectView {
  return { kind, namespace: namespace.name, name };
}

export function workloadView({ kind, namespace, name }: Workload): ObjectView {
  return { kind, namespace, name };
}

export function policyView({ kind, namespace, name }: NetworkPolicy): ObjectView {
  return { kind, namespace, name };
}

export function unitView(unit: Unit): EndpointView {
  switch (unit.kind) {
    case 'pod':
      return podView(unit.pod);
    case 'workload':
      return workloadView(unit.workload);
    case 'namespace':
      return { kind: 'Namespace', name: unit.name };
    case 'external':
      return { kind: 'IPBlock', cidrs: cidrCover(unit.addresses) };
  }
}

export function endpointView(end: Endpoint): EndpointView {
  return end.kind === 'pod' ? podView(end.pod) : { kind: 'IPBlock', cidrs: cidrCover(end.addresses) };
}

export function portsView(ports: PortSet): PortsView {
  return equal(ports, everyPort) ? 'all' : portRanges(ports);
}

/** For sorting and sentences: 'shop/web', 'namespace shop', '10.0.0.0/8, …'. */
export function endName(end: EndpointView): string {
  if ('cidrs' in end) return end.cidrs.length > 3 ? `${end.cidrs.slice(0, 3).join(', ')} …` : end.cidrs.join(', ');
  return end.namespace === undefined ? `namespace ${end.name}` : `${end.namespace}/${end.name}`;
}
