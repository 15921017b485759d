// OpenShift's Route of route.openshift.io/v1: one host, up to four Services that share its traffic.

import { at, elements, type Field, fail, integer, isGiven, text } from '../field.ts';
import type { RouteObject } from '../traffic.ts';
import { nameOf, namespaceOf } from './metadata.ts';

export function route(root: Field): RouteObject {
  const spec = at(root, 'spec');
  const to = at(spec, 'to');
  if (!isGiven(to)) fail(to, 'wrong-type', 'a Route needs a `to`, the Service that it leads to');
  return {
    kind: 'Route',
    namespace: namespaceOf(root),
    name: nameOf(root),
    host: text(at(spec, 'host')) ?? '',
    encrypted: isGiven(at(spec, 'tls')) ? 'tls' : 'plain',
    backends: [to, ...elements(at(spec, 'alternateBackends'))].map((field) => ({
      kind: text(at(field, 'kind')) || 'Service',
      name: text(at(field, 'name')) ?? '',
      weight: integer(at(field, 'weight')) ?? 100,
    })),
    targetPort: targetPort(at(at(spec, 'port'), 'targetPort')),
    origin: root.reading.origin,
  };
}

function targetPort(field: Field): RouteObject['targetPort'] {
  if (!isGiven(field)) return 'every';
  return typeof field.raw === 'string' ? field.raw : (integer(field) ?? 'every');
}
