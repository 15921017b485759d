// EndpointSlice of discovery.k8s.io/v1 and Endpoints of v1: the addresses behind a Service. They matter
// where the Service has no selector; elsewhere the pods themselves are asked (R92).

import type { GivenBackend } from '../../engine/model/service.ts';
import { type AddressSet, noAddresses, singleAddress } from '../../engine/sets/addresses.ts';
import { at, elements, type Field, fail, integer, isGiven, show, text } from '../field.ts';
import type { EndpointsObject } from '../traffic.ts';
import { parseAddress } from './addresses.ts';
import { nameOf, namespaceOf } from './metadata.ts';
import { isPort, protocolOf } from './ports.ts';

export function endpointSlice(root: Field): EndpointsObject {
  const ports = portsOf(at(root, 'ports'));
  // FQDN slices hold names, not addresses: Services do not use them.
  const named = at(root, 'addressType').raw === 'FQDN';
  return {
    kind: 'EndpointSlice',
    namespace: namespaceOf(root),
    name: nameOf(root),
    service: text(at(at(at(root, 'metadata'), 'labels'), 'kubernetes.io/service-name')) ?? '',
    backends: named ? [] : elements(at(root, 'endpoints')).flatMap((each) => sliceEndpoint(each, ports)),
    origin: root.reading.origin,
  };
}

export function endpoints(root: Field): EndpointsObject {
  const name = nameOf(root);
  return {
    kind: 'Endpoints',
    namespace: namespaceOf(root),
    name,
    service: name,
    backends: elements(at(root, 'subsets')).flatMap(subset),
    origin: root.reading.origin,
  };
}

type Ports = readonly Pick<GivenBackend, 'portName' | 'protocol' | 'port'>[];

function portsOf(field: Field): Ports {
  return elements(field).map((entry) => ({
    portName: text(at(entry, 'name')) ?? '',
    protocol: protocolOf(at(entry, 'protocol')),
    port: portOf(at(entry, 'port')),
  }));
}

function portOf(field: Field): GivenBackend['port'] {
  const port = integer(field);
  if (port === undefined) return 'every';
  if (!isPort(port)) fail(field, 'bad-port', `port ${show(port)} should be from 1 to 65535`);
  return port;
}

/** A condition that is left out counts as ready (EndpointConditions.ready). */
function sliceEndpoint(field: Field, ports: Ports): readonly GivenBackend[] {
  const ready = at(at(field, 'conditions'), 'ready').raw !== false;
  const node = text(at(field, 'nodeName')) || 'unknown';
  return elements(at(field, 'addresses')).flatMap((entry) => {
    const addresses = address(entry);
    return ports.map((port) => ({ ...port, addresses, ready, node }));
  });
}

function subset(field: Field): readonly GivenBackend[] {
  const ports = portsOf(at(field, 'ports'));
  const listed = (key: string, ready: boolean): readonly GivenBackend[] =>
    elements(at(field, key)).flatMap((entry) => {
      const addresses = address(at(entry, 'ip'));
      const node = text(at(entry, 'nodeName')) || 'unknown';
      return ports.map((port) => ({ ...port, addresses, ready, node }));
    });
  return [...listed('addresses', true), ...listed('notReadyAddresses', false)];
}

function address(field: Field): AddressSet {
  const words = text(field);
  const parsed = words === undefined ? undefined : parseAddress(field, words);
  if (parsed !== undefined) return singleAddress(parsed);
  if (words !== undefined || !isGiven(field)) fail(field, 'bad-address', `${show(field.raw)} is no IP address`);
  return noAddresses;
}
