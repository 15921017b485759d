// NetworkPolicyPort and container ports.

import type { PortMatch } from '../../engine/model/policy.ts';
import { type Protocol, protocols } from '../../engine/sets/ports.ts';
import { at, type Field, fail, integer, isGiven, refuse, show, text } from '../field.ts';
import { knownFields } from './known-fields.ts';
import { isPortName } from './names.ts';

export function portMatch(field: Field): PortMatch {
  knownFields(field, 'NetworkPolicyPort');
  const protocol = protocolOf(at(field, 'protocol'));
  const port = at(field, 'port');
  const endPort = at(field, 'endPort');
  if (!isGiven(port)) {
    if (isGiven(endPort)) {
      const message = `endPort ${show(endPort.raw)} needs a \`port\`, the first port of the range`;
      refuse(endPort, 'end-port-without-port', message, 'endPort is ignored');
    }
    return { kind: 'range', protocol, first: 1, last: 65_535 };
  }
  if (typeof port.raw === 'string' || port.raw instanceof String) return namedPort(port, endPort, protocol);
  const first = integer(port);
  if (first === undefined) return { kind: 'named', protocol, name: '' };
  if (!isPort(first)) {
    refuse(port, 'bad-port', `port ${show(port.raw)} should be from 1 to 65535`, 'matches nothing');
    return { kind: 'named', protocol, name: String(first) }; // a number is no port name: no pod has it
  }
  return { kind: 'range', protocol, first, last: lastPort(endPort, first) };
}

function namedPort(port: Field, endPort: Field, protocol: Protocol): PortMatch {
  const name = text(port) ?? '';
  if (!isPortName(name)) {
    const hint = /^\d+$/.test(name)
      ? `a quoted number is a port name; without quotes it is port ${name}`
      : 'a port name is at most 15 of a-z, 0-9 and `-`, with a letter';
    refuse(port, 'bad-port-name', `port ${show(name)} is no port name: ${hint}`, 'a name that no pod has');
  }
  if (isGiven(endPort)) {
    const message = `endPort ${show(endPort.raw)} needs a number as \`port\`, not the name ${show(name)}`;
    refuse(endPort, 'end-port-with-named-port', message, 'endPort is ignored');
  }
  return { kind: 'named', protocol, name };
}

/** endPort is inclusive (R49). */
function lastPort(field: Field, first: number): number {
  if (!isGiven(field)) return first;
  const last = integer(field);
  if (last === undefined) return first;
  if (!isPort(last)) {
    refuse(field, 'bad-end-port', `endPort ${show(last)} should be from \`port\` to 65535`, 'endPort is ignored');
    return first;
  }
  if (last < first) {
    const message = `endPort ${show(last)} is below port ${show(first)}; endPort is the last port of the range`;
    refuse(field, 'end-port-below-port', message, 'endPort is ignored');
    return first;
  }
  return last;
}

/** TCP where it is left out (R41). */
export function protocolOf(field: Field): Protocol {
  if (!isGiven(field)) return 'TCP';
  const written = text(field);
  if (written === undefined) return 'TCP';
  const exact = protocols.find((protocol) => protocol === written);
  if (exact !== undefined) return exact;
  const near = protocols.find((protocol) => protocol === written.toUpperCase());
  const message = `protocol ${show(written)} should be TCP, UDP or SCTP, in capitals`;
  if (near === undefined) fail(field, 'bad-protocol', message);
  else refuse(field, 'bad-protocol', message, `read as \`${near}\``);
  return near ?? 'TCP';
}

export function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}
