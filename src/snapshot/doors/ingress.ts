// Ingresses and OpenShift Routes: both lead from one name to Services of their own namespace, through the
// pods of whoever serves their class.

import type { DoorBackend, DoorPort, DoorProxy, FrontDoor } from '../../engine/model/service.ts';
import { show } from '../field.ts';
import type { IngressBackend, IngressClassObject, IngressObject, RouteObject, TrafficObject } from '../traffic.ts';
import { openShiftRouter } from './controllers.ts';
import { controllerOf, type ProxyFinder } from './proxies.ts';
import { noFilling, proxyOf } from './scopes.ts';

export function ingressDoors(objects: readonly TrafficObject[], find: ProxyFinder): readonly FrontDoor[] {
  const classes = objects.filter((object) => object.kind === 'IngressClass');
  return objects
    .filter((object) => object.kind === 'Ingress')
    .map((ingress) => ({
      ...opened(ingress),
      hosts: ingress.hosts,
      backends: distinct(ingress.backends.map((backend) => ingressBackend(ingress, backend))),
      proxy: ingressProxy(ingress, classes, find),
    }));
}

export function routeDoors(objects: readonly TrafficObject[], find: ProxyFinder): readonly FrontDoor[] {
  return objects
    .filter((object) => object.kind === 'Route')
    .map((route) => ({
      ...opened(route),
      hosts: route.host === '' ? [] : [route.host],
      backends: distinct(route.backends.map((backend) => routeBackend(route, backend))),
      proxy: proxyOf({ title: 'the OpenShift router', traffic: openShiftRouter() }, noFilling, find),
    }));
}

function opened(object: IngressObject | RouteObject): Omit<FrontDoor, 'hosts' | 'backends' | 'proxy'> {
  const { kind, namespace, name, encrypted, origin } = object;
  const ports = encrypted === 'tls' ? [80, 443] : [80];
  return {
    kind,
    namespace,
    name,
    through: [{ kind, namespace, name }],
    listens: ports.map((port) => ({ protocol: 'TCP', port })),
    refused: '',
    certainty: 'certain',
    because: [],
    origin,
  };
}

function ingressProxy(
  { className }: IngressObject,
  classes: readonly IngressClassObject[],
  find: ProxyFinder,
): DoorProxy {
  const chosen =
    className === '' ? classes.find(({ use }) => use === 'default') : classes.find(({ name }) => name === className);
  const name = chosen?.name ?? className;
  const controller = controllerOf('ingress', chosen?.controller ?? '', name);
  if (controller !== undefined) return proxyOf(controller, noFilling, find);
  const why =
    name === ''
      ? 'the Ingress names no class, and the input has no default one'
      : `who serves Ingresses of class ${show(name)} is not known`;
  return { kind: 'unknown', why };
}

function ingressBackend({ namespace }: IngressObject, { service, port, resource }: IngressBackend): DoorBackend {
  const refused = resource === '' ? noPort(port) : `the backend is ${show(resource)}, not a Service`;
  const named: DoorPort = typeof port === 'number' ? { kind: 'number', port } : { kind: 'name', name: port };
  return { namespace, service, port: named, protocol: 'TCP', refused };
}

function noPort(port: number | string): string {
  return port === '' || port === 0 ? 'the backend names no port of its Service' : '';
}

function routeBackend(
  { namespace, targetPort }: RouteObject,
  { kind, name, weight }: RouteObject['backends'][number],
): DoorBackend {
  const refused =
    kind === 'Service' ? (weight === 0 ? 'its weight is 0' : '') : `the backend is a ${kind}, not a Service`;
  return { namespace, service: name, port: targetOf(targetPort), protocol: 'TCP', refused };
}

/** A number is compared with the port of the pods, a name with that of the Service's port. */
function targetOf(target: RouteObject['targetPort']): DoorPort {
  if (typeof target === 'number') return { kind: 'target', port: target };
  return target === 'every' ? { kind: 'every' } : { kind: 'name', name: target };
}

/** Many paths lead to one backend. */
export function distinct(backends: readonly DoorBackend[]): readonly DoorBackend[] {
  return [...new Map(backends.map((backend) => [JSON.stringify(backend), backend])).values()];
}
