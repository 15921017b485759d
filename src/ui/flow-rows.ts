// The rows of the flow table and the edges of the diagram: the flows that are, with what the edits changed laid over
// them, so that a lost flow still has its row. Filtered once, for both twins.

import type { ChangeView, EndpointView, FlowDiff, FlowList, ObjectView, PortsView } from '../session/answers.ts';
import { filterOf, type Row } from './filter.ts';
import { isOutside, keyOf, noPorts, viaText } from './names.ts';
import type { View } from './view.ts';

export type Change = ChangeView['change'] | 'same';

export interface FlowRow extends Row {
  readonly key: string;
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly allowed: PortsView;
  readonly open: PortsView;
  readonly partial: PortsView;
  readonly change: Change;
  readonly before: PortsView;
  readonly why: readonly string[];
  /** The Services and routes on the way; [] directly. */
  readonly via: readonly ObjectView[];
}

export function flowRows(flows: FlowList, diff: FlowDiff | 'none'): readonly FlowRow[] {
  const changes = new Map(diff === 'none' ? [] : diff.items.map((item) => [pairKey(item.from, item.to), item]));
  const rows = flows.items.map((flow): FlowRow => {
    const change = changes.get(pairKey(flow.from, flow.to));
    return {
      key: flow.via.length === 0 ? pairKey(flow.from, flow.to) : `${pairKey(flow.from, flow.to)} ${viaText(flow.via)}`,
      via: flow.via,
      from: flow.from,
      to: flow.to,
      allowed: flow.ports,
      open: flow.unknownPorts,
      partial: flow.partialPorts,
      change: change?.change ?? 'same',
      changed: change !== undefined,
      before: change?.before ?? flow.ports,
      why: flow.because.map((reason) => reason.why),
      ports: [flow.ports, flow.unknownPorts, flow.partialPorts],
      unknown: !noPorts(flow.unknownPorts),
    };
  });
  return [...rows, ...lostRows(changes, new Set(rows.map((row) => row.key)))];
}

function lostRows(changes: ReadonlyMap<string, ChangeView>, shown: ReadonlySet<string>): readonly FlowRow[] {
  return [...changes].flatMap(([key, change]): readonly FlowRow[] => {
    if (shown.has(key)) return [];
    const ports = [change.before, change.beforeUnknown, change.beforePartial];
    const { from, to, after, afterUnknown, afterPartial, before } = change;
    return [
      {
        ...{ key, from, to, before, ports, change: change.change, changed: true, why: [], via: [] },
        ...{ allowed: after, open: afterUnknown, partial: afterPartial, unknown: !noPorts(afterUnknown) },
      },
    ];
  });
}

export interface Shown {
  readonly rows: readonly FlowRow[];
  readonly hidden: number;
}

export function shownRows(rows: readonly FlowRow[], view: Pick<View, 'query' | 'outside' | 'only'>): Shown {
  const matches = filterOf(view.query);
  const shown = rows.filter(
    (row) =>
      (view.outside === 'shown' || (!isOutside(row.from) && !isOutside(row.to))) &&
      (view.only === 'everything' || row.changed) &&
      matches(row),
  );
  return { rows: shown, hidden: rows.length - shown.length };
}

export function pairKey(from: EndpointView, to: EndpointView): string {
  return `${keyOf(from)} → ${keyOf(to)}`;
}
