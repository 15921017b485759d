// What a picture draws between two ends: the flows as they are now, and what an edit changed, as one list. What was
// there before the edit can be read off it again: pictures are laid out from that alone, so that no edit moves them.

import type { ChangeView, EndpointView, FlowView, PortsView } from '../session/answers.ts';
import { endKey, endName } from './ends.ts';
import { isNone, portLabel, spokenPorts } from './port-label.ts';

export type LinkState = 'same' | 'gained' | 'lost' | 'changed';
/** 'partial': only some of the pods. 'unknown': no port is certain, some are possible. */
export type LinkCertainty = 'certain' | 'partial' | 'unknown';

export interface Link {
  readonly key: string;
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly fromKey: string;
  readonly toKey: string;
  readonly state: LinkState;
  readonly certainty: LinkCertainty;
  /** Of now; of before where it is lost. */
  readonly label: string;
  /** Of before the edit; '' where nothing was. */
  readonly labelBefore: string;
  readonly before: Ports;
  readonly after: Ports;
}

export interface Ports {
  readonly ports: PortsView;
  readonly unknown: PortsView;
  readonly partial: PortsView;
}

/** Sorted by their keys, so that no order of the input shows. */
export function linksOf(flows: readonly FlowView[], changes: readonly ChangeView[]): readonly Link[] {
  const links = new Map<string, Link>();
  const direct = new Set(flows.filter(isDirect).map((flow) => pairOf(flow.from, flow.to)));
  for (const flow of flows) {
    // what leads to an end in two ways is one arrow; the table has both
    if (!isDirect(flow) && direct.has(pairOf(flow.from, flow.to))) continue;
    const now = { ports: flow.ports, unknown: flow.unknownPorts, partial: flow.partialPorts };
    const link = linkOf(flow.from, flow.to, 'same', now, now);
    const key = isDirect(flow) ? link.key : `${link.key}\n${viaKey(flow)}`;
    links.set(key, { ...link, key });
  }
  for (const change of changes) {
    const before = { ports: change.before, unknown: change.beforeUnknown, partial: change.beforePartial };
    const after = { ports: change.after, unknown: change.afterUnknown, partial: change.afterPartial };
    const link = linkOf(change.from, change.to, change.change, before, after);
    links.set(link.key, link);
  }
  return [...links.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function isDirect({ via }: FlowView): boolean {
  return via.length === 0;
}

function viaKey({ via }: FlowView): string {
  return via.map(endKey).join('\n');
}

function pairOf(from: EndpointView, to: EndpointView): string {
  return `${endKey(from)}\n${endKey(to)}`;
}

function linkOf(from: EndpointView, to: EndpointView, state: LinkState, before: Ports, after: Ports): Link {
  const drawn = state === 'lost' ? before : after;
  const fromKey = endKey(from);
  const toKey = endKey(to);
  const was = state === 'gained' ? '' : labelOf(before);
  return {
    key: pairOf(from, to),
    from,
    to,
    fromKey,
    toKey,
    state,
    certainty: certaintyOf(drawn),
    label: state === 'changed' ? `${was} → ${labelOf(after)}` : labelOf(drawn),
    labelBefore: was,
    before,
    after,
  };
}

function certaintyOf({ ports, unknown, partial }: Ports): LinkCertainty {
  if (!isNone(ports)) return 'certain';
  return isNone(partial) && !isNone(unknown) ? 'unknown' : 'partial';
}

function labelOf(ports: Ports): string {
  if (!isNone(ports.ports)) return portLabel(ports.ports);
  if (!isNone(ports.partial)) return `${portLabel(ports.partial)} some pods`;
  return isNone(ports.unknown) ? 'no ports' : `${portLabel(ports.unknown)} ?`;
}

/** A sentence, for those who hear it. */
export function spokenLink({ from, to, state, before, after }: Link): string {
  return `${endName(from)} to ${endName(to)}: ${sentence(state, before, after)}`;
}

function sentence(state: LinkState, before: Ports, after: Ports): string {
  switch (state) {
    case 'same':
      return allowed(after);
    case 'gained':
      return `gained, now ${allowed(after)}`;
    case 'lost':
      return `lost, was ${allowed(before)}`;
    case 'changed':
      return `changed, was ${allowed(before)}, now ${allowed(after)}`;
  }
}

function allowed({ ports, unknown, partial }: Ports): string {
  const parts = [
    isNone(ports) ? '' : `allowed on ${spokenPorts(ports)}`,
    isNone(partial) ? '' : `for some pods on ${spokenPorts(partial)}`,
    isNone(unknown) ? '' : `unknown on ${spokenPorts(unknown)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'not allowed' : parts.join(', ');
}
