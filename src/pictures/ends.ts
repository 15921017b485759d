// The ends of flows, told apart and named. Outside addresses come as a minimal cover of many blocks; people know
// them as "anywhere", "internet" or one block.

import type { EndpointView, IpBlockView, ThingView } from '../session/answers.ts';

/** Equal for equal ends, different for different ones. */
export function endKey(end: EndpointView): string {
  return 'cidrs' in end ? `IPBlock ${end.cidrs.join(' ')}` : thingKey(end);
}

export function thingKey({ kind, namespace = '', name = '' }: ThingView): string {
  // with lengths, so that no name can pass for another however it is written
  return `${kind.length}:${kind} ${namespace.length}:${namespace} ${name}`;
}

/** `shop/web`, or the name of the outside block. */
export function endName(end: EndpointView): string {
  if ('cidrs' in end) return blockName(end).name;
  return end.namespace === undefined ? end.name : `${end.namespace}/${end.name}`;
}

export interface BlockName {
  readonly name: string;
  readonly detail: string;
}

/** More than half of all IPv4 addresses is the internet, less its exceptions; anything smaller is its first block. */
export function blockName({ cidrs }: IpBlockView): BlockName {
  const spans = cidrs.flatMap(span4).sort((a, b) => a.first - b.first);
  const size = spans.reduce((sum, { size }) => sum + size, 0);
  if (size === all4) return { name: 'anywhere', detail: 'any address' };
  if (size > all4 / 2) return { name: 'internet', detail: `all but ${exceptions(spans)}` };
  if (spans.length === 0 && cidrs.includes('::/0')) return { name: 'anywhere', detail: 'any IPv6 address' };
  const [first = 'no address', ...more] = cidrs;
  return {
    name: first,
    detail: more.length === 0 ? 'outside' : `and ${more.length} more ${more.length === 1 ? 'block' : 'blocks'}`,
  };
}

const all4 = 2 ** 32;

interface Span {
  readonly first: number;
  readonly size: number;
}

function span4(cidr: string): readonly Span[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (match === null) return [];
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  return [{ first: ((a * 256 + b) * 256 + c) * 256 + d, size: 2 ** (32 - bits) }];
}

function exceptions(spans: readonly Span[]): string {
  const gaps: Span[] = [];
  let next = 0;
  for (const { first, size } of [...spans, { first: all4, size: 0 }]) {
    if (first > next) gaps.push({ first: next, size: first - next });
    next = first + size;
  }
  const [largest, ...rest] = gaps.sort((a, b) => b.size - a.size || a.first - b.first);
  if (largest === undefined) return 'none';
  return `${cidr4(largest)}${rest.length === 0 ? '' : ` and ${rest.length} more`}`;
}

function cidr4({ first, size }: Span): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
  return `${bytes}/${32 - Math.floor(Math.log2(size))}`;
}
