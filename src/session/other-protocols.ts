// Protocols beside TCP, UDP and SCTP: for them isolation is not defined, and plugins differ (R48, F6). They
// have no ports; who writes one, as in `db:0/ICMP`, is not held to it.

import { destination } from './names.ts';

const known = ['ICMP', 'ICMPv6', 'ESP', 'GRE', 'AH', 'IPIP'] as const;
export type OtherProtocol = (typeof known)[number];

export interface AskedOther {
  /** The destination without the protocol. */
  readonly to: string;
  readonly protocol: OtherProtocol;
}

export function askedOther(text: string): AskedOther | 'none' {
  const match = /^(.+:[^:/\]]*)\/([A-Za-z][A-Za-z0-9]*)$/s.exec(text);
  const protocol = known.find((each) => each.toLowerCase() === match?.[2]?.toLowerCase());
  if (match === null || protocol === undefined) return 'none';
  return { to: destination(`${match[1]}/TCP`).name, protocol };
}
