// GatewayClass, Gateway and ListenerSet of the Gateway API: where the outside may knock, and which routes
// may attach there. What is left out has the API's default: routes of the same namespace, no ListenerSet.

import { at, elements, type Field, fail, integer, isGiven, show, text } from '../field.ts';
import type { AllowedFrom, GatewayClassObject, GatewayObject, Listener, ListenerSetObject } from '../traffic.ts';
import { parentRef } from './gateway-route.ts';
import { nameOf, namespaceOf } from './metadata.ts';
import { labelSelector } from './selector.ts';

export const gatewayGroup = 'gateway.networking.k8s.io';

export function gatewayClass(root: Field): GatewayClassObject {
  return {
    kind: 'GatewayClass',
    name: nameOf(root),
    // v1alpha2 on: before, `controller`
    controller: text(at(at(root, 'spec'), 'controllerName')) ?? '',
    origin: root.reading.origin,
  };
}

export function gateway(root: Field): GatewayObject {
  const spec = at(root, 'spec');
  return {
    kind: 'Gateway',
    namespace: namespaceOf(root),
    name: nameOf(root),
    className: text(at(spec, 'gatewayClassName')) ?? '',
    listeners: elements(at(spec, 'listeners')).map(listener),
    allowedListeners: allowedFrom(at(at(spec, 'allowedListeners'), 'namespaces'), { kind: 'None' }),
    origin: root.reading.origin,
  };
}

export function listenerSet(root: Field, kind: ListenerSetObject['kind']): ListenerSetObject {
  const spec = at(root, 'spec');
  const namespace = namespaceOf(root);
  return {
    kind,
    namespace,
    name: nameOf(root),
    parent: parentRef(at(spec, 'parentRef'), namespace),
    listeners: elements(at(spec, 'listeners')).map(listener),
    origin: root.reading.origin,
  };
}

function listener(field: Field): Listener {
  const allowed = at(field, 'allowedRoutes');
  return {
    name: text(at(field, 'name')) ?? '',
    hostname: text(at(field, 'hostname')) ?? '',
    port: integer(at(field, 'port')) ?? 0,
    protocol: text(at(field, 'protocol')) ?? '',
    allowedFrom: allowedFrom(at(allowed, 'namespaces'), { kind: 'Same' }),
    allowedKinds: elements(at(allowed, 'kinds')).map((entry) => ({
      group: text(at(entry, 'group')) ?? gatewayGroup,
      kind: text(at(entry, 'kind')) ?? '',
    })),
  };
}

function allowedFrom(field: Field, otherwise: AllowedFrom): AllowedFrom {
  const from = at(field, 'from');
  const written = text(from);
  switch (written) {
    case undefined:
      return otherwise;
    case 'All':
    case 'Same':
    case 'None':
      return { kind: written };
    case 'Selector':
      return selected(at(field, 'selector'));
    default:
      fail(from, 'bad-choice', `\`from\` ${show(written)} should be All, Selector, Same or None`);
      return otherwise;
  }
}

/** Without its selector nobody is selected. */
function selected(field: Field): AllowedFrom {
  return isGiven(field) ? { kind: 'Selector', selector: labelSelector(field) } : { kind: 'None' };
}
