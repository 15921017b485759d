// The twin of the tiles: every namespace of a large input as a row.

import type { NamespaceView } from '../../session/questions.ts';
import { useAppState, useGo } from '../context.ts';
import { count } from '../names.ts';
import { foundNamespaces, isolatedText, openPods } from '../namespaces.ts';
import { type Column, Grid } from './Grid.tsx';

const columns: readonly Column<NamespaceView>[] = [
  { key: 'name', title: 'Namespace', size: 'l', text: ({ name }) => name },
  numbers('pods', 'Pods', ({ holds }) => holds?.pods ?? 0),
  numbers('workloads', 'Workloads', ({ holds }) => holds?.workloads ?? 0),
  numbers('policies', 'Policies', ({ holds }) => holds?.policies ?? 0),
  numbers('open', 'Open pods', ({ holds }) => openPods(holds)),
  {
    key: 'isolated',
    title: 'Isolated',
    size: 'l',
    text: ({ holds }) =>
      holds === undefined || holds.pods === 0
        ? 'no pods'
        : `${isolatedText('ingress', holds.ingress)}, ${isolatedText('egress', holds.egress)}`,
  },
];

function numbers(key: string, title: string, number: (namespace: NamespaceView) => number): Column<NamespaceView> {
  return { key, title, size: 's', number, text: (namespace) => number(namespace).toLocaleString('en') };
}

export function NamespaceTable() {
  const { input, view } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const all = input.inventory.namespaces;
  const found = foundNamespaces(input.inventory, view);
  return (
    <Grid
      label="Namespaces"
      file="namespaces.csv"
      rows={found}
      columns={columns}
      keyOf={({ name }) => name}
      selected={view.namespace}
      onPick={({ name }) => go({ namespace: name, focus: '', pair: 'none', query: '' })}
      caption={
        <>
          {count(found.length, 'namespace')}
          {found.length < all.length && `, ${(all.length - found.length).toLocaleString('en')} hidden by the find box`}
        </>
      }
      empty={<p>No namespace has that in its name.</p>}
    />
  );
}
