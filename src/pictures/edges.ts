// Links gathered between cards: one edge for each ordered pair of cards, with every link it stands for. What is open
// to nearly everything, or used by nearly everything, is said on its card instead of drawn: those are its fans.

import { grouped } from './grouped.ts';
import type { Link, LinkCertainty, LinkState } from './links.ts';
import { counted, type Unit, type UnitOf } from './units.ts';

export interface Edge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly links: readonly Link[];
  readonly state: LinkState;
  readonly certainty: LinkCertainty;
  readonly label: string;
  /** Of before the edit; '' where nothing was. Pictures are laid out by these edges. */
  readonly labelBefore: string;
}

/** Edges into or out of one card that are not drawn until somebody asks, but for those that an edit changed. */
export interface Fan {
  readonly unit: string;
  readonly side: 'in' | 'out';
  readonly label: string;
  /** Not drawn. */
  readonly edges: readonly Edge[];
  /** Of before the edit: no card is laid out by these. */
  readonly labelBefore: string;
  readonly edgesBefore: readonly Edge[];
}

export function edgesOf(links: readonly Link[], { source, destination }: UnitOf): readonly Edge[] {
  const groups = grouped(links, (link) => `${source(link)}\n${destination(link)}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({
      key,
      from: source(group[0]),
      to: destination(group[0]),
      links: group,
      state: stateOf(group),
      certainty: certaintyOf(group),
      label: labelOf(group),
      labelBefore: labelBefore(group),
    }));
}

function stateOf(links: readonly Link[]): LinkState {
  const states = new Set(links.map((link) => link.state));
  const [only = 'same'] = states;
  return states.size === 1 ? only : 'changed';
}

function certaintyOf(links: readonly Link[]): LinkCertainty {
  if (links.some((link) => link.certainty === 'certain')) return 'certain';
  return links.some((link) => link.certainty === 'partial') ? 'partial' : 'unknown';
}

function labelOf(links: readonly Link[]): string {
  const labels = new Set(links.map((link) => link.label));
  const [only = ''] = labels;
  if (links.length === 1) return only;
  const changes = (['gained', 'lost', 'changed'] as const)
    .map((state) => ({ sign: signs[state], n: links.filter((link) => link.state === state).length }))
    .filter(({ n }) => n > 0)
    .map(({ sign, n }) => `${sign}${n}`);
  if (changes.length > 0) return changes.join(' ');
  return counted(links.length, 'flow') + (labels.size === 1 ? ` · ${only}` : '');
}

export const signs = { gained: '+', lost: '−', changed: '~', same: '' } as const;

function labelBefore(links: readonly Link[]): string {
  const before = links.filter((link) => link.labelBefore !== '');
  const labels = new Set(before.map((link) => link.labelBefore));
  const [only = ''] = labels;
  return labels.size <= 1 ? only : counted(before.length, 'flow');
}

/**
 * Fans start at half of all cards, and sooner where more edges than `budget` would be left. Outside blocks have fans
 * of their own: what a workload has with the others and what it has with the internet is said apart.
 */
export function fansOf(edges: readonly Edge[], units: readonly Unit[], budget: number): readonly Fan[] {
  const inside = new Map(units.filter((unit) => unit.workloads > 0).map((unit) => [unit.key, unit]));
  const isInside = (key: string) => inside.has(key);
  const old = edges.filter((edge) => edge.labelBefore !== '' && edge.from !== edge.to);
  const between = old.filter((edge) => isInside(edge.from) && isInside(edge.to));
  const sides = [
    { side: 'out' as const, of: grouped(between, (edge) => edge.from) },
    { side: 'in' as const, of: grouped(between, (edge) => edge.to) },
    {
      side: 'out' as const,
      of: grouped(
        old.filter((edge) => !isInside(edge.from)),
        (edge) => edge.from,
      ),
    },
    {
      side: 'in' as const,
      of: grouped(
        old.filter((edge) => !isInside(edge.to)),
        (edge) => edge.to,
      ),
    },
  ];
  const hubs = (least: number) =>
    sides.flatMap(({ side, of }) =>
      [...of].filter(([, group]) => group.length >= least).map(([key, group]) => ({ side, key, group })),
    );
  let least = Math.max(8, Math.ceil((inside.size - 1) / 2));
  const left = () => old.length - new Set(hubs(least).flatMap(({ group }) => group)).size;
  while (least > 4 && left() > budget) least = Math.max(4, Math.floor(least * 0.8));
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  return hubs(least).flatMap(({ side, key, group }) => {
    const unit = byKey.get(key);
    const others = units.filter((other) => isInside(other.key) && other.key !== key);
    return unit === undefined ? [] : [fanOf(unit, side, group, others)];
  });
}

function fanOf(unit: Unit, side: Fan['side'], before: readonly Edge[], others: readonly Unit[]): Fan {
  const edges = before.filter((edge) => edge.state === 'same');
  const kinds = new Set(others.map(({ kind }) => kind));
  const noun = kinds.has('namespace') ? (kinds.size === 1 ? ' namespaces' : ' cards') : '';
  const labelFor = (hidden: readonly Edge[]) => {
    const share = hidden.length === others.length ? `all ${others.length}` : `${hidden.length} of ${others.length}`;
    const ports = unit.kind === 'namespace' ? '' : usualPorts(hidden);
    return `${share}${noun}${ports === '' ? '' : ` · ${ports}`}`;
  };
  return { unit: unit.key, side, label: labelFor(edges), edges, labelBefore: labelFor(before), edgesBefore: before };
}

/** What four of five edges or more have in common. */
function usualPorts(edges: readonly Edge[]): string {
  const groups = [...grouped(edges, (edge) => edge.labelBefore)].sort((a, b) => b[1].length - a[1].length);
  const [label, group] = groups[0] ?? ['', []];
  if (group.length === edges.length) return label;
  return group.length >= edges.length * 0.8 ? `most ${label}` : '';
}
