// What goes through Services and front doors, told at the level of pods, workloads or namespaces: what
// `flows --services` adds. A flow is told with the objects that lead there, outermost first.

import { type FlowItem, reaches } from '../answer/tally.ts';
import { type Level, podsOfUnits, type Unit, unitKey, unitOf } from '../answer/units.ts';
import { distinctReasons } from '../answer/verdict.ts';
import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Pod } from '../model/cluster.ts';
import type { Service, Via } from '../model/service.ts';
import { type AddressSet, intersectAddresses, isEmpty, subtractAddresses, unionAddresses } from '../sets/addresses.ts';
import { difference, intersection, unionAll } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import { backendsAt, type Client } from './backends.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Admission, northSouth } from './north-south.ts';
import { outboundOf } from './outside-backends.ts';
import { type ServiceFlow, serviceFlows } from './through-services.ts';

export type ViaItem = FlowItem & { readonly via: readonly Via[] };

export function serviceItems(compiled: Compiled, level: Level): readonly ViaItem[] {
  const { cluster } = compiled;
  const flows = serviceFlows(compiled);
  const units = podsOfUnits(cluster, level);
  const inside = cluster.services.flatMap((service) => {
    const pairs = pairCounter(cluster, service, units, level);
    return [...insideItems(flows.through(service), level, pairs), ...outboundItems(compiled, service, units, level)];
  });
  const { entries } = entriesOf(cluster);
  const outside = outsideItems(entries, northSouth(compiled, entries), level);
  return [...outside, ...inside].filter(reaches);
}

/** What one pair of ends may use. */
interface Answered {
  readonly allowed: PortSet;
  readonly possible: PortSet;
  readonly because: readonly Reason[];
}

/** `pairs` in all, of which `met` have an answer: what every pair has, what only some have, what is open. */
function folded(met: readonly Answered[], pairs: number): Omit<FlowItem, 'from' | 'to'> {
  const some = unionAll(met.map(({ allowed }) => allowed));
  const every = met.length < pairs ? noPorts : met.map(({ allowed }) => allowed).reduce(intersection, some);
  return {
    ports: every,
    unknown: unionAll(met.map(({ allowed, possible }) => difference(possible, allowed))),
    partial: difference(some, every),
    because: distinctReasons(met.flatMap(({ because }) => because)),
  };
}

/** Two ends that one Service joins. Its ports are asked apart: pods may have different ones behind a name. */
function insideItems(flows: readonly ServiceFlow[], level: Level, count: PairCounter): readonly ViaItem[] {
  const joined = new Map<string, { from: Unit; to: Unit; flow: ServiceFlow; pairs: Map<string, Answered[]> }>();
  for (const flow of flows) {
    const to = unitOf(flow.to, level);
    for (const client of flow.clients) {
      const from = unitOf(client, level);
      const key = `${unitKey(from)} > ${unitKey(to)}`;
      const known = joined.get(key) ?? { from, to, flow, pairs: new Map() };
      joined.set(key, known);
      const pair = `${podKey(client)} > ${podKey(flow.to)}`;
      known.pairs.set(pair, [...(known.pairs.get(pair) ?? []), flow]);
    }
  }
  return [...joined.values()].map(({ from, to, flow: { service }, pairs }) => ({
    from,
    to,
    via: [viaOf(service)],
    ...folded([...pairs.values()].map(together), count(unitKey(from), unitKey(to))),
  }));
}

/** To addresses behind a Service: those with equal answers for a unit are one item. */
function outboundItems(
  compiled: Compiled,
  service: Service,
  units: ReadonlyMap<string, readonly Pod[]>,
  level: Level,
): readonly ViaItem[] {
  const byEnds = new Map<string, { from: Unit; to: AddressSet; met: Map<Pod, Answered[]> }>();
  for (const { clients, to, ...answer } of outboundOf(compiled, service)) {
    for (const client of clients) {
      const from = unitOf(client, level);
      const key = `${unitKey(from)} > ${to.v4.join()}|${to.v6.join()}`;
      const known = byEnds.get(key) ?? { from, to, met: new Map() };
      byEnds.set(key, known);
      known.met.set(client, [...(known.met.get(client) ?? []), answer]);
    }
  }
  return gathered(
    [...byEnds.values()].map(({ from, to, met }) => ({
      from,
      to: { kind: 'external', addresses: to },
      via: [viaOf(service)],
      ...folded([...met.values()].map(together), units.get(unitKey(from))?.length ?? 0),
    })),
  );
}

function viaOf({ namespace, name }: Service): Via {
  return { kind: 'Service', namespace, name };
}

type PairCounter = (from: string, to: string) => number;

