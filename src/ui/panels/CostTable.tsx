// The twin of the cost picture: policies by what they cost, and what the edits change about it. Counts of a model, and
// said to be so; times and bytes only as ranges.

import type { Counts, ObjectView, PolicyCostList, PolicyCostView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { countsText, mainCount, shareOf, sumOf, unitText } from '../costs.ts';
import { editingOf } from '../editing.ts';
import { count, keyOf, labelOf, sameObject } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { End } from './End.tsx';
import { type Column, Grid } from './Grid.tsx';

interface CostRow {
  readonly policy: ObjectView;
  readonly now: PolicyCostView | 'gone';
  readonly before: PolicyCostView | 'new' | 'unedited';
}

export function CostTable() {
  const state = useAppState();
  const { answers, view, applied } = state;
  const go = useGo();
  const cost = answers.cost.answer;
  if (cost === 'none') return <p class="nothing">Counting what each policy costs …</p>;
  if (isRefusal(cost)) return <p class="nothing">{cost.message}</p>;
  const before = applied === '[]' || isRefusal(answers.costBefore.answer) ? 'none' : answers.costBefore.answer;
  const [plane] = cost.dataplanes;
  if (plane === undefined) return <p class="nothing">No policies, so nothing to pay for.</p>;
  const unit = mainCount(plane.totals.cluster);
  const rows = rowsOf(plane.items, before);
  return (
    <Grid
      label="Cost of each policy"
      file={`cost-${plane.dataplane}.csv`}
      rows={rows}
      columns={columnsOf(unit, plane.totals.cluster, before === 'none' ? 'unedited' : 'edited')}
      keyOf={(row) => keyOf(row.policy)}
      selected={
        rows.filter((row) => editingOf(state, row.policy) === view.editing).map((row) => keyOf(row.policy))[0] ?? ''
      }
      onPick={(row) => go({ editing: editingOf(state, row.policy) })}
      caption={
        <>
          {count(plane.items.length, 'policy', 'policies')} on {plane.dataplane} · modelled counts
          <span class="dim">
            {' '}
            · {cost.placement === 'spread' ? 'pods spread evenly over the nodes' : 'pods on their nodes'} ·{' '}
            {limitsText(plane)}
          </span>
        </>
      }
      empty={<p>No policies, so nothing to pay for.</p>}
    />
  );
}

function limitsText(plane: PolicyCostList['dataplanes'][number]): string {
  const near = plane.limits.toSorted((a, b) => b.value / b.of - a.value / a.of)[0];
  if (near === undefined) return 'no known limit applies';
  return `nearest limit: ${near.name}, ${near.value.toLocaleString('en')} of ${near.of.toLocaleString('en')}`;
}

function rowsOf(items: readonly PolicyCostView[], before: PolicyCostList | 'none'): readonly CostRow[] {
  const unit = mainCount(items[0]?.state.cluster ?? {});
  const old = before === 'none' ? [] : (before.dataplanes[0]?.items ?? []);
  const rows = items.map((now): CostRow => {
    const found = old.find((item) => sameObject(item.policy, now.policy));
    return { policy: now.policy, now, before: before === 'none' ? 'unedited' : (found ?? 'new') };
  });
  const gone = old
    .filter((item) => !items.some((now) => sameObject(now.policy, item.policy)))
    .map((item): CostRow => ({ policy: item.policy, now: 'gone', before: item }));
  return [...rows, ...gone].toSorted((a, b) => clusterOf(b, unit) - clusterOf(a, unit) || busiest(b) - busiest(a));
}

function columnsOf(unit: string, totals: Counts, edited: 'edited' | 'unedited'): readonly Column<CostRow>[] {
  const all: readonly Column<CostRow>[] = [
    {
      key: 'policy',
      title: 'Policy',
      size: 'l',
      text: (r) => labelOf(r.policy),
      cell: (r) => <End end={{ ...r.policy, kind: 'Namespace' }} />,
    },
    {
      key: 'delta',
      title: 'Edit changes',
      about: 'All counts in the cluster after the edits, less those before',
      size: 's',
      text: (r) => deltaText(r),
      number: delta,
      cell: (r) => (
        <span class={delta(r) > 0 ? 'change gained' : delta(r) < 0 ? 'change lost' : 'dim'}>{deltaText(r)}</span>
      ),
    },
    {
      key: 'main',
      title: unitText(unit),
      about: 'In the whole cluster',
      size: 's',
      text: (r) => clusterOf(r, unit).toLocaleString('en'),
      number: (r) => clusterOf(r, unit),
    },
    {
      key: 'share',
      title: 'Share',
      size: 'xs',
      text: (r) => shareOf(clusterOf(r, unit), totals[unit] ?? 0),
      number: (r) => clusterOf(r, unit),
    },
    {
      key: 'busiest',
      title: 'Busiest node',
      size: 'm',
      text: (r) => (r.now === 'gone' ? '–' : countsText(r.now.state.busiestNode)),
      number: busiest,
    },
    {
      key: 'cluster',
      title: 'Cluster',
      size: 'm',
      text: (r) => (r.now === 'gone' ? '–' : countsText(r.now.state.cluster)),
      number: (r) => (r.now === 'gone' ? 0 : sumOf(r.now.state.cluster)),
    },
    {
      key: 'first',
      title: 'First packet',
      about: 'Work for the first packet of a connection that this policy decides',
      size: 'm',
      text: (r) => (r.now === 'gone' ? '–' : countsText(r.now.firstPacket.deciding)),
      number: (r) => (r.now === 'gone' ? 0 : sumOf(r.now.firstPacket.deciding)),
    },
    {
      key: 'way',
      title: 'In the way',
      about: 'Work for packets that another policy decides',
      size: 'm',
      text: (r) => (r.now === 'gone' ? '–' : countsText(r.now.firstPacket.inTheWay)),
      number: (r) => (r.now === 'gone' ? 0 : sumOf(r.now.firstPacket.inTheWay)),
    },
    {
      key: 'position',
      title: 'Position',
      about: 'Where it stands among the policies of the same pods',
      size: 's',
      text: (r) => (r.now === 'gone' ? '–' : `${r.now.firstPacket.position} of ${r.now.firstPacket.of}`),
      number: (r) => (r.now === 'gone' ? 0 : r.now.firstPacket.position),
    },
    {
      key: 'time',
      title: 'First packet, time',
      about: 'An estimate from default or calibrated coefficients',
      size: 'm',
      text: timeText,
      number: (r) => (r.now === 'gone' ? 0 : r.now.estimates.firstPacket.high),
    },
  ];
  return edited === 'edited' ? all : all.filter((column) => column.key !== 'delta');
}

function clusterOf(row: CostRow, unit: string): number {
  return row.now === 'gone' ? 0 : (row.now.state.cluster[unit] ?? 0);
}
function busiest(row: CostRow): number {
  return row.now === 'gone' ? 0 : sumOf(row.now.state.busiestNode);
}
function delta(row: CostRow): number {
  const now = row.now === 'gone' ? 0 : sumOf(row.now.state.cluster);
  if (row.before === 'unedited') return 0;
  return now - (row.before === 'new' ? 0 : sumOf(row.before.state.cluster));
}
function deltaText(row: CostRow): string {
  const n = delta(row);
  const note = row.now === 'gone' ? ' (deleted)' : row.before === 'new' ? ' (new)' : '';
  if (n === 0) return `±0${note}`;
  return `${n > 0 ? '+' : '−'}${Math.abs(n).toLocaleString('en')}${note}`;
}
function timeText(row: CostRow): string {
  if (row.now === 'gone') return '–';
  const { low, high } = row.now.estimates.firstPacket;
  return `${low.toLocaleString('en')}–${high.toLocaleString('en')} ns (${row.now.estimates.source})`;
}
