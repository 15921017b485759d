// The routes of the Gateway API, and the grants that let them refer to another namespace. The five kinds
// have one shape as far as we use it: parents, hosts, and backends in rules.

import { at, elements, type Field, fail, integer, isGiven, text } from '../field.ts';
import type { BackendRef, GatewayRouteKind, GatewayRouteObject, ParentRef, ReferenceGrantObject } from '../traffic.ts';
import { nameOf, namespaceOf } from './metadata.ts';

export function gatewayRoute(root: Field, kind: GatewayRouteKind): GatewayRouteObject {
  const spec = at(root, 'spec');
  const namespace = namespaceOf(root);
  const rules = elements(at(spec, 'rules'));
  return {
    kind,
    namespace,
    name: nameOf(root),
    parents: elements(at(spec, 'parentRefs')).map((parent) => parentRef(parent, namespace)),
    hostnames: elements(at(spec, 'hostnames')).flatMap((host) => text(host) ?? []),
    backends: rules.flatMap((rule) => backendsOf(rule, namespace)),
    origin: root.reading.origin,
  };
}

export function referenceGrant(root: Field): ReferenceGrantObject {
  const spec = at(root, 'spec');
  const words = (field: Field, key: string): string => text(at(field, key)) ?? '';
  return {
    kind: 'ReferenceGrant',
    namespace: namespaceOf(root),
    name: nameOf(root),
    from: elements(at(spec, 'from')).map((from) => ({
      group: words(from, 'group'),
      kind: words(from, 'kind'),
      namespace: words(from, 'namespace'),
    })),
    to: elements(at(spec, 'to')).map((to) => ({
      group: words(to, 'group'),
      kind: words(to, 'kind'),
      name: words(to, 'name'),
    })),
    origin: root.reading.origin,
  };
}

/** A parent is a Gateway of the same namespace where it does not say otherwise. */
export function parentRef(field: Field, namespace: string): ParentRef {
  const name = text(at(field, 'name'));
  if (name === undefined) fail(at(field, 'name'), 'wrong-type', 'a parent needs a `name`');
  return {
    group: text(at(field, 'group')) ?? 'gateway.networking.k8s.io',
    kind: text(at(field, 'kind')) ?? 'Gateway',
    namespace: text(at(field, 'namespace')) || namespace,
    name: name ?? '',
    sectionName: text(at(field, 'sectionName')) ?? '',
    port: integer(at(field, 'port')) ?? 0,
  };
}

/** Those of the rule, and those that get a copy by a RequestMirror filter of the rule or of a backend. */
function backendsOf(rule: Field, namespace: string): readonly BackendRef[] {
  const refs = elements(at(rule, 'backendRefs'));
  const mirrors = [rule, ...refs]
    .flatMap((holder) => elements(at(holder, 'filters')))
    .map((filter) => at(at(filter, 'requestMirror'), 'backendRef'))
    .filter(isGiven);
  return [...refs, ...mirrors].map((ref) => backendRef(ref, namespace));
}

function backendRef(field: Field, namespace: string): BackendRef {
  const name = text(at(field, 'name'));
  if (name === undefined) fail(at(field, 'name'), 'wrong-type', 'a backend needs a `name`');
  return {
    group: text(at(field, 'group')) ?? '',
    kind: text(at(field, 'kind')) ?? 'Service',
    namespace: text(at(field, 'namespace')) || namespace,
    name: name ?? '',
    port: integer(at(field, 'port')) ?? 0,
    weight: integer(at(field, 'weight')) ?? 1,
  };
}
