// The lines on a card below its name: where arrows arrive, by port; what is open to nearly everything (a fan); what
// goes on among its own pods. Rows come from before an edit, so that a card keeps its height while flows change.

import { type Edge, type Fan, signs } from './edges.ts';
import { grouped } from './grouped.ts';
import type { Unit } from './units.ts';

export interface Row {
  readonly kind: 'port' | 'fan' | 'own';
  readonly label: string;
  /** For measuring: as long as before the edits. */
  readonly labelBefore: string;
  /** The labels of the edges that arrive here. */
  readonly labels: readonly string[];
  readonly fans: readonly Fan[];
  readonly own: Edge | 'none';
}

const most = 5;

/** `settled` are the edges of before the edits that no fan holds. */
export function rowsOf(units: readonly Unit[], settled: readonly Edge[], fans: readonly Fan[]) {
  const arriving = grouped(
    settled.filter((edge) => edge.from !== edge.to),
    (edge) => edge.to,
  );
  const own = new Map(settled.filter((edge) => edge.from === edge.to).map((edge) => [edge.to, edge]));
  const fansAt = grouped(fans, (fan) => fan.unit);
  return new Map(
    units.map((unit) => {
      const ports = unit.kind === 'namespace' ? [] : portRows(arriving.get(unit.key) ?? []);
      const fanned = fanRows(fansAt.get(unit.key) ?? []);
      return [unit.key, [...ports, ...fanned, ...ownRows(unit, own.get(unit.key))]] as const;
    }),
  );
}

const nothing = { labels: [], fans: [], own: 'none' } as const;

/** Fans in and out that say the same share a row. */
function fanRows(fans: readonly Fan[]): readonly Row[] {
  const words = { in: 'from', out: 'to', both: 'from and to' } as const;
  return [...grouped(fans, (fan) => fan.labelBefore).values()].map((group) => {
    const [fan, other] = group;
    const same = other === undefined || other.label === fan.label;
    const side = other === undefined ? fan.side : 'both';
    const label = same
      ? `${words[side]} ${fan.label}`
      : group.map((one) => `${words[one.side]} ${one.label}`).join(', ');
    return { ...nothing, kind: 'fan', label, labelBefore: `${words[side]} ${fan.labelBefore}`, fans: group };
  });
}

function portRows(edges: readonly Edge[]): readonly Row[] {
  const labels = [...new Set(edges.map((edge) => edge.labelBefore))].sort(byNumber);
  const row = (label: string, of: readonly string[]): Row => ({
    ...nothing,
    kind: 'port',
    label,
    labelBefore: label,
    labels: of,
  });
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
  const where = unit.kind === 'namespace' ? 'inside' : 'own pods';
  const sign = signs[own.state];
  const label = `${where} · ${sign}${sign === '' ? '' : ' '}${own.label}`;
  return [{ ...nothing, kind: 'own', label, labelBefore: `${where} · ${own.labelBefore}`, own }];
}
