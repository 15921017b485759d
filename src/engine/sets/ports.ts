// Every protocol's ports 1 to 65535 laid end to end on one line, so that one interval set holds all
// of them: TCP port p is at p, UDP at 65536 + p, SCTP at 131072 + p. Port 0 does not exist.

import { type Intervals, intersection, runs, span, unionAll } from './intervals.ts';

export const protocols = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof protocols)[number];

export type PortSet = Intervals;

/** Inclusive at both ends, as `port` and `endPort` of the API are. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly from: number;
  readonly to: number;
}

const stride = 65_536;

export const noPorts: PortSet = [];
export const everyPort: PortSet = unionAll(protocols.map((protocol) => everyPortOf(protocol)));

export function everyPortOf(protocol: Protocol): PortSet {
  return portRange(protocol, 1, 65_535);
}

export function portRange(protocol: Protocol, from: number, to: number): PortSet {
  const base = protocols.indexOf(protocol) * stride;
  return span(base + from, base + to + 1);
}

/** Sorted by protocol (TCP, UDP, SCTP), then number; disjoint and merged. */
export function portRanges(ports: PortSet): readonly PortRange[] {
  return protocols.flatMap((protocol, i) =>
    [...runs(intersection(ports, everyPortOf(protocol)))].map(([first, end]) => ({
      protocol,
      from: first - i * stride,
      to: end - 1 - i * stride,
    })),
  );
}
