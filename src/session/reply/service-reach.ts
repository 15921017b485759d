// `can-reach SRC svc/NAME:PORT`: what the client reaches of the Service's backends, each judged by itself.

import type { Cluster } from '../../engine/model/cluster.ts';
import type { Service, ServicePort } from '../../engine/model/service.ts';
import { externalName } from '../../engine/services/backends.ts';
import { unionAll } from '../../engine/sets/intervals.ts';
import { type PortSet, portRange } from '../../engine/sets/ports.ts';
import type { EndpointView, Envelope, ReachAnswer, SideView } from '../answers.ts';
import type { AskedPair } from '../asked-pair.ts';
import { type Answer, endsOf } from '../attempts.ts';
import type { World } from '../held.ts';
import { placesIn } from '../places.ts';
import { portsView, serviceView } from '../present/ends.ts';
import { envelope, reasonView } from '../present/envelope.ts';
import { pairView, reachAnswer } from '../present/reach.ts';
import { isRefusal, type Refusal } from '../questions.ts';
import {
  type BackendAttempts,
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
  const list = serviceAttempts(cluster, endsOf(from, cluster, 'source'), service, ports);
  const reasons = [
    ...(outside === undefined ? [] : [outside]),
    ...list.flatMap(({ backend, attempts }) => [
      ...backend.because,
      ...attempts.flatMap(({ explained }) => (explained === 'no-common-family' ? [] : explained.because)),
    ]),
  ];
  const carried = envelope('ReachAnswer', reasons, cluster.assumptions, await diagnosticsOf(world));
  if (outside !== undefined)
    return bare(carried, ends, asked, 'unknown', 'undecided', outside.why, [reasonView(outside)]);
  if (list.length === 0) return bare(carried, ends, asked, 'no', 'no-backend', noBackend(service, cluster), []);
  const answer = serviceAnswer(list);
  const attempts = list.flatMap((each) => each.attempts);
  const told = reachAnswer(carried, ends, attempts, await placesIn(world.snapshot.sources), answer);
  return {
    ...told,
    asked: portsView(asked),
    ports: portsView(portsThatAll(list, 'yes')),
    unknownPorts: portsView(portsThatAll(list, 'unknown')),
    because: [...told.because, ...list.flatMap(({ backend }) => backend.because.map(reasonView))].filter(isFirst),
    pairs: attempts.map(pairView),
    backends: counted(list),
  };
}

function portsOf(ports: readonly ServicePort[]): PortSet {
  return unionAll(ports.map(({ protocol, port }) => portRange(protocol, port, port)));
}

function isFirst<T>(each: T, i: number, all: readonly T[]): boolean {
  return all.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === i;
}

/** A backend counts as reached where every source reaches it on every asked port. */
function counted(list: readonly BackendAttempts[]): NonNullable<ReachAnswer['backends']> {
  const keys = list.map(({ backend: { endpoint } }) =>
    endpoint.kind === 'pod' ? endpoint.pod : `${endpoint.addresses.v4}|${endpoint.addresses.v6}`,
  );
  const answers = [...new Set(keys)].map((key) => serviceAnswer(list.filter((_, i) => keys[i] === key)));
  return {
    reached: answers.filter((answer) => answer === 'yes').length,
    unknown: answers.filter((answer) => answer === 'unknown').length,
    of: answers.length,
  };
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

function bare(
  carried: Envelope<'ReachAnswer'>,
  ends: { readonly from: EndpointView; readonly to: EndpointView },
  asked: PortSet,
  answer: Answer,
  kind: 'undecided' | 'no-backend',
  why: string,
  because: ReachAnswer['because'],
): ReachAnswer {
  const side: SideView = { verdict: { kind, policies: [], why }, parts: [], steps: [] };
  return {
    ...carried,
    answer,
    ...ends,
    asked: portsView(asked),
    ports: [],
    unknownPorts: answer === 'unknown' ? portsView(asked) : [],
    because,
    egress: side,
    ingress: side,
    pairs: [],
    backends: { reached: 0, unknown: 0, of: 0 },
  };
}
