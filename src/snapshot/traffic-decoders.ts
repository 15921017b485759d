// Which decoder reads an object that leads traffic to pods, by kind and API version.

import { endpointSlice, endpoints } from './decode/endpoint-slice.ts';
import { gateway, gatewayClass, listenerSet } from './decode/gateway.ts';
import { gatewayRoute, referenceGrant } from './decode/gateway-route.ts';
import { ingress, ingressClass } from './decode/ingress.ts';
import { route } from './decode/route.ts';
import { service } from './decode/service.ts';
import type { Field } from './field.ts';
import { gatewayRouteKinds, type TrafficObject } from './traffic.ts';

interface TrafficDecoder {
  readonly versions: RegExp;
  readonly current: string;
  readonly decode: (root: Field) => TrafficObject;
}

const gatewayApi = {
  versions: /^gateway\.networking\.k8s\.io\/v1(beta1|alpha[23])?$/,
  current: 'gateway.networking.k8s.io/v1',
};

export const trafficDecoders: readonly (readonly [kind: string, decoder: TrafficDecoder])[] = [
  ['Service', { versions: /^v1$/, current: 'v1', decode: service }],
  ['Endpoints', { versions: /^v1$/, current: 'v1', decode: endpoints }],
  [
    'EndpointSlice',
    { versions: /^discovery\.k8s\.io\/v1(beta1)?$/, current: 'discovery.k8s.io/v1', decode: endpointSlice },
  ],
  [
    'Ingress',
    {
      versions: /^(networking\.k8s\.io\/v1(beta1)?|extensions\/v1beta1)$/,
      current: 'networking.k8s.io/v1',
      decode: ingress,
    },
  ],
  [
    'IngressClass',
    { versions: /^networking\.k8s\.io\/v1(beta1)?$/, current: 'networking.k8s.io/v1', decode: ingressClass },
  ],
  ['GatewayClass', { ...gatewayApi, decode: gatewayClass }],
  ['Gateway', { ...gatewayApi, decode: gateway }],
  ['ListenerSet', { ...gatewayApi, decode: (root) => listenerSet(root, 'ListenerSet') }],
  [
    'XListenerSet',
    {
      versions: /^gateway\.networking\.x-k8s\.io\/v1alpha1$/,
      current: 'gateway.networking.x-k8s.io/v1alpha1',
      decode: (root) => listenerSet(root, 'XListenerSet'),
    },
  ],
  ...gatewayRouteKinds.map((kind): [string, TrafficDecoder] => [
    kind,
    { ...gatewayApi, decode: (root) => gatewayRoute(root, kind) },
  ]),
  ['ReferenceGrant', { ...gatewayApi, decode: referenceGrant }],
  // OpenShift took its Routes under `v1` too, before API groups.
  ['Route', { versions: /^(route\.openshift\.io\/)?v1$/, current: 'route.openshift.io/v1', decode: route }],
];
