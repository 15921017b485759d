// Routes of the Gateway API: one front door for each parent that a route names, with the Gateway (and the
// ListenerSet) before it. A parent that is a Service is a mesh's business and exposes nothing.

import type { DoorBackend, FrontDoor, Via } from '../../engine/model/service.ts';
import { gatewayGroup } from '../decode/gateway.ts';
import {
  type BackendRef,
  type GatewayRouteObject,
  gatewayRouteKinds,
  type ParentRef,
  protocolOfRoute,
  type ReferenceGrantObject,
  type TrafficObject,
} from '../traffic.ts';
import { attaches, hostsInCommon, type Surroundings } from './attach.ts';
import { distinct } from './ingress.ts';
import { type Parent, type ParentFinder, parentFinder } from './parents.ts';
import type { ProxyFinder } from './proxies.ts';

export function gatewayDoors(
  objects: readonly TrafficObject[],
  around: Surroundings,
  find: ProxyFinder,
): readonly FrontDoor[] {
  const parentOf = parentFinder(objects, around, find);
  const grants = objects.filter((object) => object.kind === 'ReferenceGrant');
  return objects.filter(isRoute).flatMap((route) => {
    const backends = distinct(route.backends.map((backend) => doorBackend(route, backend, grants)));
    return [...byParent(route.parents).values()].map((refs) => doorOf(route, refs, backends, parentOf, around));
  });
}

const routeKinds: ReadonlySet<string> = new Set(gatewayRouteKinds);

function isRoute(object: TrafficObject): object is GatewayRouteObject {
  return routeKinds.has(object.kind);
}

/** A route may name one parent several times, once for each of its listeners. */
function byParent(parents: readonly ParentRef[]): ReadonlyMap<string, readonly [ParentRef, ...ParentRef[]]> {
  const groups = new Map<string, readonly [ParentRef, ...ParentRef[]]>();
  for (const ref of parents) {
    const key = `${ref.group} ${ref.kind} ${ref.namespace} ${ref.name}`;
    const known = groups.get(key);
    groups.set(key, known === undefined ? [ref] : [...known, ref]);
  }
  return groups;
}

function doorOf(
  route: GatewayRouteObject,
  refs: readonly [ParentRef, ...ParentRef[]],
  backends: readonly DoorBackend[],
  parentOf: ParentFinder,
  around: Surroundings,
): FrontDoor {
  const { kind, namespace, name, origin } = route;
  const parent = parentOf(refs[0]);
  const own: Via = { kind, namespace, name };
  const attached =
    parent.refused === '' ? attachedTo(route, refs, parent, around) : { ...nowhere, refused: parent.refused };
  return {
    kind,
    namespace,
    name,
    through: isFirst(parent.through) ? [...parent.through, own] : [own],
    ...attached,
    certainty: parent.certainty === 'perhaps' ? 'perhaps' : attached.certainty,
    because: [...parent.because, ...attached.because],
    backends,
    proxy: parent.proxy,
    origin,
  };
}

function isFirst(through: readonly Via[]): through is readonly [Via, ...Via[]] {
  return through.length > 0;
}

type Attached = Pick<FrontDoor, 'listens' | 'hosts' | 'refused' | 'certainty' | 'because'>;

const nowhere: Attached = { listens: [], hosts: [], refused: '', certainty: 'certain', because: [] };

function attachedTo(
  route: GatewayRouteObject,
  refs: readonly ParentRef[],
  { listeners, namespace }: Parent,
  around: Surroundings,
): Attached {
  const meant = listeners.filter((listener) =>
    refs.some(
      ({ sectionName, port }) =>
        (sectionName === '' || sectionName === listener.name) && (port === 0 || port === listener.port),
    ),
  );
  const tried = meant.map((listener) => ({ listener, attachment: attaches(route, listener, namespace, around) }));
  const taken = tried.filter(({ attachment }) => attachment.holds !== 'no');
  if (taken.length === 0) {
    return { ...nowhere, refused: tried[0]?.attachment.refused ?? 'its parent has no such listener' };
  }
  const protocol = protocolOfRoute(route.kind);
  const hosts = taken.flatMap(({ listener }) => hostsInCommon(listener.hostname, route.hostnames));
  const certain = taken.some(({ attachment }) => attachment.holds === 'yes');
  return {
    listens: [...new Set(taken.map(({ listener }) => listener.port))].map((port) => ({ protocol, port })),
    hosts: hosts.includes('') ? [] : [...new Set(hosts)],
    refused: '',
    certainty: certain ? 'certain' : 'perhaps',
    because: certain ? [] : taken.flatMap(({ attachment }) => attachment.because),
  };
}

function doorBackend(
  route: GatewayRouteObject,
  backend: BackendRef,
  grants: readonly ReferenceGrantObject[],
): DoorBackend {
  const { namespace, name, port } = backend;
  const protocol = protocolOfRoute(route.kind);
  return {
    namespace,
    service: name,
    port: { kind: 'number', port },
    protocol,
    refused: refusal(route, backend, grants),
  };
}

function refusal(
  route: GatewayRouteObject,
  { group, kind, namespace, name, port, weight }: BackendRef,
  grants: readonly ReferenceGrantObject[],
): string {
  if (kind !== 'Service' || (group !== '' && group !== 'core')) return `the backend is a ${kind}, not a Service`;
  if (port === 0) return 'the backend names no port of its Service';
  if (weight === 0) return 'its weight is 0';
  if (namespace === route.namespace) return '';
  const granted = grants.some(
    (grant) =>
      grant.namespace === namespace &&
      grant.from.some(
        (from) => from.group === gatewayGroup && from.kind === route.kind && from.namespace === route.namespace,
      ) &&
      grant.to.some(
        (to) =>
          (to.group === '' || to.group === 'core') && to.kind === 'Service' && (to.name === '' || to.name === name),
      ),
  );
  return granted
    ? ''
    : `no ReferenceGrant in namespace \`${namespace}\` lets a ${route.kind} of \`${route.namespace}\` refer to it`;
}
