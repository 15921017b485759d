// A question about a Service is one about each of its backends, at the port that the backend sees (R90):
// policies never see the Service.

import type { Endpoint } from '../engine/model/cluster.ts';
import type { Service, ServicePort } from '../engine/model/service.ts';
import { waysInto } from '../engine/services/ask-outside.ts';
import { askService, type JudgedBackend, together } from '../engine/services/ask-service.ts';
import { servicePort } from '../engine/services/target-port.ts';
import { unionAll } from '../engine/sets/intervals.ts';
import { type PortSet, portRange, protocols } from '../engine/sets/ports.ts';
import type { Answer, Attempt } from './attempts.ts';
import type { World } from './held.ts';
import { type Destination, refusal } from './names.ts';
import type { Refusal } from './questions.ts';

/** What one client gets at one port of the Service. */
export interface PortAttempts {
  readonly from: Endpoint;
  readonly port: ServicePort;
  readonly answer: Answer;
  readonly backends: readonly JudgedBackend[];
}

/** The Service's ports that are meant; a headless Service takes every number, since it translates nothing (R93). */
export function servicePorts(service: Service, asked: Destination['port']): readonly ServicePort[] | Refusal {
  if (asked === 'every') return service.ports;
  const protocol = protocols.find((each) => each === asked.protocol.toUpperCase());
  if (protocol === undefined) {
    return refusal('bad-question', `\`${asked.protocol}\` is no protocol; write ${protocols.join(', ')}`);
  }
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(asked.port);
  if (range !== null) {
    const [first, last] = [Number(range[1]), Number(range[2])];
    return service.ports.filter((each) => each.protocol === protocol && each.port >= first && each.port <= last);
  }
  const port = servicePort(service, /^\d+$/.test(asked.port) ? Number(asked.port) : asked.port, protocol);
  if (port !== undefined) return [port];
  const known = service.ports.map(portText);
  const has = known.length === 0 ? 'it has no ports' : `it has ${known.join(', ')}`;
  const name = `${service.namespace}/${service.name}`;
  return refusal('not-found', `Service \`${name}\` has no port ${asked.port}/${protocol}; ${has}`, known);
}

function portText({ port, protocol, name }: ServicePort): string {
  return `${port}/${protocol}${name === '' ? '' : ` (${name})`}`;
}

/** Pods and nodes use the Service as it is; the outside needs a way in. */
export function serviceAttempts(
  { cluster, compiled }: Pick<World, 'cluster' | 'compiled'>,
  sources: readonly Endpoint[],
  service: Service,
  ports: readonly ServicePort[],
): readonly PortAttempts[] {
  const outside = sources.some(isOutside) ? waysInto(compiled()) : undefined;
  return sources.flatMap((from) =>
    ports.map((port) => {
      const { decision, backends } =
        outside !== undefined && isOutside(from)
          ? outside.ask(from.addresses, service, port)
          : askService(cluster, from, service, port.port, port.protocol);
      return { from, port, answer: decision, backends };
    }),
  );
}

function isOutside(end: Endpoint): end is Endpoint & { kind: 'external' } {
  return end.kind === 'external' && end.node === undefined;
}

/** One attempt for each backend and family. */
export function attemptsAt({ from, backends }: PortAttempts): readonly Attempt[] {
  return backends.flatMap(({ backend, reach }): readonly Attempt[] => {
    const attempt = { from, to: backend.endpoint, asked: backend.ports };
    if (reach.length === 0) return [{ ...attempt, explained: 'no-common-family' }];
    return reach.map((explained) => ({ ...attempt, explained }));
  });
}

/** Over all clients and ports. */
export function serviceAnswer(list: readonly PortAttempts[]): Answer {
  return together(list.map(({ answer }) => answer));
}

/** The Service's ports at which every client gets this answer. */
export function portsThatAll(list: readonly PortAttempts[], answer: Answer): PortSet {
  const ports = [...new Set(list.map(({ port }) => port))];
  return unionAll(
    ports
      .filter((port) => serviceAnswer(list.filter((each) => each.port === port)) === answer)
      .map(({ protocol, port }) => portRange(protocol, port, port)),
  );
}
