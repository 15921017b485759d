// The ports that a question is about: every port, numbers, a range, or a name looked up at the destination.

import type { Pod } from '../engine/model/cluster.ts';
import { unionAll } from '../engine/sets/intervals.ts';
import { everyPort, type PortSet, type Protocol, portRange, protocols } from '../engine/sets/ports.ts';
import { type Destination, type Named, refusal } from './names.ts';
import type { Refusal } from './questions.ts';

/** `at` gives the asked ports for a destination: a name may mean other numbers on other pods. */
export interface AskedPorts {
  readonly kind: 'AskedPorts';
  readonly at: (pod: Pod | 'external') => PortSet;
}

export function askedPorts(port: Destination['port'], to: Named): AskedPorts | Refusal {
  if (port === 'every') return always(everyPort);
  const protocol = protocols.find((each) => each === port.protocol.toUpperCase());
  if (protocol === undefined) {
    return refusal(
      'bad-question',
      `\`${port.protocol}\` is no protocol; write ${protocols.join(', ')}, or ICMP and the like where one pair is asked about`,
    );
  }
  const numbers = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port.port);
  if (numbers === null) return named(port.port, protocol, to);
  const from = Number(numbers[1]);
  const last = Number(numbers[2] ?? numbers[1]);
  if (from < 1 || last > 65_535 || last < from) {
    return refusal('bad-question', `\`${port.port}\` is no port; ports are 1 to 65535`);
  }
  return always(portRange(protocol, from, last));
}

function always(ports: PortSet): AskedPorts {
  return { kind: 'AskedPorts', at: () => ports };
}

function named(name: string, protocol: Protocol, to: Named): AskedPorts | Refusal {
  const pods = to.kind === 'pods' ? to.pods : [];
  const at = (pod: Pod | 'external') => (pod === 'external' ? [] : portsNamed(pod, name, protocol));
  if (pods.length > 0 && pods.every((pod) => at(pod).length > 0)) return { kind: 'AskedPorts', at };
  const known = [...new Set(pods.flatMap((pod) => pod.ports.map((port) => `${port.name}/${port.protocol}`)))].sort();
  const hint = known.length === 0 ? 'it has no named ports; write a number' : `it has ${known.join(', ')}`;
  return refusal('not-found', `the destination has no port named \`${name}\` of ${protocol}; ${hint}`, known);
}

function portsNamed({ ports }: Pod, name: string, protocol: Protocol): PortSet {
  const alike = ports.filter((port) => port.name === name && port.protocol === protocol);
  return unionAll(alike.map(({ port }) => portRange(protocol, port, port)));
}
