// Whether one rule's ports open one port of a destination: the leaf that every dataplane's walk shares.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { PortMatch } from '../model/policy.ts';
import { has } from '../sets/intervals.ts';
import { type Protocol, portRange } from '../sets/ports.ts';
import { or, type Ternary, ternary } from '../sets/ternary.ts';

export interface Asked {
  readonly to: Endpoint;
  readonly protocol: Protocol;
  readonly port: number;
}

export function portsHold(ports: 'every-port' | readonly PortMatch[], asked: Asked, assumptions: Assumptions): Ternary {
  if (ports === 'every-port') return 'yes';
  return ports.map((match) => portHolds(match, asked, assumptions)).reduce(or, 'no');
}

function portHolds(match: PortMatch, { to, protocol, port }: Asked, assumptions: Assumptions): Ternary {
  if (match.protocol !== protocol) return 'no';
  if (match.kind === 'range') return ternary(match.first <= port && port <= match.last);
  const [number] = portRange(protocol, port, port);
  if (number === undefined) return 'no';
  const { allowed, possible } = portsAt([match], to, assumptions);
  return has(allowed, number) ? 'yes' : has(possible, number) ? 'unknown' : 'no';
}

/** Both ends of the range that stands for "every port of the protocol": an entry without a number. */
export function isWholeProtocol({ first, last }: PortMatch & { readonly kind: 'range' }): boolean {
  return first <= 1 && last >= 65_535;
}
