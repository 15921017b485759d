// What the outside can knock at: node ports, load balancers and external addresses of Services, and the front
// doors that lead to a Service's port. What is written and leads nowhere is told with its reason.

import type { Reason } from '../model/assumptions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { DoorBackend, DoorProxy, FrontDoor, Service, ServicePort, Via } from '../model/service.ts';
import { type AddressSet, isEmpty } from '../sets/addresses.ts';
import { type Backend, backendsAt, externalName, proxiedBackends } from './backends.ts';

export interface Entry {
  readonly by: 'node-port' | 'load-balancer' | 'external-ip' | 'front-door';
  /** Outermost first; the Service last. */
  readonly via: NonEmpty<Via>;
  readonly service: Service;
  readonly servicePort: ServicePort;
  /** Who may knock: `loadBalancerSourceRanges`. */
  readonly sources: 'anyone' | AddressSet;
  /** Whether the backend may see a node's address instead of the client's (F2). */
  readonly rewrites: 'none' | 'perhaps';
  /** Who opens the connection to the backend; 'none': the client itself. */
  readonly proxy: 'none' | DoorProxy;
  /** Ports that the outside knocks at, where they are known; [] else. */
  readonly listens: FrontDoor['listens'];
  /** Host names; [] is any. */
  readonly hosts: readonly string[];
  readonly backends: readonly Backend[];
  readonly certainty: 'certain' | 'perhaps';
  readonly because: readonly Reason[];
}

export interface RefusedEntry {
  readonly via: NonEmpty<Via>;
  /** The Service that is meant; '' where the whole door leads nowhere. */
  readonly service: string;
  readonly why: string;
}

export interface Entries {
  /** In the order of the Services, then of the front doors. */
  readonly entries: readonly Entry[];
  readonly refused: readonly RefusedEntry[];
}

export function entriesOf(cluster: Cluster): Entries {
  const byName = new Map(cluster.services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const entries = cluster.services.flatMap((service) => serviceEntries(cluster, service));
  const doors = cluster.frontDoors.map((door) => doorEntries(cluster, door, byName));
  return {
    entries: [...entries, ...doors.flatMap((door) => door.entries)],
    refused: doors.flatMap((door) => door.refused),
  };
}

function serviceEntries(cluster: Cluster, service: Service): readonly Entry[] {
  const ways = waysInto(service);
  if (ways.length === 0) return [];
  return service.ports.flatMap((servicePort) => {
    const backends = backendsAt(cluster, service, servicePort, 'outside');
    return ways.map(
      (by): Entry => ({
        by,
        via: [viaOf(service)],
        service,
        servicePort,
        // kube-proxy holds the ranges against the load balancer's address only: node ports stay open to anyone.
        sources: by === 'load-balancer' ? service.sources : 'anyone',
        rewrites: service.externalTraffic === 'Local' ? 'none' : 'perhaps',
        proxy: 'none',
        listens: listensAt(by, servicePort),
        hosts: [],
        backends,
        certainty: 'certain',
        because: [],
      }),
    );
  });
}

function waysInto({ type, headless, nodePorts, externalIPs }: Service): readonly Entry['by'][] {
  if (headless || type === 'ExternalName') return [];
  const ways: Entry['by'][] = [];
  if (type === 'LoadBalancer') ways.push('load-balancer');
  if (nodePorts === 'allocated') ways.push('node-port');
  if (!isEmpty(externalIPs)) ways.push('external-ip');
  return ways;
}

function listensAt(by: Entry['by'], { protocol, port, nodePort }: ServicePort): Entry['listens'] {
  if (by !== 'node-port') return [{ protocol, port }];
  return nodePort === 0 ? [] : [{ protocol, port: nodePort }];
}

interface DoorEntries {
  readonly entries: readonly Entry[];
  readonly refused: readonly RefusedEntry[];
}

function doorEntries(cluster: Cluster, door: FrontDoor, services: ReadonlyMap<string, Service>): DoorEntries {
  if (door.refused !== '') return { entries: [], refused: [{ via: door.through, service: '', why: door.refused }] };
  const each = door.backends.map((backend) => backendEntries(cluster, door, backend, services));
  return { entries: each.flatMap(({ entries }) => entries), refused: each.flatMap(({ refused }) => refused) };
}

function backendEntries(
  cluster: Cluster,
  door: FrontDoor,
  backend: DoorBackend,
  services: ReadonlyMap<string, Service>,
): DoorEntries {
  const name = `${backend.namespace}/${backend.service}`;
  const refuse = (why: string): DoorEntries => ({
    entries: [],
    refused: [{ via: door.through, service: backend.service === '' ? '' : name, why }],
  });
  if (backend.refused !== '') return refuse(backend.refused);
  const service = services.get(name);
  if (service === undefined) return refuse(`the input has no Service ${name}`);
  const outside = externalName(service);
  if (outside !== undefined) return refuse(outside.why);
  const met = portsMeant(cluster, service, backend);
  if (met.length === 0) return refuse(`Service ${name} has no port ${portText(backend)}`);
  return { entries: met.map(({ port, backends }) => doorEntry(door, service, port, backends)), refused: [] };
}

interface Meant {
  readonly port: ServicePort;
  readonly backends: readonly Backend[];
}

function portsMeant(cluster: Cluster, service: Service, { port: asked, protocol }: DoorBackend): readonly Meant[] {
  return service.ports
    .filter((port) => port.protocol === protocol)
    .filter(({ port, name }) => {
      if (asked.kind === 'number') return port === asked.port;
      return asked.kind === 'name' ? name === asked.name : true;
    })
    .map((port) => ({ port, backends: proxiedBackends(cluster, service, port) }))
    .map((meant) =>
      asked.kind === 'target'
        ? { ...meant, backends: meant.backends.filter(({ port }) => port === asked.port) }
        : meant,
    )
    .filter(({ port, backends }) => asked.kind !== 'target' || port.target === asked.port || backends.length > 0);
}

function portText({ port, protocol }: DoorBackend): string {
  switch (port.kind) {
    case 'number':
      return `${port.port}/${protocol}`;
    case 'name':
      return `\`${port.name}\``;
    case 'target':
      return `whose pods listen at ${port.port}/${protocol}`;
    case 'every':
      return `of ${protocol}`;
  }
}

function doorEntry(door: FrontDoor, service: Service, servicePort: ServicePort, backends: readonly Backend[]): Entry {
  return {
    by: 'front-door',
    via: [...door.through, viaOf(service)],
    service,
    servicePort,
    sources: 'anyone',
    rewrites: 'perhaps',
    proxy: door.proxy,
    listens: door.listens,
    hosts: door.hosts,
    backends,
    certainty: door.certainty,
    because: door.because,
  };
}

function viaOf({ namespace, name }: Service): Via {
  return { kind: 'Service', namespace, name };
}
