// A question about a Service is one about each of its backends, at the port that the backend sees (R90):
// policies never see the Service.

import type { Cluster, Endpoint } from '../engine/model/cluster.ts';
import type { Service, ServicePort } from '../engine/model/service.ts';
import { type Backend, backendsAt } from '../engine/services/backends.ts';
import { servicePort } from '../engine/services/target-port.ts';
import { unionAll } from '../engine/sets/intervals.ts';
import { type PortSet, portRange, protocols } from '../engine/sets/ports.ts';
import { type Answer, type Attempt, answerOf, attemptsOf } from './attempts.ts';
import { type Destination, refusal } from './names.ts';
import type { Refusal } from './questions.ts';

/** Attempts at one backend, one for each address family. */
export interface BackendAttempts {
  readonly from: Endpoint;
  readonly port: ServicePort;
  readonly backend: Backend;
  readonly attempts: readonly Attempt[];
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
    const within = ({ port, protocol: of }: ServicePort) =>
      of === protocol && port >= Number(range[1]) && port <= Number(range[2]);
    return service.ports.filter(within);
  }
  const port = servicePort(service, /^\d+$/.test(asked.port) ? Number(asked.port) : asked.port, protocol);
  if (port !== undefined) return [port];
  const known = service.ports.map(
    (each) => `${each.port}/${each.protocol}${each.name === '' ? '' : ` (${each.name})`}`,
  );
  const has = known.length === 0 ? 'it has no ports' : `it has ${known.join(', ')}`;
  const name = `${service.namespace}/${service.name}`;
  return refusal('not-found', `Service \`${name}\` has no port ${asked.port}/${protocol}; ${has}`, known);
}

export function serviceAttempts(
  cluster: Cluster,
  sources: readonly Endpoint[],
  service: Service,
  ports: readonly ServicePort[],
): readonly BackendAttempts[] {
  return sources.flatMap((from) =>
    ports.flatMap((port) =>
      backendsAt(cluster, service, port, from).flatMap((backend): readonly BackendAttempts[] => {
        const asked = { kind: 'AskedPorts', at: () => backend.ports } as const;
        const attempts = attemptsOf(cluster, from, backend.endpoint, asked, 'service');
        return attempts.length === 0 ? [] : [{ from, port, backend, attempts }];
      }),
    ),
  );
}

/** 005 rule 20: a backend that is only perhaps one counts where it answers as the others do. */
export function serviceAnswer(list: readonly BackendAttempts[]): Answer {
  const certain = list.filter(({ backend }) => backend.certainty === 'certain').flatMap(({ attempts }) => attempts);
  const perhaps = list.filter(({ backend }) => backend.certainty === 'perhaps');
  if (list.length === 0) return 'no';
  const common: Answer = certain.length === 0 ? 'no' : answerOf(certain);
  if (common === 'partly') return common;
  return perhaps.every(({ attempts }) => answerOf(attempts) === common) ? common : 'unknown';
}

/** The Service's ports on which every backend answers so. */
export function portsThatAll(list: readonly BackendAttempts[], answer: Answer): PortSet {
  const ports = [...new Set(list.map(({ port }) => port))];
  return unionAll(
    ports
      .filter((port) => serviceAnswer(list.filter((each) => each.port === port)) === answer)
      .map(({ protocol, port }) => portRange(protocol, port, port)),
  );
}
