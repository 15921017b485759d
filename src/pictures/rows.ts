// The lines on a card below its name: where arrows arrive, by port; what is open to nearly everything (a fan); what
// goes on among its own pods. Rows come from before an edit, so that a card keeps its height while flows change.

import type { Edge, Fan } from './edges.ts';
import { grouped } from './grouped.ts';
import type { Unit } from './units.ts';

export interface Row {
  readonly kind: 'port' | 'fan' | 'own';
  readonly label: string;
  /** The labels of the edges that arrive here. */
  readonly labels: readonly string[];
  readonly fan: Fan | 'none';
  readonly own: Edge | 'none';
}

const most = 5;

export function rowsOf(units: readonly Unit[], drawn: readonly Edge[], fans: readonly Fan[]) {
  const arriving = grouped(
    drawn.filter((edge) => edge.labelBefore !== '' && edge.from !== edge.to),
    (edge) => edge.to,
  );
  const own = new Map(
    drawn.filter((edge) => edge.labelBefore !== '' && edge.from === edge.to).map((edge) => [edge.to, edge]),
  );
  const fansAt = grouped(fans, (fan) => fan.unit);
  return new Map(
    units.map((unit) => {
      const ports = unit.kind === 'namespace' ? [] : portRows(arriving.get(unit.key) ?? []);
      const fanned = (fansAt.get(unit.key) ?? []).map((fan) => ({
        ...nothing,
        kind: 'fan' as const,
        label: fan.label,
        fan,
      }));
      return [unit.key, [...ports, ...fanned, ...ownRows(unit, own.get(unit.key))]] as const;
    }),
  );
}

const nothing = { labels: [], fan: 'none', own: 'none' } as const;

function portRows(edges: readonly Edge[]): readonly Row[] {
  const labels = [...new Set(edges.map((edge) => edge.labelBefore))].sort(byNumber);
  const row = (label: string, of: readonly string[]): Row => ({ ...nothing, kind: 'port', label, labels: of });
  if (labels.length <= most) return labels.map((label) => row(label, [label]));
  const rest = labels.slice(most - 1);
  return [
    ...labels.slice(0, most - 1).map((label) => row(label, [label])),
    row(`${rest.length} other sets of ports`, rest),
  ];
}

function byNumber(a: string, b: string): number {
  const difference = (Number.parseInt(a, 10) || 0) - (Number.parseInt(b, 10) || 0);
  return difference !== 0 ? difference : a < b ? -1 : 1;
}

function ownRows(unit: Unit, own: Edge | undefined): readonly Row[] {
  if (own === undefined) return [];
  const label = unit.kind === 'namespace' ? `inside · ${own.label}` : `own pods · ${own.label}`;
  return [{ ...nothing, kind: 'own', label, own }];
}
