// `flows`: every allowed flow, narrowed by ends, port and namespaces. The analysis always sees the whole input.

import { everyFlow, type FlowScope } from '../../engine/answer/flow-scope.ts';
import { eachFlow } from '../../engine/answer/flows.ts';
import { nodeFlows } from '../../engine/answer/node-flows.ts';
import { type FlowItem, reaches } from '../../engine/answer/tally.ts';
import type { Level, Unit } from '../../engine/answer/units.ts';
import { unitKey, unitOf } from '../../engine/answer/units.ts';
import type { Cluster } from '../../engine/model/cluster.ts';
import type { Via } from '../../engine/model/service.ts';
import { disjoint } from '../../engine/sets/addresses.ts';
import { intersection } from '../../engine/sets/intervals.ts';
import { everyPort, type PortSet } from '../../engine/sets/ports.ts';
import type { FlowList, FlowView } from '../answers.ts';
import { askedPorts } from '../asked-ports.ts';
import type { Held } from '../held.ts';
import { destination, missingNamespace, type Named, refusal, resolve } from '../names.ts';
import { envelope } from '../present/envelope.ts';
import { flowView, inNamespaces } from '../present/flows.ts';
import { type FlowFilter, type FlowStream, isRefusal, type Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function flowsReply(held: Held, question: FlowFilter): Promise<FlowList | Refusal> {
  const { cluster } = held.now;
  const found = await listed(held, question);
  if ('kind' in found) return found;
  const items = [...found.items()];
  const reasons = items.flatMap(({ because }) => because);
  return {
    ...envelope('FlowList', reasons, cluster.assumptions, await diagnosticsOf(held.now)),
    by: question.by,
    items: items.map(flowView),
  };
}

/** The same items in the same order, each worked out when it is asked for; the assumptions are told item by item. */
export async function flowStreamReply(held: Held, question: FlowFilter): Promise<FlowStream | Refusal> {
  const found = await listed(held, question);
  if ('kind' in found) return found;
  return {
    ...envelope('FlowStream', [], held.now.cluster.assumptions, await diagnosticsOf(held.now)),
    by: question.by,
    items: views(found.items()),
  };
}

function* views(items: Iterable<Listed>): Generator<FlowView, void, undefined> {
  for (const item of items) yield flowView(item);
}

async function listed(
  { now }: Held,
  question: FlowFilter,
): Promise<{ readonly items: () => Generator<Listed, void, undefined> } | Refusal> {
  const keeps = wanted(now.cluster, question);
  if ('kind' in keeps) return keeps;
  const { scope, ends, ports } = keeps;
  const { by, beyond = [] } = question;
  const services = beyond.includes('services') ? await import('../../engine/services/flow-items.ts') : undefined;
  function* all(): Generator<Listed, void, undefined> {
    yield* eachFlow(now.compiled(), by, scope);
    if (beyond.includes('nodes')) yield* nodeFlows(now.compiled(), by);
    if (services !== undefined) yield* services.serviceItems(now.compiled(), by);
  }
  return {
    items: function* () {
      for (const item of all()) if (ends(item)) yield* narrowed(item, ports);
    },
  };
}

type Listed = FlowItem & { readonly via?: readonly Via[] };

interface Wanted {
  readonly ends: (item: Listed) => boolean;
  /** What may be so of two units that nothing stands between. */
  readonly scope: FlowScope;
  readonly ports: PortSet;
}

function wanted(cluster: Cluster, { by, from, to, port, namespaces }: FlowFilter): Wanted | Refusal {
  const sources = resolveAll(cluster, from, namespaces);
  const targets = resolveAll(cluster, to, namespaces);
  const missing = missingNamespace(namespaces, [cluster]);
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
    scope: {
      ...everyFlow,
      from: isSource,
      to: isTarget,
      near: (unit) => inNamespaces(unit, namespaces),
      // Outside addresses are gathered before they are picked.
      outside: { from: outside(sources), to: outside(targets) },
    },
    ports,
  };
}

function isRefusalOrSet(ports: PortSet | Refusal): ports is Refusal {
  return 'kind' in ports;
}

function resolveAll(
  cluster: Cluster,
  names: readonly string[],
  [namespace = 'default']: readonly string[],
): readonly Named[] | Refusal {
  const named = names.map((name) => resolve(name, namespace, cluster));
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

/** Addresses that are asked for may be those of outside ends; where only pods are, there are none. */
function outside(named: readonly Named[]): FlowScope['outside']['from'] {
  return named.length === 0 || named.some(({ kind }) => kind === 'addresses') ? 'told' : 'left out';
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
