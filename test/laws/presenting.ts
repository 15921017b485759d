// What `-o json` prints says exactly what the engine answered: blocks and port ranges read back to the same sets.
import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { changes } from '../../src/engine/answer/changes.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import type { Level, Unit } from '../../src/engine/answer/units.ts';
import { type AddressSet, unionAddresses } from '../../src/engine/sets/addresses.ts';
import { unionAll } from '../../src/engine/sets/intervals.ts';
import { everyPort, type PortSet, portRange } from '../../src/engine/sets/ports.ts';
import type { EndpointView, PortsView } from '../../src/session/answers.ts';
import { changeView, flowView } from '../../src/session/present/flows.ts';
import { readAddresses } from '../../src/snapshot/address-text.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { engineOf } from '../engine/evaluators.ts';
import { showCase } from './agreement.ts';
import { type Law, law } from './law.ts';
import { withoutPolicies } from './raw-policy.ts';

export const presentingLaws: readonly Law[] = [
  law(
    'what is shown of flows and changes reads back to what the engine answered',
    fc.record({
      objects: cluster(),
      assume: assume(),
      level: fc.constantFrom<Level>('pod', 'workload', 'namespace'),
    }),
    ({ objects, assume, level }, count) => {
      const items = flows(engineOf(objects, assume).compiled, level);
      for (const item of items) {
        const view = structuredClone(flowView(item));
        deepStrictEqual([view.from, view.to].map(endOf), [item.from, item.to].map(unitOf));
        const shown = [view.ports, view.unknownPorts, view.partialPorts].map(portsOf);
        deepStrictEqual(shown, [item.ports, item.unknown, item.partial]);
        count(view.ports === 'all' ? 'every port' : 'some ports');
      }
      const open = flows(engineOf(withoutPolicies(objects), assume).compiled, level);
      for (const change of changes(items, open)) {
        const view = structuredClone(changeView(change, []));
        deepStrictEqual([view.from, view.to].map(endOf), [change.from, change.to].map(unitOf));
        const shown = [view.before, view.beforeUnknown, view.after, view.afterUnknown].map(portsOf);
        const { before, after } = change;
        deepStrictEqual(shown, [before.ports, before.unknown, after.ports, after.unknown]);
        count('a change');
      }
    },
    { few: 50, show: showCase, shares: { 'some ports': [0.02, 0.6], 'a change': [0.05, 0.7] } },
  ),
];

const none: AddressSet = { v4: [], v6: [] };

function endOf(view: EndpointView): unknown {
  if ('cidrs' in view) return view.cidrs.map((cidr) => readAddresses(cidr) ?? none).reduce(unionAddresses, none);
  return [view.kind, view.namespace, view.name];
}

function unitOf(unit: Unit): unknown {
  switch (unit.kind) {
    case 'pod':
      return [unit.pod.kind, unit.pod.namespace.name, unit.pod.name];
    case 'workload':
      return [unit.workload.kind, unit.workload.namespace, unit.workload.name];
    case 'namespace':
      return ['Namespace', undefined, unit.name];
    case 'node':
      return ['Node', undefined, unit.node.name];
    case 'external':
      return unit.addresses;
  }
}

function portsOf(view: PortsView): PortSet {
  return view === 'all' ? everyPort : unionAll(view.map(({ protocol, from, to }) => portRange(protocol, from, to)));
}
