// Ports in words. A label is as short as a picture needs it: TCP goes without saying, and protocols that share a
// number share a word. The spoken form leaves nothing out.

import type { PortsView } from '../session/answers.ts';

type Range = Exclude<PortsView, 'all'>[number];
type Protocol = Range['protocol'];

const lastPort = 65_535;
const shown = 3;

/** `5432`, `53 UDP+TCP`, `8000–8080`, `80, 443`, `all TCP`, `all ports`; beyond three parts the rest is counted. */
export function portLabel(ports: PortsView): string {
  if (ports === 'all') return 'all ports';
  if (ports.length === 0) return 'no ports';
  const parts = byNumber(ports).map(part);
  const rest = parts.length - shown;
  return rest > 1 ? `${parts.slice(0, shown).join(', ')} +${rest}` : parts.join(', ');
}

/** `5432/TCP, 53/TCP and 53/UDP`. */
export function spokenPorts(ports: PortsView): string {
  if (ports === 'all') return 'all ports';
  if (ports.length === 0) return 'no port';
  const words = ports.map((range) =>
    isWhole(range) ? `every ${range.protocol} port` : `${numbers(range)}/${range.protocol}`,
  );
  const last = words.at(-1) ?? '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export function isNone(ports: PortsView): boolean {
  return ports !== 'all' && ports.length === 0;
}

interface Numbered {
  readonly range: Range;
  readonly protocols: readonly Protocol[];
}

function byNumber(ports: readonly Range[]): readonly Numbered[] {
  const found = new Map<string, { range: Range; protocols: Protocol[] }>();
  for (const range of ports) {
    const known = found.get(numbers(range));
    if (known === undefined) found.set(numbers(range), { range, protocols: [range.protocol] });
    else known.protocols.push(range.protocol);
  }
  return [...found.values()].sort((a, b) => a.range.from - b.range.from || a.range.to - b.range.to);
}

function part({ range, protocols }: Numbered): string {
  // UDP before TCP, as people say it of name servers
  const names = [...protocols].sort((a, b) => rank(a) - rank(b)).join('+');
  if (isWhole(range)) return `all ${names}`;
  return names === 'TCP' ? numbers(range) : `${numbers(range)} ${names}`;
}

function rank(protocol: Protocol): number {
  return ['UDP', 'TCP', 'SCTP'].indexOf(protocol);
}

function isWhole(range: Range): boolean {
  return range.from === 1 && range.to === lastPort;
}

function numbers(range: Range): string {
  return range.from === range.to ? `${range.from}` : `${range.from}–${range.to}`;
}
