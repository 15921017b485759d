// What of the outside reaches which pod through which entry, cut down by the policies. Ports are those that
// the pod sees (R43); an entry whose backends nothing reaches is in no answer.

import { distinctReasons } from '../answer/verdict.ts';
import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import { type AddressSet, isEmpty, unionAddresses } from '../sets/addresses.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import { arrivals, either, within } from './arrivals.ts';
import type { Backend } from './backends.ts';
import type { Entry } from './entries.ts';
import { type Pairs, pairsOf } from './pairs.ts';
import { type Comers, comersTo, type EntriesByPod, entriesByPod, type ProxyPod, proxyPods } from './proxied.ts';
import { wayOf } from './ways.ts';

export interface Admission {
  readonly entry: Entry;
  readonly backend: Backend;
  readonly to: Pod;
  /** Outside addresses with this one answer. */
  readonly from: AddressSet;
  /** The pod that opens the connection to the backend; 'none': the client, or a proxy that is not in the input. */
  readonly proxy: 'none' | Pod;
  readonly allowed: PortSet;
  readonly possible: PortSet;
  readonly because: readonly Reason[];
}

/** In the order of the entries, then of their backends. `all`: the entries that may lead to proxies, too. */
export function northSouth(compiled: Compiled, all: readonly Entry[]): readonly Admission[] {
  const pairs = pairsOf(compiled);
  const context: Context = { compiled, pairs, leading: entriesByPod(all), proxies: new Map(), comers: new Map() };
  return all.flatMap((entry) =>
    entry.backends.flatMap((backend) => {
      // An address behind a Service that is no pod's is outside: no policy judges what comes from outside.
      if (backend.endpoint.kind === 'external') return [];
      const { pod } = backend.endpoint;
      const found =
        entry.proxy !== 'none' && entry.proxy.kind === 'pods'
          ? proxyPodsOf(context, entry.proxy).flatMap((proxy) => proxied(context, entry, backend, pod, proxy))
          : direct(context, entry, backend, pod);
      return gathered(found.filter(({ possible }) => possible.length > 0));
    }),
  );
}

interface Context {
  readonly compiled: Compiled;
  readonly pairs: Pairs;
  readonly leading: EntriesByPod;
  readonly proxies: Map<string, readonly ProxyPod[]>;
  readonly comers: Map<string, Map<Pod, Comers>>;
}

function direct({ compiled, pairs }: Context, entry: Entry, backend: Backend, to: Pod): readonly Admission[] {
  return arrivals(compiled, pairs, to, backend.ports, wayOf(entry)).map(({ addresses, allowed, possible, because }) =>
    admission(entry, backend, to, 'none', addresses, { allowed, possible, because }),
  );
}

function proxied(context: Context, entry: Entry, backend: Backend, to: Pod, proxy: ProxyPod): readonly Admission[] {
  const comers = comersOf(context, entry, proxy);
  const onward = context.pairs.between(proxy.pod, to, 'service');
  const opened = within(either(onward), backend.ports);
  const because = [...comers.because, ...onward.flatMap((each) => each.because)];
  const sure = admission(entry, backend, to, proxy.pod, comers.certain, { ...opened, because });
  const perhaps = admission(entry, backend, to, proxy.pod, comers.perhaps, { ...opened, allowed: noPorts, because });
  return [sure, perhaps].filter(({ from }) => !isEmpty(from));
}

/** What is open about the entry or the backend leaves the answer open. */
function admission(
  entry: Entry,
  backend: Backend,
  to: Pod,
  proxy: Admission['proxy'],
  from: AddressSet,
  answer: Pick<Admission, 'allowed' | 'possible' | 'because'>,
): Admission {
  const sure = entry.certainty === 'certain' && backend.certainty === 'certain';
  const because = distinctReasons([...entry.because, ...backend.because, ...answer.because]);
  return { entry, backend, to, from, proxy, ...answer, allowed: sure ? answer.allowed : noPorts, because };
}

/** Many Ingresses have one controller, whose pods are asked once. */
function proxyPodsOf({ compiled, proxies }: Context, proxy: Parameters<typeof proxyPods>[1]): readonly ProxyPod[] {
  const key = JSON.stringify([proxy.namespaces, proxy.pods]);
  const known = proxies.get(key) ?? proxyPods(compiled, proxy);
  proxies.set(key, known);
  return known;
}

function comersOf({ compiled, pairs, leading, comers }: Context, entry: Entry, proxy: ProxyPod): Comers {
  const key = JSON.stringify([entry.listens, entry.servicePort.protocol]);
  const byPod = comers.get(key) ?? new Map<Pod, Comers>();
  comers.set(key, byPod);
  const known = byPod.get(proxy.pod) ?? comersTo(compiled, pairs, proxy, entry, leading);
  byPod.set(proxy.pod, known);
  return known;
}

/** Outside addresses with equal ports, through one pod, are one answer. */
function gathered(found: readonly Admission[]): readonly Admission[] {
  const groups: Admission[] = [];
  for (const each of found) {
    const i = groups.findIndex((other) => alike(other, each));
    const known = groups[i];
    if (known === undefined) groups.push(each);
    else {
      const because = distinctReasons([...known.because, ...each.because]);
      groups[i] = { ...known, from: unionAddresses(known.from, each.from), because };
    }
  }
  return groups;
}

function alike(a: Admission, b: Admission): boolean {
  return a.proxy === b.proxy && same(a.allowed, b.allowed) && same(a.possible, b.possible);
}

function same(a: PortSet, b: PortSet): boolean {
  return a.join() === b.join();
}
