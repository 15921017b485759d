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
  const groups = clientGroups(compiled);
  return {
    through: (service) => flowsOf(compiled, pairs, service, groups),
    from: (pod, service) => flowsOf(compiled, pairs, service, [[pod]]),
  };
}

/** Pods with one class in every family; a pod that counts as its node stands alone. */
function clientGroups(compiled: Compiled): readonly NonEmpty<Pod>[] {
  const groups = new Map<string, Pod[]>();
  for (const [i, pod] of compiled.cluster.pods.entries()) {
    const classes = compiled.families.map(({ classes }) => classes.ofPod.get(pod) ?? '-').join(' ');
    const key = countsAsNode(pod, compiled) ? `pod ${i}` : classes;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [pod]);
    else known.push(pod);
  }
  return nonEmpty([...groups.values()]);
}

function flowsOf(
  compiled: Compiled,
  pairs: Pairs,
  service: Service,
  groups: readonly NonEmpty<Pod>[],
): readonly ServiceFlow[] {
  const local = service.internalTraffic === 'Local' && !service.headless;
  return service.ports.flatMap((servicePort) => {
    const backends = (client: Client): readonly Backend[] =>
      backendsOf(compiled.cluster, service, servicePort.port, servicePort.protocol, client);
    const met = local
      ? groups.flat().map((pod) => ({ clients: [pod] as const, backends: backends({ kind: 'pod', pod }) }))
      : groups.map((clients) => ({ clients, backends: [] as readonly Backend[] }));
    const everyones = local ? [] : backends('outside');
    return met.flatMap((each) =>
      [...each.backends, ...everyones].flatMap((backend) =>
        split(compiled, each.clients, backend).flatMap((clients) =>
          judged(pairs, service, servicePort, clients, backend),
        ),
      ),
    );
  });
}

/** A client that is its own backend is judged by itself, as are all where the backend counts as its node. */
function split(compiled: Compiled, clients: NonEmpty<Pod>, { endpoint }: Backend): readonly NonEmpty<Pod>[] {
  if (endpoint.kind === 'external') return [];
  if (countsAsNode(endpoint.pod, compiled)) return clients.map((pod) => [pod]);
  if (!clients.includes(endpoint.pod)) return [clients];
  return nonEmpty([[endpoint.pod], clients.filter((pod) => pod !== endpoint.pod)]);
}

function nonEmpty(lists: readonly (readonly Pod[])[]): readonly NonEmpty<Pod>[] {
  return lists.flatMap((list) => (isNonEmpty(list) ? [list] : []));
}

function judged(
  pairs: Pairs,
  service: Service,
  servicePort: ServicePort,
  clients: NonEmpty<Pod>,
  backend: Backend,
): readonly ServiceFlow[] {
  if (backend.endpoint.kind === 'external') return [];
  const to = backend.endpoint.pod;
  const answers = pairs.between(clients[0], to, 'service').map((each) => ({ ...each, ...within(each, backend.ports) }));
  const { allowed, possible } = either(answers);
  if (possible.length === 0) return [];
  const because = distinctReasons([
    ...backend.because,
    ...answers.flatMap((each) => each.because),
    ...ofFamilies(answers),
  ]);
  const sure = backend.certainty === 'certain' ? allowed : noPorts;
  return [{ service, servicePort, clients, backend, to, allowed: sure, possible, because }];
}

function ofFamilies([first, ...others]: readonly PairReach[]): readonly Reason[] {
  if (first === undefined || others.every(({ allowed }) => equal(allowed, first.allowed))) return [];
  return [{ flag: 'F13', key: 'none', why: 'what is open between them depends on the IP family' }];
}
