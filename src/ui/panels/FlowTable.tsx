// The twin of the diagram: the same flows, filters and selection as rows.

import { useApp, useAppState, useGo } from '../context.ts';
import { type FlowRow, shownRows } from '../flow-rows.ts';
import { count, labelOf, nameOf, noPorts, portOf, portsText, viaText } from '../names.ts';
import { askAbout, type Pair, type View } from '../view.ts';
import { ChangeMark } from './ChangeMark.tsx';
import { End } from './End.tsx';
import { type Column, Grid } from './Grid.tsx';

const columns: readonly Column<FlowRow>[] = [
  {
    key: 'change',
    title: 'Change',
    size: 's',
    text: (r) => (r.change === 'same' ? '' : r.change),
    cell: (r) => <ChangeMark change={r.change} />,
  },
  { key: 'from', title: 'From', size: 'l', text: (r) => labelOf(r.from), cell: (r) => <End end={r.from} /> },
  { key: 'to', title: 'To', size: 'l', text: (r) => labelOf(r.to), cell: (r) => <End end={r.to} /> },
  { key: 'via', title: 'Through', size: 'l', text: (r) => viaText(r.via) },
  { key: 'ports', title: 'Allowed ports', size: 'm', text: (r) => (noPorts(r.allowed) ? '–' : portsText(r.allowed)) },
  {
    key: 'partial',
    title: 'Some pods',
    about: 'Ports that some pairs of pods of the two ends have, and others do not',
    size: 's',
    text: (r) => (noPorts(r.partial) ? '' : portsText(r.partial)),
  },
  {
    key: 'unknown',
    title: 'Unknown',
    about: 'Ports that hang on a fact that the input lacks, or on the network plugin',
    size: 's',
    text: (r) => (noPorts(r.open) ? '' : portsText(r.open)),
    cell: (r) => (noPorts(r.open) ? '' : <span class="unknown">? {portsText(r.open)}</span>),
  },
];

export function FlowTable({ rows }: { readonly rows: readonly FlowRow[] }) {
  const { view, applied } = useAppState();
  const go = useGo();
  const { rows: shown, hidden } = shownRows(rows, view);
  const left = [...(applied === '[]' ? ['change'] : []), ...(rows.some(({ via }) => via.length > 0) ? [] : ['via'])];
  return (
    <Grid
      label="Flows"
      file="flows.csv"
      rows={shown}
      columns={columns.filter(({ key }) => !left.includes(key))}
      keyOf={(row) => row.key}
      selected={selectedKey(shown, view.pair)}
      onPick={(row) => go(pairOf(row))}
      tone={(row) => row.change}
      caption={
        <>
          {count(shown.length, 'flow')}
          {hidden > 0 && (
            <>
              , {count(hidden, 'flow')} hidden by filters <ClearFilters />
            </>
          )}
        </>
      }
      empty={<NoRows hidden={hidden} />}
    />
  );
}

/** Of the rows between the two ends, the one of the port that was asked about. */
function selectedKey(rows: readonly FlowRow[], pair: Pair | 'none'): string {
  if (pair === 'none') return '';
  const between = rows.filter(({ from, to }) => nameOf(from) === pair.from && nameOf(to) === pair.to);
  const asked = between.find(
    ({ allowed, partial, open, before }) => portOf(allowed, partial, open, before) === pair.port,
  );
  return (asked ?? between[0])?.key ?? '';
}

export function pairOf({ from, to, allowed, partial, open, before }: FlowRow): Partial<View> {
  return askAbout(from, to, portOf(allowed, partial, open, before));
}

export function ClearFilters() {
  const go = useGo();
  return (
    <button type="button" class="link" onClick={() => go({ query: '', outside: 'shown', only: 'everything' })}>
      show all
    </button>
  );
}

/** Says which filter leaves nothing, and offers to lift it. */
export function NoRows({ hidden }: { readonly hidden: number }) {
  const { view } = useApp().state.value;
  if (hidden === 0) return <p>No flow is allowed: nothing can talk to anything.</p>;
  const filters = [
    ...(view.query === '' ? [] : [`the search “${view.query}”`]),
    ...(view.outside === 'hidden' ? ['hiding outside addresses'] : []),
    ...(view.only === 'changes' ? ['showing only changes'] : []),
  ];
  return (
    <p>
      Nothing is left by {filters.join(' and ')}: {count(hidden, 'flow')} hidden. <ClearFilters />
    </p>
  );
}
