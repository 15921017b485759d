// The decoded objects that lead traffic to pods: Services with the addresses that stand behind them, Ingresses,
// the Gateway API and OpenShift Routes. What they mean together is worked out in services.ts and front-doors.ts.

import type { LabelSelector } from '../engine/model/labels.ts';
import type { Origin } from '../engine/model/origin.ts';
import type { GivenBackend, Service } from '../engine/model/service.ts';
import type { Protocol } from '../engine/sets/ports.ts';

interface Placed<K extends string> {
  readonly kind: K;
  readonly namespace: string;
  readonly name: string;
  readonly origin: Origin;
}

export interface ServiceObject extends Placed<'Service'>, Omit<Service, 'backends' | keyof Placed<'Service'>> {
  /** An empty selector is none: the backends are then given, or a name outside. */
  readonly selector: LabelSelector | 'none';
  /** '' but for ExternalName. */
  readonly externalName: string;
}

export interface EndpointsObject extends Placed<'EndpointSlice' | 'Endpoints'> {
  /** The Service, of the same namespace, that the addresses are for; '' where it is of none. */
  readonly service: string;
  readonly backends: readonly GivenBackend[];
}

export interface IngressBackend {
  readonly service: string;
  readonly port: number | string;
  /** What it names instead of a Service; '' for a Service. */
  readonly resource: string;
}

export interface IngressObject extends Placed<'Ingress'> {
  /** '' where it leaves the choice to the default class. */
  readonly className: string;
  readonly hosts: readonly string[];
  readonly encrypted: 'tls' | 'plain';
  readonly backends: readonly IngressBackend[];
}

export interface IngressClassObject {
  readonly kind: 'IngressClass';
  readonly name: string;
  readonly controller: string;
  readonly use: 'default' | 'by-name';
  readonly origin: Origin;
}

export interface GatewayClassObject {
  readonly kind: 'GatewayClass';
  readonly name: string;
  readonly controller: string;
  readonly origin: Origin;
}

/** Which namespaces may attach: `allowedRoutes.namespaces`, `allowedListeners.namespaces`. */
export type AllowedFrom =
  | { readonly kind: 'All' }
  | { readonly kind: 'Same' }
  | { readonly kind: 'None' }
  | { readonly kind: 'Selector'; readonly selector: LabelSelector };

export interface Listener {
  readonly name: string;
  /** '' is every host. */
  readonly hostname: string;
  readonly port: number;
  /** HTTP, HTTPS, TLS, TCP, UDP, or a controller's own. */
  readonly protocol: string;
  readonly allowedFrom: AllowedFrom;
  /** As written; [] leaves it to the protocol. */
  readonly allowedKinds: readonly { readonly group: string; readonly kind: string }[];
}

export interface GatewayObject extends Placed<'Gateway'> {
  readonly className: string;
  readonly listeners: readonly Listener[];
  /** Which ListenerSets may attach: none where it is left out. */
  readonly allowedListeners: AllowedFrom;
}

/** What a route or a ListenerSet attaches to. */
export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** '' is every listener. */
  readonly sectionName: string;
  /** 0 is every port. */
  readonly port: number;
}

export interface ListenerSetObject extends Placed<'ListenerSet' | 'XListenerSet'> {
  readonly parent: ParentRef;
  readonly listeners: readonly Listener[];
}

export const gatewayRouteKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;
export type GatewayRouteKind = (typeof gatewayRouteKinds)[number];

export interface BackendRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** 0 where it has none, which a Service needs. */
  readonly port: number;
  readonly weight: number;
}

export interface GatewayRouteObject extends Placed<GatewayRouteKind> {
  readonly parents: readonly ParentRef[];
  readonly hostnames: readonly string[];
  /** Mirrors among them: a copy of a request is traffic too. */
  readonly backends: readonly BackendRef[];
}

export interface ReferenceGrantObject extends Placed<'ReferenceGrant'> {
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** '' as a name is every object of the kind. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
}

/** OpenShift's. */
export interface RouteObject extends Placed<'Route'> {
  readonly host: string;
  readonly encrypted: 'tls' | 'plain';
  readonly backends: readonly { readonly kind: string; readonly name: string; readonly weight: number }[];
  /** A number is the pods' port, a name the Service port's; 'every' where it is left out. */
  readonly targetPort: number | string | 'every';
}

export type TrafficObject =
  | ServiceObject
  | EndpointsObject
  | IngressObject
  | IngressClassObject
  | GatewayClassObject
  | GatewayObject
  | ListenerSetObject
  | GatewayRouteObject
  | ReferenceGrantObject
  | RouteObject;

export const trafficKinds = [
  'Service',
  'EndpointSlice',
  'Endpoints',
  'Ingress',
  'IngressClass',
  'GatewayClass',
  'Gateway',
  'ListenerSet',
  'XListenerSet',
  ...gatewayRouteKinds,
  'ReferenceGrant',
  'Route',
] as const satisfies readonly TrafficObject['kind'][];

const kinds: ReadonlySet<string> = new Set(trafficKinds);

/** Pods have namespaces with labels that policies ask for; these objects only have a place. */
export function isTraffic(object: { readonly kind: string }): object is TrafficObject {
  return kinds.has(object.kind);
}

export function protocolOfRoute(kind: GatewayRouteKind): Protocol {
  return kind === 'UDPRoute' ? 'UDP' : 'TCP';
}
