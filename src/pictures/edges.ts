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

/** Edges into or out of one card that are not drawn until somebody asks. */
export interface Fan {
  readonly unit: string;
  readonly side: 'in' | 'out';
  readonly label: string;
  readonly edges: readonly Edge[];
}

export function edgesOf(links: readonly Link[], { source, destination }: UnitOf): readonly Edge[] {
  const groups = grouped(links, (link) => JSON.stringify([source(link.from), destination(link.to)]));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({
      key,
      from: source(group[0].from),
      to: destination(group[0].to),
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

/** Fans start at half of all cards, and sooner where more edges than `budget` would be left. */
export function fansOf(edges: readonly Edge[], units: readonly Unit[], budget: number): readonly Fan[] {
  const inside = new Map(units.filter((unit) => unit.workloads > 0).map((unit) => [unit.key, unit]));
  const between = edges.filter(
    (edge) => edge.labelBefore !== '' && edge.from !== edge.to && inside.has(edge.from) && inside.has(edge.to),
  );
  const bySource = grouped(between, (edge) => edge.from);
  const byTarget = grouped(between, (edge) => edge.to);
  let least = Math.max(8, Math.ceil((inside.size - 1) / 2));
  const isHub = (group: readonly Edge[] | undefined) => (group?.length ?? 0) >= least;
  const isDrawn = (edge: Edge) => !isHub(bySource.get(edge.from)) && !isHub(byTarget.get(edge.to));
  while (least > 4 && between.filter(isDrawn).length > budget) least = Math.max(4, Math.floor(least * 0.8));
  const total = [...inside.values()].reduce((sum, unit) => sum + unit.workloads, 0);
  const fan =
    (side: Fan['side']) =>
    ([key, group]: readonly [string, readonly Edge[]]) => {
      const unit = inside.get(key);
      const hidden = group.filter((edge) => edge.state === 'same');
      return hidden.length === 0 || unit === undefined ? [] : [fanOf(unit, side, hidden, total, inside)];
    };
  return [
    ...[...bySource].filter(([, group]) => isHub(group)).flatMap(fan('out')),
    ...[...byTarget].filter(([, group]) => isHub(group)).flatMap(fan('in')),
  ];
}

function fanOf(
  unit: Unit,
  side: Fan['side'],
  edges: readonly Edge[],
  total: number,
  inside: ReadonlyMap<string, Unit>,
): Fan {
  const reached = edges.reduce(
    (sum, edge) => sum + (inside.get(side === 'out' ? edge.to : edge.from)?.workloads ?? 0),
    0,
  );
  const others = total - unit.workloads;
  const labels = new Set(edges.map((edge) => edge.labelBefore));
  const [only = ''] = labels;
  const ports = labels.size === 1 && unit.kind === 'workload' ? ` · ${only}` : '';
  const many = reached === others ? `all ${others}` : `${reached} of ${others}`;
  return { unit: unit.key, side, label: `${side === 'out' ? 'to' : 'from'} ${many}${ports}`, edges };
}
