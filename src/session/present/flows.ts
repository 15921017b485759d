// Flows and changes as plain data.

import type { Change } from '../../engine/answer/changes.ts';
import type { FlowItem } from '../../engine/answer/tally.ts';
import type { Unit } from '../../engine/answer/units.ts';
import type { Policy } from '../../engine/model/policy.ts';
import type { Via } from '../../engine/model/service.ts';
import type { ChangeView, FlowView, ObjectView, Place } from '../answers.ts';
import { policyView, portsView, unitView } from './ends.ts';
import { reasonView } from './envelope.ts';

export function flowView({
  from,
  to,
  ports,
  unknown,
  partial,
  because,
  via = [],
}: FlowItem & { readonly via?: readonly Via[] }): FlowView {
  return {
    from: unitView(from),
    to: unitView(to),
    ports: portsView(ports),
    unknownPorts: portsView(unknown),
    because: because.map(reasonView),
    partialPorts: portsView(partial),
    via: via.map(viaView),
  };
}

/** A Gateway's class has no namespace. */
function viaView({ kind, namespace, name }: Via): ObjectView {
  return namespace === '' ? { kind, name } : { kind, namespace, name };
}

export function changeView(
  { change, from, to, before, after }: Change,
  causes: readonly { readonly policy: Policy; readonly at: Place }[],
): ChangeView {
  return {
    change,
    from: unitView(from),
    to: unitView(to),
    before: portsView(before.ports),
    after: portsView(after.ports),
    beforeUnknown: portsView(before.unknown),
    afterUnknown: portsView(after.unknown),
    beforePartial: portsView(before.partial),
    afterPartial: portsView(after.partial),
    cause: causes.map(({ policy, at }) => ({ policy: policyView(policy), at })),
  };
}

/** Whether an end lies in one of the namespaces asked for; [] asks for all. */
export function inNamespaces(unit: Unit, namespaces: readonly string[]): boolean {
  if (namespaces.length === 0) return true;
  switch (unit.kind) {
    case 'pod':
      return namespaces.includes(unit.pod.namespace.name);
    case 'workload':
      return namespaces.includes(unit.workload.namespace);
    case 'namespace':
      return namespaces.includes(unit.name);
    case 'node':
    case 'external':
      return false;
  }
}
