// Ingress and IngressClass of networking.k8s.io/v1, and the Ingress of v1beta1, whose backends are spelled
// otherwise. Of the annotations only the two that choose a class are read.

import { at, elements, type Field, fail, integer, isGiven, isMapping, text } from '../field.ts';
import type { IngressBackend, IngressClassObject, IngressObject } from '../traffic.ts';
import { nameOf, namespaceOf } from './metadata.ts';

export function ingress(root: Field): IngressObject {
  const spec = at(root, 'spec');
  const rules = elements(at(spec, 'rules'));
  const paths = rules.flatMap((rule) => elements(at(at(rule, 'http'), 'paths')));
  // `backend` is what v1beta1 called the default one.
  const defaults = [at(spec, 'defaultBackend'), at(spec, 'backend')].filter(isGiven);
  return {
    kind: 'Ingress',
    namespace: namespaceOf(root),
    name: nameOf(root),
    className: text(at(spec, 'ingressClassName')) || annotation(root, 'kubernetes.io/ingress.class'),
    hosts: hostsOf(rules, defaults.length > 0),
    encrypted: elements(at(spec, 'tls')).length > 0 ? 'tls' : 'plain',
    backends: [...defaults, ...paths.map((path) => at(path, 'backend'))].map(backend),
    origin: root.reading.origin,
  };
}

export function ingressClass(root: Field): IngressClassObject {
  const marked = annotation(root, 'ingressclass.kubernetes.io/is-default-class') === 'true';
  return {
    kind: 'IngressClass',
    name: nameOf(root),
    controller: text(at(at(root, 'spec'), 'controller')) ?? '',
    use: marked ? 'default' : 'by-name',
    origin: root.reading.origin,
  };
}

function annotation(root: Field, key: string): string {
  const { raw } = at(at(at(root, 'metadata'), 'annotations'), key);
  return typeof raw === 'string' ? raw : '';
}

/** A rule without a host, or a default backend, takes every host. */
function hostsOf(rules: readonly Field[], every: boolean): readonly string[] {
  const hosts = rules.map((rule) => text(at(rule, 'host')) ?? '');
  return every || hosts.includes('') ? [] : [...new Set(hosts)];
}

function backend(field: Field): IngressBackend {
  const older = text(at(field, 'serviceName'));
  if (older !== undefined) return { service: older, port: portOf(at(field, 'servicePort')), resource: '' };
  const resource = at(field, 'resource');
  if (isMapping(resource.raw)) {
    return {
      service: '',
      port: 0,
      resource: `${text(at(resource, 'kind')) ?? ''} ${text(at(resource, 'name')) ?? ''}`,
    };
  }
  const service = at(field, 'service');
  const name = text(at(service, 'name'));
  if (name === undefined) fail(field, 'wrong-type', 'a backend needs a `service` with a name, or a `resource`');
  const port = at(service, 'port');
  const number = integer(at(port, 'number'));
  return { service: name ?? '', port: number || (text(at(port, 'name')) ?? ''), resource: '' };
}

function portOf(field: Field): number | string {
  return typeof field.raw === 'string' ? field.raw : (integer(field) ?? '');
}