/** How many pairs of a client and a backend there are between two units: those that nothing passes between count too. */
function pairCounter(
  cluster: Cluster,
  service: Service,
  units: ReadonlyMap<string, readonly Pod[]>,
  level: Level,
): PairCounter {
  const behind = (client: Client): readonly Pod[] => {
    const all = service.ports.flatMap((port) => backendsAt(cluster, service, port, client));
    return [...new Set(all.flatMap(({ endpoint }) => (endpoint.kind === 'pod' ? [endpoint.pod] : [])))];
  };
  const everyones = service.internalTraffic === 'Local' && !service.headless ? undefined : behind('outside');
  const isOf = (unit: string) => (pod: Pod) => unitKey(unitOf(pod, level)) === unit;
  return (from, to) => {
    const clients = units.get(from) ?? [];
    if (everyones !== undefined) return clients.length * everyones.filter(isOf(to)).length;
    return clients.reduce((sum, pod) => sum + behind({ kind: 'pod', pod }).filter(isOf(to)).length, 0);
  };
}

/** Several ports, or several ways in: what any of them opens. */
function together(answers: readonly Answered[]): Answered {
  return {
    allowed: unionAll(answers.map(({ allowed }) => allowed)),
    possible: unionAll(answers.map(({ possible }) => possible)),
    because: answers.flatMap(({ because }) => because),
  };
}

/** By the way in and the unit behind it: outside addresses with equal answers are one item. */
function outsideItems(entries: readonly Entry[], admissions: readonly Admission[], level: Level): readonly ViaItem[] {
  const byWay = new Map<string, { entry: Entry; to: Unit; admissions: Admission[] }>();
  for (const admission of admissions) {
    const to = unitOf(admission.to, level);
    const key = `${viaKey(admission.entry)} > ${unitKey(to)}`;
    const known = byWay.get(key) ?? { entry: admission.entry, to, admissions: [] };
    byWay.set(key, known);
    known.admissions.push(admission);
  }
  return [...byWay.values()].flatMap(({ entry, to, admissions: met }) => {
    const backends = podsBehind(entries, entry, to, level);
    return gathered(
      atoms(met).map((addresses) => ({
        from: { kind: 'external', addresses },
        to,
        via: entry.via,
        ...folded(answersFor(addresses, met), backends),
      })),
    );
  });
}

function answersFor(addresses: AddressSet, admissions: readonly Admission[]): readonly Answered[] {
  const holding = admissions.filter(({ from }) => !isEmpty(intersectAddresses(from, addresses)));
  const pods = [...new Set(holding.map(({ to }) => to))];
  return pods.map((pod) => together(holding.filter(({ to }) => to === pod)));
}

function podsBehind(entries: readonly Entry[], { via }: Entry, to: Unit, level: Level): number {
  const wanted = viaKey({ via });
  const pods = entries
    .filter((entry) => viaKey(entry) === wanted)
    .flatMap(({ backends }) => backends.flatMap(({ endpoint }) => (endpoint.kind === 'pod' ? [endpoint.pod] : [])));
  return new Set(pods.filter((pod) => unitKey(unitOf(pod, level)) === unitKey(to))).size;
}

/** The outside cut so that no admission parts a piece. */
function atoms(admissions: readonly Admission[]): readonly AddressSet[] {
  let pieces: readonly AddressSet[] = [];
  for (const { from } of admissions) {
    const rest = pieces.reduce(subtractAddresses, from);
    pieces = [
      ...pieces.flatMap((piece) => [intersectAddresses(piece, from), subtractAddresses(piece, from)]),
      rest,
    ].filter((piece) => !isEmpty(piece));
  }
  return pieces;
}

function gathered(items: readonly ViaItem[]): readonly ViaItem[] {
  const alike = new Map<string, ViaItem>();
  for (const item of items) {
    const ends = [item.from, item.to].map((unit) => (unit.kind === 'external' ? 'outside' : unitKey(unit)));
    const key = [...ends, item.ports, item.unknown, item.partial].join('|');
    const known = alike.get(key);
    alike.set(key, known === undefined ? item : joined(known, item));
  }
  return [...alike.values()];
}

function joined(a: ViaItem, b: ViaItem): ViaItem {
  const both = (one: Unit, other: Unit): Unit =>
    one.kind === 'external' && other.kind === 'external'
      ? { kind: 'external', addresses: unionAddresses(one.addresses, other.addresses) }
      : one;
  return {
    ...a,
    from: both(a.from, b.from),
    to: both(a.to, b.to),
    because: distinctReasons([...a.because, ...b.because]),
  };
}

function viaKey({ via }: Pick<Entry, 'via'>): string {
  return via.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(' > ');
}

function podKey({ kind, namespace, name }: Pod): string {
  return `${kind} ${namespace.name}/${name}`;
}
