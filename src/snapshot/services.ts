// Services of a cluster, each with what stands behind it: a selector, given addresses, or a name outside.

import type { GivenBackend, Service, ServiceBackends } from '../engine/model/service.ts';
import { compare, inOrder } from './in-order.ts';
import type { Snapshot } from './snapshot.ts';
import type { EndpointsObject, ServiceObject } from './traffic.ts';

/** Sorted by namespace and name. */
export function servicesOf({ objects }: Pick<Snapshot, 'objects'>): readonly Service[] {
  const decoded = objects.filter((object) => object.kind === 'Service');
  if (decoded.length === 0) return [];
  const given = givenOf(objects.filter(isEndpoints));
  return inOrder(
    decoded.map((object) => serviceOf(object, given)),
    ({ namespace }) => namespace,
    (a, b) => compare(a.name, b.name),
  );
}

function isEndpoints(object: Snapshot['objects'][number]): object is EndpointsObject {
  return object.kind === 'EndpointSlice' || object.kind === 'Endpoints';
}

type Given = ReadonlyMap<string, readonly GivenBackend[]>;

/** By `namespace/service`. Where a Service has slices, its Endpoints are what they were made of, or a copy. */
function givenOf(objects: readonly EndpointsObject[]): Given {
  const byService = new Map<string, GivenBackend[]>();
  for (const kind of ['EndpointSlice', 'Endpoints'] as const) {
    const sliced = new Set(byService.keys());
    for (const object of objects) {
      const key = `${object.namespace}/${object.service}`;
      if (object.kind !== kind || object.service === '' || sliced.has(key)) continue;
      const known = byService.get(key);
      if (known === undefined) byService.set(key, [...object.backends]);
      else for (const backend of object.backends) known.push(backend);
    }
  }
  return byService;
}

/** Field by field: there are thousands, and what is left of an object is slow to make. */
function serviceOf(object: ServiceObject, given: Given): Service {
  return {
    namespace: object.namespace,
    name: object.name,
    type: object.type,
    headless: object.headless,
    ports: object.ports,
    publishNotReady: object.publishNotReady,
    internalTraffic: object.internalTraffic,
    externalTraffic: object.externalTraffic,
    clusterIPs: object.clusterIPs,
    externalIPs: object.externalIPs,
    balancerIPs: object.balancerIPs,
    nodePorts: object.nodePorts,
    sources: object.sources,
    origin: object.origin,
    backends: backendsOf(object, given),
  };
}

function backendsOf({ type, namespace, name, selector, externalName }: ServiceObject, given: Given): ServiceBackends {
  if (type === 'ExternalName') return { kind: 'external-name', host: externalName };
  if (selector !== 'none') return { kind: 'selected', selector };
  return { kind: 'given', backends: given.get(`${namespace}/${name}`) ?? [] };
}
