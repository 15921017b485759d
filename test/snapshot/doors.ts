// Gateways, Ingresses and Routes to assemble, and the front doors that come of them, as text.

import type { Assumptions } from '../../src/engine/model/assumptions.ts';
import type { DoorBackend, FrontDoor } from '../../src/engine/model/service.ts';
import { build } from './assembling.ts';

export function object(kind: string, name: string, spec: string, namespace = 's', metadata = ''): string {
  const version =
    kind === 'Route'
      ? 'route.openshift.io/v1'
      : kind.startsWith('Ingress')
        ? 'networking.k8s.io/v1'
        : kind === 'XListenerSet'
          ? 'gateway.networking.x-k8s.io/v1alpha1'
          : 'gateway.networking.k8s.io/v1';
  return `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}${metadata}}\nspec: ${spec}\n`;
}

export function gateway(listener: string, more = ''): string {
  return object(
    'Gateway',
    'gw',
    `{gatewayClassName: c, listeners: [{name: web, port: 80, protocol: HTTP${listener}}]${more}}`,
  );
}

export function route(spec: string, namespace = 's', kind = 'HTTPRoute'): string {
  return object(kind, 'r', `{parentRefs: [{name: gw, namespace: s}], ${spec}}`, namespace);
}

export const toWeb = 'rules: [{backendRefs: [{name: web, port: 80}]}]';

export function pod(labels: string, namespace = 's'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ${namespace}, labels: {${labels}}}\n`;
}

export function doors(documents: readonly string[], assumptions: Partial<Assumptions> = {}): readonly FrontDoor[] {
  return build(documents, assumptions).cluster.frontDoors;
}

export function shape({ through, listens, hosts, backends, refused, certainty }: FrontDoor): string {
  const way = through.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(' > ');
  if (refused !== '') return `${way}: ${refused}`;
  const on = listens.map(({ protocol, port }) => `${protocol}/${port}`).join();
  const perhaps = certainty === 'perhaps' ? ' perhaps' : '';
  return `${way} ${on}${perhaps} [${hosts.join()}] ${backends.map(backendShape).join(' ')}`;
}

function backendShape({ namespace, service, port, protocol, refused }: DoorBackend): string {
  const of =
    port.kind === 'every' ? '*' : port.kind === 'name' ? port.name : `${port.kind === 'target' ? '>' : ''}${port.port}`;
  return refused === '' ? `${namespace}/${service}:${of}/${protocol}` : `(${refused})`;
}

export type Row = readonly [what: string, documents: readonly string[], expected: readonly string[]];
