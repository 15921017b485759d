// What was wrong with the input, each with its place: reading never stops, so this is where it says what it left out.

import type { DiagnosticView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { count } from '../names.ts';
import { type Column, Grid } from './Grid.tsx';

const rank = { error: 0, warning: 1, info: 2 } as const;

const columns: readonly Column<DiagnosticView>[] = [
  {
    key: 'severity',
    title: 'Severity',
    size: 's',
    text: (d) => d.severity,
    cell: (d) => <span class={`severity ${d.severity}`}>{d.severity}</span>,
  },
  { key: 'message', title: 'What', size: 'xl', text: (d) => d.message },
  { key: 'place', title: 'Where', size: 'm', text: placeText },
  {
    key: 'code',
    title: 'Code',
    size: 'm',
    text: (d) => (d.flag === undefined ? d.code : `${d.code} ${d.flag}`),
    cell: (d) => (
      <>
        <code>{d.code}</code> {d.flag !== undefined && <span class="dim">{d.flag}</span>}
      </>
    ),
  },
];

export function Problems() {
  const { input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  return (
    <ProblemList
      diagnostics={input.inventory.diagnostics}
      onPick={(d) => d.at?.file.startsWith('edit:') && go({ editing: d.at.file, tab: 'editor' })}
    />
  );
}

export function ProblemList({
  diagnostics,
  onPick,
}: {
  readonly diagnostics: readonly DiagnosticView[];
  readonly onPick?: (d: DiagnosticView) => void;
}) {
  return (
    <Grid
      label="Problems"
      file="problems.csv"
      rows={diagnostics.toSorted((a, b) => rank[a.severity] - rank[b.severity])}
      columns={columns}
      keyOf={(d) => `${d.code} ${placeText(d)} ${d.message}`}
      selected=""
      onPick={(d) => onPick?.(d)}
      caption={count(diagnostics.length, 'problem')}
      empty={<p>No problems: everything in the input was understood.</p>}
    />
  );
}

function placeText({ at }: DiagnosticView): string {
  return at === undefined ? '' : `${at.file}:${at.line}:${at.column}`;
}
