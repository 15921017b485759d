// What a tiered rule says about ports: `ports` of v1alpha1 and `protocols` of v1alpha2 (R124, R143). A name stands
// for whatever ports of that name the destination has, of any protocol.

import type { PortMatch } from '../../engine/model/policy.ts';
import { type Protocol, protocols } from '../../engine/sets/ports.ts';
import { at, type Field, integer, isGiven, mapping, refuse, show, text, warn } from '../field.ts';
import type { Dialect } from './cluster-dialect.ts';
import { knownFields } from './known-fields.ts';
import { closing, type Entry, entry, onlyField, refused } from './only-field.ts';
import { isPort } from './ports.ts';

export function clusterPort(field: Field, { version }: Dialect): Entry<PortMatch> {
  return version === 'v1alpha1' ? portEntry(field) : protocolEntry(field);
}

function portEntry(field: Field): Entry<PortMatch> {
  const only = onlyField(field, 'AdminNetworkPolicyPort');
  if (only.kind === 'unread') return only;
  if (only.name === 'namedPort') return named(only.field);
  mapping(only.field);
  knownFields(only.field, only.name === 'portNumber' ? 'Port' : 'PortRange');
  const protocol = protocolOf(at(only.field, 'protocol'));
  if (protocol === undefined) {
    const message = `protocol ${show(at(only.field, 'protocol').raw)} should be TCP, UDP or SCTP, which the API server does not check here`;
    return closing(at(only.field, 'protocol'), 'bad-protocol', message, 'is no protocol that is known here');
  }
  return only.name === 'portNumber'
    ? single(at(only.field, 'port'), protocol)
    : range(only.field, protocol, (start, end, where) => {
        // The schema has no rule for it: an empty range matches nothing (X26).
        if (start > end)
          warn(where, 'empty-range', `${rangeWords(start, end)}; the range is empty, and matches nothing`);
      });
}

const protocolFields: Readonly<Record<string, Protocol>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' };

function protocolEntry(field: Field): Entry<PortMatch> {
  const only = onlyField(field, 'ClusterNetworkPolicyProtocol');
  if (only.kind === 'unread') return only;
  const protocol = protocolFields[only.name];
  if (protocol === undefined) return named(only.field);
  const destination = onlyField(only.field, 'ClusterNetworkPolicyProtocolPort');
  if (destination.kind === 'unread') return destination;
  const port = onlyField(destination.field, 'ClusterNetworkPolicyPort');
  if (port.kind === 'unread') return port;
  if (port.name === 'number') return single(port.field, protocol);
  mapping(port.field);
  knownFields(port.field, 'Range');
  return range(port.field, protocol, (start, end, where) => {
    const message = `${rangeWords(start, end)}; \`start\` should be below \`end\`, and one port is a \`number\``;
    if (start >= end) refuse(where, 'bad-range', message, start === end ? 'read as one port' : 'matches nothing');
  });
}

/** Left out, the default is TCP. undefined where no protocol has that name: ours and the API's spell it in capitals. */
function protocolOf(field: Field): Protocol | undefined {
  if (!isGiven(field)) return 'TCP';
  const written = text(field);
  return protocols.find((protocol) => protocol === written);
}

function named(field: Field): Entry<PortMatch> {
  const name = text(field) ?? '';
  if (name === '') return refused(field, 'bad-port-name', `${show(field.key)} is empty`, 'is empty');
  return entry<PortMatch>({ kind: 'named', protocol: 'any', name });
}

function single(field: Field, protocol: Protocol): Entry<PortMatch> {
  const port = portNumber(field);
  if (port === undefined) return badPort(field);
  return entry<PortMatch>({ kind: 'range', protocol, first: port, last: port });
}

type Check = (start: number, end: number, where: Field) => void;

function range(field: Field, protocol: Protocol, check: Check): Entry<PortMatch> {
  const [start, end] = [at(field, 'start'), at(field, 'end')];
  const [first, last] = [portNumber(start), portNumber(end)];
  if (first === undefined) return badPort(start);
  if (last === undefined) return badPort(end);
  check(first, last, field);
  return first > last ? entry() : entry<PortMatch>({ kind: 'range', protocol, first, last });
}

function portNumber(field: Field): number | undefined {
  const number = integer(field);
  return number !== undefined && isPort(number) ? number : undefined;
}

function badPort(field: Field): Entry<PortMatch> {
  const message = `\`${field.key}\` ${show(field.raw)} should be a port from 1 to 65535`;
  return refused(field, 'bad-port', message, 'is no port');
}

function rangeWords(start: number, end: number): string {
  return `ports from ${show(start)} to ${show(end)}`;
}
