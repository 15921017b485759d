// `flows`: every allowed flow, narrowed by ends, port and namespaces. The analysis always sees the whole input.

import { flows } from '../../engine/answer/flows.ts';
import { nodeFlows } from '../../engine/answer/node-flows.ts';
import { type FlowItem, reaches } from '../../engine/answer/tally.ts';
import type { Level, Unit } from '../../engine/answer/units.ts';
import { unitKey, unitOf } from '../../engine/answer/units.ts';
import type { Via } from '../../engine/model/service.ts';
import { disjoint } from '../../engine/sets/addresses.ts';
import { intersection } from '../../engine/sets/intervals.ts';
import { everyPort, type PortSet } from '../../engine/sets/ports.ts';
import type { FlowList } from '../answers.ts';
import { askedPorts } from '../asked-ports.ts';
import type { Held } from '../held.ts';
import { destination, missingNamespace, type Named, refusal, resolve } from '../names.ts';
import { envelope } from '../present/envelope.ts';
import { flowView, inNamespaces } from '../present/flows.ts';
import { type FlowFilter, isRefusal, type Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function flowsReply(held: Held, question: FlowFilter): Promise<FlowList | Refusal> {
  const { cluster, compiled } = held.now;
  const keeps = wanted(held, question);
  if ('kind' in keeps) return keeps;
  const beyond = question.beyond ?? [];
  const by = question.by;
  const all: readonly Listed[] = [
    ...flows(compiled(), by, keeps.units),
    ...(beyond.includes('nodes') ? nodeFlows(compiled(), by) : []),
    ...(beyond.includes('services')
      ? (await import('../../engine/services/flow-items.ts')).serviceItems(compiled(), by)
      : []),
  ];
  const items = all.flatMap((item) => (keeps.ends(item) ? narrowed(item, keeps.ports) : []));
  const reasons = items.flatMap(({ because }) => because);
  return {
    ...envelope('FlowList', reasons, cluster.assumptions, await diagnosticsOf(held.now)),
    by: question.by,
    items: items.map(flowView),
  };
}

type Listed = FlowItem & { readonly via?: readonly Via[] };

interface Wanted {
  readonly ends: (item: Listed) => boolean;
  /** What may be so of two units that nothing stands between. */
  readonly units: (from: Unit, to: Unit) => boolean;
  readonly ports: PortSet;
}

function wanted(held: Held, { by, from, to, port, namespaces }: FlowFilter): Wanted | Refusal {
  const sources = resolveAll(held, from, namespaces);
  const targets = resolveAll(held, to, namespaces);
  const missing = missingNamespace(namespaces, [held.now.cluster]);
  if (missing !== 'none') return missing;
  if ('kind' in sources) return sources;
  if ('kind' in targets) return targets;
  const ports = portsOf(port);
  if (isRefusalOrSet(ports)) return ports;
  const isSource = picks(sources, by);
  const isTarget = picks(targets, by);
  const reported = (from: Unit, to: Unit): boolean => inNamespaces(from, namespaces) || inNamespaces(to, namespaces);
  return {
    ends: ({ from, to, via }) => isSource(from) && (isTarget(to) || goesThrough(targets, via)) && reported(from, to),
    // Outside addresses are gathered before they are picked.
    units: (from, to) =>
      (from.kind === 'external' || isSource(from)) && (to.kind === 'external' || isTarget(to)) && reported(from, to),
    ports,
  };
}

function isRefusalOrSet(ports: PortSet | Refusal): ports is Refusal {
  return 'kind' in ports;
}

function resolveAll(
  held: Held,
  names: readonly string[],
  [namespace = 'default']: readonly string[],
): readonly Named[] | Refusal {
  const named = names.map((name) => resolve(name, namespace, held.now.cluster));
  return named.find(isRefusal) ?? named.filter((each): each is Named => !isRefusal(each));
}

/** `80`, `80/UDP`, `8000-8100`, or nothing for every port. */
function portsOf(port: string): PortSet | Refusal {
  if (port === '') return everyPort;
  const asked = askedPorts(destination(`:${port}`).port, { kind: 'addresses', addresses: { v4: [], v6: [] } });
  if (!isRefusal(asked)) return asked.at('external');
  // A name may mean another number on each destination, so a list of flows cannot be cut by it.
  if (asked.code !== 'not-found') return asked;
  return refusal('bad-question', `\`${port}\` is no port number; write 80, 80/UDP or 8000-8100`);
}

/** A Service is no end, but what goes through it may be asked for. */
function goesThrough(named: readonly Named[], via: readonly Via[] = []): boolean {
  return named.some(
    (each) =>
      each.kind === 'service' &&
      via.some(
        ({ kind, namespace, name }) =>
          kind === 'Service' && namespace === each.service.namespace && name === each.service.name,
      ),
  );
}

function picks(named: readonly Named[], level: Level): (unit: Unit) => boolean {
  if (named.length === 0) return () => true;
  const keys = new Set(
    named.flatMap((each) => {
      if (each.kind === 'node') return [unitKey(each)];
      return each.kind === 'pods' ? each.pods.map((pod) => unitKey(unitOf(pod, level))) : [];
    }),
  );
  const blocks = named.flatMap((each) => (each.kind === 'addresses' ? [each.addresses] : []));
  return (unit) =>
    unit.kind === 'external' ? blocks.some((block) => !disjoint(block, unit.addresses)) : keys.has(unitKey(unit));
}

function narrowed(item: Listed, ports: PortSet): readonly Listed[] {
  if (ports === everyPort) return [item];
  const only = (set: PortSet) => intersection(set, ports);
  const narrow = { ...item, ports: only(item.ports), unknown: only(item.unknown), partial: only(item.partial) };
  return reaches(narrow) ? [narrow] : [];
}
