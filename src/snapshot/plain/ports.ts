// Protocols and ports that are plainly right.

import type { PortMatch } from '../../engine/model/policy.ts';
import { type Protocol, protocols } from '../../engine/sets/ports.ts';
import { isPortName } from '../decode/names.ts';
import { isPort } from '../decode/ports.ts';
import { fieldsOf, isLeftOut } from './plain.ts';

/** TCP where it is left out (R41). */
export function plainProtocol(raw: unknown): Protocol | 'check' {
  if (raw === 'TCP' || isLeftOut(raw)) return 'TCP';
  return protocols.find((protocol) => protocol === raw) ?? 'check';
}

export function isPlainPort(raw: unknown): raw is number {
  return typeof raw === 'number' && Number.isInteger(raw) && isPort(raw);
}

const isPortField = fieldsOf('NetworkPolicyPort');

/** Equal ranges are one value. */
export function plainPortMatches(): (raw: unknown) => PortMatch | 'check' {
  const ranges = new Map<number, PortMatch>();
  const range = (protocol: Protocol, first: number, last: number): PortMatch => {
    const start = protocols.indexOf(protocol) * 65_536 + first;
    const key = first === last ? start : -(start * 65_536 + last); // of one port, a small number: found at once
    const known = ranges.get(key);
    if (known !== undefined) return known;
    const made: PortMatch = { kind: 'range', protocol, first, last };
    ranges.set(key, made);
    return made;
  };
  return (raw) => {
    if (!isPortField(raw)) return 'check';
    const { port, endPort } = raw;
    const protocol = plainProtocol(raw.protocol);
    if (protocol === 'check') return 'check';
    if (isPlainPort(port)) {
      const last = isLeftOut(endPort) ? port : endPort;
      return isPlainPort(last) && last >= port ? range(protocol, port, last) : 'check';
    }
    if (!isLeftOut(endPort)) return 'check';
    if (isLeftOut(port)) return range(protocol, 1, 65_535);
    return typeof port === 'string' && isPortName(port) ? { kind: 'named', protocol, name: port } : 'check';
  };
}
