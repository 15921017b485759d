// Port entries of cluster-wide rules: v1alpha1 `ports` and v1alpha2 `protocols`.
import { namedPortIs } from './ports.ts';
import { own, text } from './raw.ts';
import { destinationOf, type Side } from './side.ts';
import { type Answer, answerOf } from './three.ts';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** "a port entry of which no field is known (or an unknown protocol)" cannot be read. */
export function readableEntry(entry: unknown): boolean {
  for (const field of ['portNumber', 'portRange']) {
    // R127: "tcp" and "ICMP" pass the API server of v1alpha1.
    if (own(entry, field) !== undefined) return PROTOCOLS.includes(text(entry, field, 'protocol') || 'TCP');
  }
  if (own(entry, 'namedPort') !== undefined || own(entry, 'destinationNamedPort') !== undefined) return true;
  return PROTOCOLS.some((protocol) => own(entry, protocol.toLowerCase()) !== undefined);
}

/** 005 rule 19, ports. The peer matters: a name matches only together with pods or namespaces. */
export function tieredPortMatches(entry: unknown, peer: unknown, side: Side): Answer {
  const name = text(entry, 'namedPort') || text(entry, 'destinationNamedPort');
  if (name !== '') return nameMatches(name, peer, side);
  const protocol = side.protocol.toLowerCase();
  // v1alpha2: tcp, udp and sctp are fields of the entry, each with a number or a range of destination ports.
  const v2 = own(entry, protocol);
  if (v2 !== undefined)
    return numberMatches(own(v2, 'destinationPort', 'number'), v2, side, 'destinationPort', 'range');
  if (own(entry, 'portNumber') !== undefined) {
    if ((text(entry, 'portNumber', 'protocol') || 'TCP') !== side.protocol) return 'no';
    return answerOf(side.port === own(entry, 'portNumber', 'port'));
  }
  if (own(entry, 'portRange') === undefined) return 'no';
  if ((text(entry, 'portRange', 'protocol') || 'TCP') !== side.protocol) return 'no';
  return numberMatches(undefined, entry, side, 'portRange');
}

function numberMatches(number: unknown, entry: unknown, { port }: Side, ...range: readonly string[]): Answer {
  if (number !== undefined) return answerOf(port === number);
  // "an inclusive range (start above end: nothing)"
  const start = Number(own(entry, ...range, 'start'));
  const end = Number(own(entry, ...range, 'end'));
  return answerOf(start <= port && port <= end);
}

/** "the ports of that name in the destination's containers and sidecars, whatever their protocol": so of the attempt's. */
function nameMatches(name: string, peer: unknown, side: Side): Answer {
  if (own(peer, 'pods') === undefined && own(peer, 'namespaces') === undefined) return 'no';
  const destination = destinationOf(side);
  if (destination === 'outside') return 'no';
  return namedPortIs(name, side.protocol, side.port, destination, side.assume);
}
