// What a route attaches to: a Gateway, or a ListenerSet that a Gateway takes. A Gateway takes none unless
// `allowedListeners` says so.

import type { DoorProxy, FrontDoor, Via } from '../../engine/model/service.ts';
import { gatewayGroup } from '../decode/gateway.ts';
import { show } from '../field.ts';
import type { GatewayObject, Listener, ListenerSetObject, ParentRef, TrafficObject } from '../traffic.ts';
import { admits, type Surroundings } from './attach.ts';
import { controllerOf, labelled, type ProxyFinder, type ProxyScope } from './proxies.ts';
import { scopesOf } from './scopes.ts';

export interface Parent extends Pick<FrontDoor, 'refused' | 'certainty' | 'because' | 'proxy'> {
  readonly through: readonly Via[];
  readonly namespace: string;
  readonly listeners: readonly Listener[];
}

export type ParentFinder = (ref: ParentRef) => Parent;

export function parentFinder(objects: readonly TrafficObject[], around: Surroundings, find: ProxyFinder): ParentFinder {
  const gateways = indexed(objects.filter((object) => object.kind === 'Gateway'));
  const sets = indexed(objects.filter(isListenerSet));
  const classes = new Map(
    objects.flatMap((object) => (object.kind === 'GatewayClass' ? [[object.name, object.controller] as const] : [])),
  );
  const proxyOf = (gateway: GatewayObject): DoorProxy =>
    gatewayProxy(gateway, classes.get(gateway.className) ?? '', find);
  return (ref) => {
    if (ref.kind === 'Service') return refused(ref, 'its parent is a Service: it steers what passes inside a mesh');
    const gateway = ref.group === gatewayGroup ? gateways.get(keyOf(ref)) : undefined;
    if (gateway !== undefined) return gatewayParent(gateway, proxyOf(gateway));
    const set = sets.get(keyOf(ref));
    if (set !== undefined) return setParent(set, gateways.get(keyOf(set.parent)), proxyOf, around);
    const known = ['Gateway', 'ListenerSet', 'XListenerSet'].includes(ref.kind);
    const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
    return refused(ref, known ? `the input has no ${name}` : `its parent is a ${ref.kind}, not a Gateway`);
  };
}

function isListenerSet(object: TrafficObject): object is ListenerSetObject {
  return object.kind === 'ListenerSet' || object.kind === 'XListenerSet';
}

function indexed<T extends Via>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function keyOf({ kind, namespace, name }: Via): string {
  return `${kind} ${namespace}/${name}`;
}

function viaOf({ kind, namespace, name }: Via): Via {
  return { kind, namespace, name };
}

function refused(ref: ParentRef, why: string): Parent {
  return {
    through: [viaOf(ref)],
    namespace: ref.namespace,
    listeners: [],
    proxy: { kind: 'unknown', why },
    refused: why,
    certainty: 'certain',
    because: [],
  };
}

function gatewayParent(gateway: GatewayObject, proxy: DoorProxy): Parent {
  const { namespace, listeners } = gateway;
  return { through: [viaOf(gateway)], namespace, listeners, proxy, refused: '', certainty: 'certain', because: [] };
}

function setParent(
  set: ListenerSetObject,
  gateway: GatewayObject | undefined,
  proxyOf: (gateway: GatewayObject) => DoorProxy,
  around: Surroundings,
): Parent {
  if (gateway === undefined) {
    const { namespace, name } = set.parent;
    const why = `the input has no Gateway ${namespace}/${name}, which ${set.kind} ${set.namespace}/${set.name} is for`;
    return { ...refused(set.parent, why), through: [viaOf(set.parent), viaOf(set)] };
  }
  const { holds, because } = admits(gateway.allowedListeners, gateway.namespace, set.namespace, around);
  const from = gateway.allowedListeners.kind;
  const why = `Gateway ${gateway.namespace}/${gateway.name} takes no ListenerSet of namespace \`${set.namespace}\` (from ${from})`;
  return {
    through: [viaOf(gateway), viaOf(set)],
    namespace: set.namespace,
    listeners: set.listeners,
    proxy: proxyOf(gateway),
    refused: holds === 'no' ? why : '',
    certainty: holds === 'yes' ? 'certain' : 'perhaps',
    because,
  };
}

/** GEP-1762: what a controller makes for a Gateway carries the Gateway's name as a label, in its namespace. */
function gatewayProxy(
  { namespace, name, className }: GatewayObject,
  controllerName: string,
  find: ProxyFinder,
): DoorProxy {
  const own: ProxyScope = {
    namespaces: [namespace],
    pods: labelled({ 'gateway.networking.k8s.io/gateway-name': name }),
  };
  const controller = controllerOf('gateway', controllerName, className);
  if (controller === undefined) {
    const found = find([own], `Gateway ${namespace}/${name}`);
    if (found.kind === 'pods') return found;
    const who = controllerName === '' ? `class ${show(className)}` : show(controllerName);
    return { kind: 'unknown', why: `who carries the traffic of ${who} is not known` };
  }
  if (controller.traffic.by === 'elsewhere') return { kind: 'unknown', why: controller.traffic.why };
  const filling = { NAME: name, NAMESPACE: namespace, CLASS: className };
  return find([own, ...scopesOf(controller.traffic, filling)], controller.title);
}
