// Through a proxy of the input there are two conversations: the client's with the proxy's pods, by the entries
// that lead there, and the proxy's own with the backend. Policies judge each by itself.

import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import { selectorHolds } from '../model/select.ts';
import type { DoorProxy } from '../model/service.ts';
import { type AddressSet, noAddresses, subtractAddresses, unionAddresses } from '../sets/addresses.ts';
import { unionAll } from '../sets/intervals.ts';
import { everyPortOf, type PortSet, portRange } from '../sets/ports.ts';
import { type Arrival, arrivals, type Way } from './arrivals.ts';
import type { Backend } from './backends.ts';
import type { Entry } from './entries.ts';
import type { Pairs } from './pairs.ts';
import { wayOf } from './ways.ts';

export interface ProxyPod {
  readonly pod: Pod;
  readonly certainty: 'certain' | 'perhaps';
}

export function proxyPods({ cluster }: Compiled, proxy: DoorProxy & { readonly kind: 'pods' }): readonly ProxyPod[] {
  return cluster.pods.flatMap((pod) => {
    if (proxy.namespaces !== 'every' && !proxy.namespaces.includes(pod.namespace.name)) return [];
    const holds = selectorHolds(proxy.pods, pod.labels);
    return holds === 'no' ? [] : [{ pod, certainty: holds === 'yes' ? 'certain' : 'perhaps' } as const];
  });
}

/** Who of the outside reaches the proxy: on some port, for certain or perhaps. */
export interface Comers {
  readonly certain: AddressSet;
  /** Without those of `certain`. */
  readonly perhaps: AddressSet;
  readonly because: readonly Reason[];
}

/** Entries without a proxy, by the pods behind them. */
export type EntriesByPod = ReadonlyMap<Pod, readonly { readonly entry: Entry; readonly backend: Backend }[]>;

export function entriesByPod(entries: readonly Entry[]): EntriesByPod {
  const byPod = new Map<Pod, { entry: Entry; backend: Backend }[]>();
  for (const entry of entries) {
    if (entry.proxy !== 'none') continue;
    for (const backend of entry.backends) {
      if (backend.endpoint.kind === 'external') continue;
      const known = byPod.get(backend.endpoint.pod);
      if (known === undefined) byPod.set(backend.endpoint.pod, [{ entry, backend }]);
      else known.push({ entry, backend });
    }
  }
  return byPod;
}

export function comersTo(
  compiled: Compiled,
  pairs: Pairs,
  { pod, certainty }: ProxyPod,
  door: Entry,
  leading: EntriesByPod,
): Comers {
  const all = leading.get(pod) ?? [];
  const listening = all.filter(({ entry }) => listensAlike(door, entry));
  const ways = listening.length > 0 ? listening : all;
  const found =
    ways.length === 0
      ? [...arrivals(compiled, pairs, pod, ownPorts(pod, door), anyWay)]
      : ways.flatMap(({ entry, backend }) => {
          const arrived = arrivals(compiled, pairs, pod, backend.ports, wayOf(entry));
          return backend.certainty === 'certain' ? arrived : arrived.map(lessSure);
        });
  const come = found.filter(({ possible }) => possible.length > 0);
  const certain = certainty === 'certain' ? addressesOf(come.filter(({ allowed }) => allowed.length > 0)) : noAddresses;
  const noService: readonly Reason[] = ways.length === 0 ? [unled(pod)] : [];
  return {
    certain,
    perhaps: subtractAddresses(addressesOf(come), certain),
    because: [...noService, ...come.flatMap(({ because }) => because)],
  };
}

const anyWay: Way = { sources: 'anyone', rewritten: 'none' };

function listensAlike(door: Entry, { servicePort }: Entry): boolean {
  return door.listens.some(({ protocol, port }) => protocol === servicePort.protocol && port === servicePort.port);
}

/** What it declares; a pod need not declare what it listens on. */
function ownPorts(pod: Pod, { servicePort: { protocol } }: Entry): PortSet {
  const declared = pod.declared.filter((port) => port.protocol === protocol);
  if (declared.length === 0) return everyPortOf(protocol);
  return unionAll(declared.map(({ port }) => portRange(protocol, port, port)));
}

function lessSure(arrival: Arrival): Arrival {
  return { ...arrival, allowed: [] };
}

function addressesOf(found: readonly Arrival[]): AddressSet {
  return found.map(({ addresses }) => addresses).reduce(unionAddresses, noAddresses);
}

function unled({ namespace, name }: Pod): Reason {
  const why = `no Service of the input lets the outside in to ${namespace.name}/${name}: any address is taken to come there`;
  return { flag: 'F2', key: 'none', why };
}
