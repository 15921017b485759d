// `can-reach SRC svc/NAME:PORT`: what the client reaches of the Service's backends, each judged by itself.

import { distinctReasons } from '../../engine/answer/verdict.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Cluster } from '../../engine/model/cluster.ts';
import type { Service, ServicePort } from '../../engine/model/service.ts';
import { type ServiceDecision, together } from '../../engine/services/ask-service.ts';
import { externalName } from '../../engine/services/backends.ts';
import { unionAll } from '../../engine/sets/intervals.ts';
import { type PortSet, portRange } from '../../engine/sets/ports.ts';
import type { EndpointView, Envelope, ReachAnswer, SideView } from '../answers.ts';
import type { AskedPair } from '../asked-pair.ts';
import { type Answer, endsOf } from '../attempts.ts';
import type { World } from '../held.ts';
import { placesIn } from '../places.ts';
import { endpointView, portsView, serviceView } from '../present/ends.ts';
import { envelope, reasonView } from '../present/envelope.ts';
import { pairView, reachAnswer } from '../present/reach.ts';
import { isRefusal, type Refusal } from '../questions.ts';
import {
  attemptsAt,
  type PortAttempts,
  portsThatAll,
  serviceAnswer,
  serviceAttempts,
  servicePorts,
} from '../service-attempts.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function serviceReach(
  world: World,
  { from, port }: AskedPair,
  service: Service,
  source: EndpointView,
): Promise<ReachAnswer | Refusal> {
  const { cluster } = world;
  const ports = servicePorts(service, port);
  if (isRefusal(ports)) return ports;
  const ends = { from: source, to: serviceView(service) };
  const asked = portsOf(ports);
  const outside = externalName(service);
  const list = serviceAttempts(world, endsOf(from, cluster, 'source'), service, ports);
  const attempts = list.flatMap(attemptsAt);
  const ofBackends = list.flatMap(({ backends }) => backends.flatMap(({ backend }) => backend.because));
  const reasons = [
    ...(outside === undefined ? [] : [outside]),
    ...ofBackends,
    ...attempts.flatMap(({ explained }) => (explained === 'no-common-family' ? [] : explained.because)),
  ];
  const carried = envelope('ReachAnswer', reasons, cluster.assumptions, await diagnosticsOf(world));
  if (outside !== undefined) {
    return bare(carried, ends, asked, { answer: 'unknown', kind: 'undecided', why: outside.why, because: [outside] });
  }
  if (attempts.length === 0) {
    return bare(carried, ends, asked, {
      answer: 'no',
      kind: 'no-backend',
      why: from.kind === 'addresses' ? noWayIn(service) : noBackend(service, cluster),
      because: [],
    });
  }
  const told = reachAnswer(carried, ends, attempts, await placesIn(world.snapshot.sources), serviceAnswer(list));
  return {
    ...told,
    asked: portsView(asked),
    ports: portsView(portsThatAll(list, 'yes')),
    unknownPorts: portsView(portsThatAll(list, 'unknown')),
    because: [...told.because, ...distinctReasons(ofBackends).map(reasonView)],
    pairs: attempts.map(pairView),
    backends: counted(list),
  };
}

function portsOf(ports: readonly ServicePort[]): PortSet {
  return unionAll(ports.map(({ protocol, port }) => portRange(protocol, port, port)));
}

/** A backend counts as reached where every source reaches it on every asked port. */
function counted(list: readonly PortAttempts[]): NonNullable<ReachAnswer['backends']> {
  const byBackend = new Map<string, ServiceDecision[]>();
  for (const { backend, decision } of list.flatMap(({ backends }) => backends)) {
    const key = JSON.stringify(endpointView(backend.endpoint));
    byBackend.set(key, [...(byBackend.get(key) ?? []), backend.certainty === 'certain' ? decision : 'unknown']);
  }
  const answers = [...byBackend.values()].map(together);
  return {
    reached: answers.filter((answer) => answer === 'yes').length,
    unknown: answers.filter((answer) => answer === 'unknown').length,
    of: answers.length,
  };
}

function noWayIn({ namespace, name }: Service): string {
  return `nothing lets the outside in to Service ${namespace}/${name}: no node port, load balancer, external address, Ingress or route that leads to a ready backend at that port`;
}

function noBackend({ namespace, name, backends }: Service, { pods }: Cluster): string {
  const inNamespace = pods.some((pod) => pod.namespace.name === namespace);
  const why =
    backends.kind === 'given'
      ? 'no EndpointSlice of the input gives it a ready address'
      : inNamespace
        ? 'no pod of its namespace is selected, ready, and has the port'
        : 'its namespace has no pods';
  return `Service ${namespace}/${name} has no backend: ${why}`;
}

interface Bare {
  readonly answer: Answer;
  readonly kind: 'undecided' | 'no-backend';
  readonly why: string;
  readonly because: readonly Reason[];
}

function bare(
  carried: Envelope<'ReachAnswer'>,
  ends: { readonly from: EndpointView; readonly to: EndpointView },
  asked: PortSet,
  { answer, kind, why, because }: Bare,
): ReachAnswer {
  const side: SideView = { verdict: { kind, policies: [], why }, parts: [], steps: [] };
  return {
    ...carried,
    answer,
    ...ends,
    asked: portsView(asked),
    ports: [],
    unknownPorts: answer === 'unknown' ? portsView(asked) : [],
    because: because.map(reasonView),
    egress: side,
    ingress: side,
    pairs: [],
    backends: { reached: 0, unknown: 0, of: 0 },
  };
}
