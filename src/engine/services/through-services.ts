// What pods of the cluster reach through a Service: for each port and backend, the clients with one answer.
// Clients that no policy tells apart are judged once, but where the node matters or a client is its own backend.

import { countsAsNode } from '../answer/reachable.ts';
import { distinctReasons } from '../answer/verdict.ts';
import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import { isNonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { Service, ServicePort } from '../model/service.ts';
import { equal } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import { either, within } from './arrivals.ts';
import { type Backend, backendsOf, type Client } from './backends.ts';
import { type PairReach, type Pairs, pairsOf } from './pairs.ts';

export interface ServiceFlow {
  readonly service: Service;
  readonly servicePort: ServicePort;
  readonly clients: NonEmpty<Pod>;
  readonly backend: Backend;
  readonly to: Pod;
  /** Of the backend's one port. */
  readonly allowed: PortSet;
  readonly possible: PortSet;
  readonly because: readonly Reason[];
}

/** Asks Service after Service; what was judged for one is remembered for the next. */
export interface ServiceFlows {
  /** From every pod of the cluster, what may pass. */
  readonly through: (service: Service) => readonly ServiceFlow[];
  /** From one pod. */
  readonly from: (pod: Pod, service: Service) => readonly ServiceFlow[];
}

export function serviceFlows(compiled: Compiled): ServiceFlows {
  const pairs = pairsOf(compiled);
  const reachers = reachersOf(compiled, pairs);
  const everyone = compiled.cluster.pods;
  const one = (pod: Pod, to: Pod) => [asked(pairs, [pod], to)];
  return {
    through: (service) => {
      if (isLocal(service))
        return everyone.flatMap((pod) => flowsOf(compiled, service, { kind: 'pod', pod }, (to) => one(pod, to)));
      return flowsOf(compiled, service, 'outside', reachers);
    },
    from: (pod, service) => flowsOf(compiled, service, { kind: 'pod', pod }, (to) => one(pod, to)),
  };
}

function isLocal({ internalTraffic, headless }: Service): boolean {
  return internalTraffic === 'Local' && !headless;
}

/** Clients with one answer at a pod, whatever the port. */
interface Reachers {
  readonly clients: NonEmpty<Pod>;
  readonly answers: readonly PairReach[];
}

function asked(pairs: Pairs, clients: NonEmpty<Pod>, to: Pod): Reachers {
  // A pod that meets itself has an answer of its own.
  const other = clients.find((pod) => pod !== to) ?? clients[0];
  return { clients, answers: pairs.between(other, to, 'service') };
}

/** Who reaches a pod at all: few of many groups, found once for each class of pods. */
function reachersOf(compiled: Compiled, pairs: Pairs): (to: Pod) => readonly Reachers[] {
  const groups = clientGroups(compiled);
  const known = new Map<string, readonly Reachers[]>();
  const some = ({ answers }: Reachers): boolean => answers.some(({ possible }) => possible.length > 0);
  return (to) => {
    if (countsAsNode(to, compiled)) {
      return compiled.cluster.pods.map((pod) => asked(pairs, [pod], to)).filter(some);
    }
    const key = classesOf(compiled, to);
    const met = known.get(key) ?? groups.map((clients) => asked(pairs, clients, to)).filter(some);
    known.set(key, met);
    // A client that is its own backend is judged by itself.
    const others = met.flatMap((each) => without(each, to));
    return [asked(pairs, [to], to), ...others];
  };
}

function without({ clients, answers }: Reachers, pod: Pod): readonly Reachers[] {
  if (!clients.includes(pod)) return [{ clients, answers }];
  const others = clients.filter((each) => each !== pod);
  return isNonEmpty(others) ? [{ clients: others, answers }] : [];
}

/** Pods with one class in every family; a pod that counts as its node stands alone. */
export function clientGroups(compiled: Compiled): readonly NonEmpty<Pod>[] {
  const groups = new Map<string, Pod[]>();
  for (const [i, pod] of compiled.cluster.pods.entries()) {
    const key = countsAsNode(pod, compiled) ? `pod ${i}` : classesOf(compiled, pod);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [pod]);
    else known.push(pod);
  }
  return [...groups.values()].flatMap((group) => (isNonEmpty(group) ? [group] : []));
}

function classesOf({ families }: Compiled, pod: Pod): string {
  return families.map(({ classes }) => classes.ofPod.get(pod) ?? '-').join(' ');
}

function flowsOf(
  { cluster }: Compiled,
  service: Service,
  client: Client,
  reachers: (to: Pod) => readonly Reachers[],
): readonly ServiceFlow[] {
  return service.ports.flatMap((servicePort) =>
    backendsOf(cluster, service, servicePort.port, servicePort.protocol, client).flatMap((backend) => {
      if (backend.endpoint.kind === 'external') return [];
      const to = backend.endpoint.pod;
      return reachers(to).flatMap(({ clients, answers }): readonly ServiceFlow[] => {
        const judged = judgedAt(backend, answers);
        return judged.possible.length === 0 ? [] : [{ service, servicePort, clients, backend, to, ...judged }];
      });
    }),
  );
}

function judgedAt(
  backend: Backend,
  answers: readonly PairReach[],
): Pick<ServiceFlow, 'allowed' | 'possible' | 'because'> {
  const here = answers.map((each) => ({ ...each, ...within(each, backend.ports) }));
  const { allowed, possible } = either(here);
  const because = [...backend.because, ...here.flatMap((each) => each.because), ...ofFamilies(here)];
  return { allowed: backend.certainty === 'certain' ? allowed : noPorts, possible, because: distinctReasons(because) };
}

function ofFamilies([first, ...others]: readonly PairReach[]): readonly Reason[] {
  if (first === undefined || others.every(({ allowed }) => equal(allowed, first.allowed))) return [];
  return [{ flag: 'F13', key: 'none', why: 'what is open between them depends on the IP family' }];
}
