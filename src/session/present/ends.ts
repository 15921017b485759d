// Ends and ports as plain data.

import type { Unit } from '../../engine/answer/units.ts';
import type { Endpoint, Pod, Workload } from '../../engine/model/cluster.ts';
import type { AnyPolicy } from '../../engine/model/policy.ts';
import type { Service } from '../../engine/model/service.ts';
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

/** Policies of the whole cluster have no namespace. */
export function policyView(policy: AnyPolicy): ObjectView {
  const { kind, name } = policy;
  return 'namespace' in policy && policy.namespace !== ''
    ? { kind, namespace: policy.namespace, name }
    : { kind, name };
}

export function serviceView({ namespace, name }: Service): ObjectView {
  return { kind: 'Service', namespace, name };
}

export function unitView(unit: Unit): EndpointView {
  switch (unit.kind) {
    case 'pod':
      return podView(unit.pod);
    case 'workload':
      return workloadView(unit.workload);
    case 'namespace':
      return { kind: 'Namespace', name: unit.name };
    case 'node':
      return { kind: 'Node', name: unit.node.name };
    case 'external':
      return { kind: 'IPBlock', cidrs: cidrCover(unit.addresses) };
  }
}

export function endpointView(end: Endpoint): EndpointView {
  if (end.kind === 'pod') return podView(end.pod);
  return end.node === undefined
    ? { kind: 'IPBlock', cidrs: cidrCover(end.addresses) }
    : { kind: 'Node', name: end.node.name };
}

export function portsView(ports: PortSet): PortsView {
  return equal(ports, everyPort) ? 'all' : portRanges(ports);
}

/** For sorting and sentences: 'shop/web', 'namespace shop', 'node a', '10.0.0.0/8, …'. */
export function endName(end: EndpointView): string {
  if ('cidrs' in end) return end.cidrs.length > 3 ? `${end.cidrs.slice(0, 3).join(', ')} …` : end.cidrs.join(', ');
  return end.namespace === undefined ? `${end.kind.toLowerCase()} ${end.name}` : `${end.namespace}/${end.name}`;
}
