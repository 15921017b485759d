// Service of v1: ports, selector, and what of it the outside can knock at. The status is only read where
// it is in order: it refuses no Service.

import type { LabelSelector } from '../../engine/model/labels.ts';
import type { Service, ServicePort } from '../../engine/model/service.ts';
import {
  type AddressSet,
  cidrAddresses,
  noAddresses,
  singleAddress,
  unionAddresses,
} from '../../engine/sets/addresses.ts';
import { readAddresses } from '../address-text.ts';
import { at, elements, type Field, fail, integer, isGiven, isMapping, members, refuse, show, text } from '../field.ts';
import type { ServiceObject } from '../traffic.ts';
import { parseAddress, parseCidr } from './addresses.ts';
import { labelKey, labelValue, nameOf, namespaceOf } from './metadata.ts';
import { isPortName } from './names.ts';
import { isPort, protocolOf } from './ports.ts';

export function service(root: Field): ServiceObject {
  const spec = at(root, 'spec');
  const clusterIP = text(at(spec, 'clusterIP')) ?? '';
  const type = choice(at(spec, 'type'), ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);
  const selector = members(at(spec, 'selector')).map((field): LabelSelector[number] => ({
    op: 'In',
    key: labelKey(field),
    values: [labelValue(field)],
  }));
  return {
    kind: 'Service',
    namespace: namespaceOf(root),
    name: nameOf(root),
    type,
    headless: clusterIP === 'None' && type === 'ClusterIP',
    ports: elements(at(spec, 'ports')).flatMap(servicePort),
    selector: selector.length === 0 ? 'none' : selector,
    externalName: type === 'ExternalName' ? (text(at(spec, 'externalName')) ?? '') : '',
    publishNotReady: at(spec, 'publishNotReadyAddresses').raw === true,
    internalTraffic: choice(at(spec, 'internalTrafficPolicy'), ['Cluster', 'Local']),
    externalTraffic: choice(at(spec, 'externalTrafficPolicy'), ['Cluster', 'Local']),
    clusterIPs: clusterIPs(spec),
    externalIPs: all(elements(at(spec, 'externalIPs')).map(address)),
    balancerIPs: balancerIPs(root),
    nodePorts: nodePorts(type, spec),
    sources: sources(at(spec, 'loadBalancerSourceRanges')),
    origin: root.reading.origin,
  };
}

/** The first is the default. */
function choice<T extends string>(field: Field, options: readonly [T, ...T[]]): T {
  const written = text(field);
  if (written === undefined || written === '') return options[0];
  const found = options.find((option) => option === written);
  if (found !== undefined) return found;
  const message = `\`${field.key}\` ${show(written)} should be one of ${options.join(', ')}`;
  refuse(field, 'bad-choice', message, `read as ${options[0]}`);
  return options[0];
}

function nodePorts(type: Service['type'], spec: Field): Service['nodePorts'] {
  if (type === 'NodePort') return 'allocated';
  return type === 'LoadBalancer' && at(spec, 'allocateLoadBalancerNodePorts').raw !== false ? 'allocated' : 'none';
}

function servicePort(field: Field): readonly ServicePort[] {
  const number = at(field, 'port');
  const port = integer(number);
  if (port === undefined) {
    if (!isGiven(number)) fail(number, 'bad-port', 'a port of a Service needs a `port`');
    return [];
  }
  if (!isPort(port)) {
    refuse(number, 'bad-port', `port ${show(port)} should be from 1 to 65535`, 'left out');
    return [];
  }
  return [
    {
      name: text(at(field, 'name')) ?? '',
      protocol: protocolOf(at(field, 'protocol')),
      port,
      target: targetOf(at(field, 'targetPort'), port),
      nodePort: integer(at(field, 'nodePort')) ?? 0,
    },
  ];
}

/** The port itself where it is left out, 0 or empty, as the API server fills it in (R91). */
function targetOf(field: Field, port: number): number | string {
  const { raw } = field;
  if (!isGiven(field) || raw === '' || raw === 0) return port;
  if (typeof raw === 'string' || raw instanceof String) return targetName(field);
  const number = integer(field);
  if (number === undefined) return port;
  if (isPort(number)) return number;
  refuse(field, 'bad-port', `targetPort ${show(number)} should be from 1 to 65535`, 'read as the port itself');
  return port;
}

function targetName(field: Field): string {
  const name = text(field) ?? '';
  if (!isPortName(name)) {
    const hint = /^\d+$/.test(name)
      ? `a quoted number is a port name; without quotes it is port ${name}`
      : 'a port name is at most 15 of a-z, 0-9 and `-`, with a letter';
    refuse(field, 'bad-port-name', `targetPort ${show(name)} is no port name: ${hint}`, 'a name that no pod has');
  }
  return name;
}

/** clusterIPs has one address for each family, clusterIP the first of them; `None` is no address. */
function clusterIPs(spec: Field): AddressSet {
  const listed = elements(at(spec, 'clusterIPs'));
  const fields = listed.length > 0 ? listed : [at(spec, 'clusterIP')];
  return all(fields.filter(({ raw }) => raw !== 'None').map(address));
}

function address(field: Field): AddressSet {
  const words = text(field);
  if (words === undefined || words === '') return noAddresses;
  const parsed = parseAddress(field, words);
  if (parsed !== undefined) return singleAddress(parsed);
  refuse(field, 'bad-address', `${show(words)} is no IP address`, 'left out');
  return noAddresses;
}

/** Host names of load balancers stand in the list too: only IPs count. */
function balancerIPs(root: Field): AddressSet {
  const { raw } = at(at(at(root, 'status'), 'loadBalancer'), 'ingress');
  const entries: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const words = entries.filter(isMapping).flatMap(({ ip }) => (typeof ip === 'string' ? [ip] : []));
  return all(words.map((ip) => readAddresses(ip) ?? noAddresses));
}

function sources(field: Field): Service['sources'] {
  const ranges = elements(field);
  return ranges.length === 0 ? 'anyone' : all(ranges.map(range));
}

function range(field: Field): AddressSet {
  const words = text(field)?.trim() ?? '';
  const cidr = parseCidr(field, words);
  if (cidr !== undefined) return cidrAddresses(cidr);
  refuse(field, 'bad-cidr', `${show(words)} should be a block such as \`10.0.0.0/8\``, 'it admits nobody');
  return noAddresses;
}

function all(sets: readonly AddressSet[]): AddressSet {
  return sets.reduce(unionAddresses, noAddresses);
}
