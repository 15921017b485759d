// What each workload accepts, and could reach, if a pod or a namespace with any labels were added: not what
// the pods of today have, but what the policies would let tomorrow's have (docs/decisions/006-exposure.md).

import type { Cluster, Endpoint, Pod, Workload } from '../model/cluster.ts';
import { type Direction, directions } from '../model/policy.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { equal } from '../sets/intervals.ts';
import { everyPort } from '../sets/ports.ts';
import { entriesOf, type PodsEntry } from './exposure-entries.ts';
import { type Granted, imagined, judge } from './exposure-judge.ts';
import { type OutsideEntry, outsideEntries } from './exposure-outside.ts';
import { placesOf } from './exposure-places.ts';
import { selectorKey } from './exposure-regions.ts';
import { inForce } from './exposure-scopes.ts';
import { type Asker, search } from './exposure-search.ts';
import { byStanding, isHad, type PodsIn, podsIn, type StandingEntry } from './exposure-standing.ts';
import { type SeenFrom, type Stopped, seenFrom, stoppedAt } from './exposure-stops.ts';
import { podsOfUnits } from './units.ts';

export interface ToldEntry extends StandingEntry {
  /** Namespaces whose own policies keep such a pod from using it. */
  readonly stopped: readonly Stopped[];
}

export interface Side {
  readonly state: 'everyone' | 'nobody' | 'some';
  readonly pods: readonly ToldEntry[];
  readonly outside: readonly OutsideEntry[];
  readonly searched: 'all' | 'in-part';
}

export interface Exposure {
  readonly workload: Workload;
  readonly sides: Readonly<Record<Direction, Side>>;
}

/** `unassigned` is where the address of a new pod may lie. `wanted` picks the workloads to tell about. */
export function exposure(
  cluster: Cluster,
  unassigned: AddressSet,
  wanted: (workload: Workload) => boolean,
): readonly Exposure[] {
  const context: Context = { cluster, unassigned, among: podsIn(cluster), seen: seenFrom(cluster) };
  return [...podsOfUnits(cluster, 'workload')]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, pods]) => {
      const [first] = pods;
      if (first === undefined || !wanted(first.workload)) return [];
      const [egress, ingress] = directions.map((direction) => sideOf(context, pods, direction));
      return egress === undefined || ingress === undefined
        ? []
        : [{ workload: first.workload, sides: { egress, ingress } }];
    });
}

/** What all workloads share. */
interface Context {
  readonly cluster: Cluster;
  readonly unassigned: AddressSet;
  readonly among: PodsIn;
  readonly seen: SeenFrom;
}

function sideOf({ cluster, unassigned, among, seen }: Context, pods: readonly Pod[], direction: Direction): Side {
  const subjects = distinct(pods);
  const force = inForce(cluster, subjects, direction);
  const says = (end: Endpoint) => judge(force.cluster, subjects, direction, end);
  const ask = remembered(({ namespace, labels }, port) => {
    const pod = imagined(namespace, labels, unassigned);
    return says({ kind: 'pod', pod: port === undefined ? pod : { ...pod, ports: [port] } });
  });
  const places = placesOf(cluster, force.scopes).map((place) => ({ place, ...search(place, force.scopes, ask) }));
  const had = (entry: PodsEntry) => isHad(entry, cluster, among, pods, says);
  const entries = entriesOf(places)
    .flatMap((entry) => byStanding(entry, had))
    .map((entry): ToldEntry => ({ ...entry, stopped: stoppedAt(seen, subjects, direction, entry, unassigned) }));
  const outside = outsideEntries(cluster, force.blocks, says);
  return {
    state: stateOf(entries, outside),
    pods: entries.toSorted(byInterest),
    outside,
    searched: places.every(({ searched }) => searched === 'all') ? 'all' : 'in-part',
  };
}

/** A side asks about the same example again and again: as a region's own, and as a member of others. */
function remembered(ask: Asker): Asker {
  const known = new Map<string, Granted>();
  return (example, port) => {
    const { namespace, labels } = example;
    const key = JSON.stringify([namespace.name, [...namespace.labels.values].sort(), [...labels].sort(), port]);
    const granted = known.get(key) ?? ask(example, port);
    known.set(key, granted);
    return granted;
  };
}

/** Pods that no policy, port name or family tells apart are asked about once. */
function distinct(pods: readonly Pod[]): readonly Pod[] {
  const known = new Map<string, Pod>();
  for (const pod of pods) {
    const { labels, ports, network, addresses, node } = pod;
    const families = [addresses.v4.length > 0, addresses.v6.length > 0];
    const open = labels.open === 'none' || labels.open === 'every-other-key' ? labels.open : [...labels.open];
    const key = JSON.stringify([[...labels.values].sort(), open, ports, network, families, network === 'host' && node]);
    if (!known.has(key)) known.set(key, pod);
  }
  return [...known.values()];
}

function stateOf(pods: readonly ToldEntry[], outside: readonly OutsideEntry[]): Side['state'] {
  if (pods.length === 0 && outside.length === 0) return 'nobody';
  const [everybody, ...others] = pods;
  const open =
    everybody !== undefined &&
    others.length === 0 &&
    everybody.where.kind === 'any' &&
    everybody.pods.length === 0 &&
    everybody.unless.length === 0 &&
    equal(everybody.granted.every, everyPort);
  const [all, ...parts] = outside;
  return open && parts.length === 0 && all !== undefined && equal(all.granted.every, everyPort) ? 'everyone' : 'some';
}

/** What nobody has yet first: it shows before someone uses it. */
function byInterest(a: ToldEntry, b: ToldEntry): number {
  const [keyA, keyB] = [interest(a), interest(b)];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function interest({ standing, where, pods }: ToldEntry): string {
  const place =
    where.kind === 'any'
      ? '2'
      : where.kind === 'new'
        ? `0 ${selectorKey(where.labels)}`
        : `1 ${where.namespaces.map(({ name }) => name).join(',')}`;
  return `${standing} ${place} ${selectorKey(pods)}`;
}
