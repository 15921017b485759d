// What the edits changed: gained, lost, other ports, each with the policy that made it so.

import type { ChangeView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { pairKey } from '../flow-rows.ts';
import { count, labelOf, nameOf, noPorts, policyLabel, portOf, portsText } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { ChangeMark } from './ChangeMark.tsx';
import { End } from './End.tsx';
import { type Column, Grid } from './Grid.tsx';

const columns: readonly Column<ChangeView>[] = [
  { key: 'change', title: 'Change', size: 's', text: (c) => c.change, cell: (c) => <ChangeMark change={c.change} /> },
  { key: 'from', title: 'From', size: 'l', text: (c) => labelOf(c.from), cell: (c) => <End end={c.from} /> },
  { key: 'to', title: 'To', size: 'l', text: (c) => labelOf(c.to), cell: (c) => <End end={c.to} /> },
  { key: 'before', title: 'Before', size: 'm', text: (c) => sideText(c.before, c.beforeUnknown, c.beforePartial) },
  { key: 'after', title: 'After', size: 'm', text: (c) => sideText(c.after, c.afterUnknown, c.afterPartial) },
  {
    key: 'cause',
    title: 'Cause',
    size: 'm',
    text: (c) => c.cause.map(({ policy, at }) => `${policyLabel(policy)} (line ${at.line})`).join(', '),
  },
];

export function ChangeTable() {
  const { answers, applied, view } = useAppState();
  const go = useGo();
  const diff = answers.changes.answer;
  if (applied === '[]')
    return (
      <p class="nothing">No edits yet. Open a policy from the list on the left, or add one, and change its text.</p>
    );
  if (diff === 'none') return <p class="nothing">Comparing …</p>;
  if (isRefusal(diff)) return <p class="nothing">{diff.message}</p>;
  return (
    <Grid
      label="Changes"
      file="changes.csv"
      rows={diff.items}
      columns={columns}
      keyOf={(c) => pairKey(c.from, c.to)}
      selected={
        diff.items
          .filter((c) => view.pair !== 'none' && nameOf(c.from) === view.pair.from && nameOf(c.to) === view.pair.to)
          .map((c) => pairKey(c.from, c.to))[0] ?? ''
      }
      onPick={(c) =>
        go({
          pair: {
            from: nameOf(c.from),
            to: nameOf(c.to),
            port: portOf(c.change === 'lost' ? c.before : c.after, c.before),
          },
        })
      }
      tone={(c) => c.change}
      caption={count(diff.items.length, 'changed flow')}
      empty={
        <p>
          <b>0 flows changed.</b> The edit makes no difference to what can talk to what.
        </p>
      }
    />
  );
}

function sideText(sure: ChangeView['before'], open: ChangeView['before'], partial: ChangeView['before']): string {
  const parts = [
    ...(noPorts(sure) ? [] : [portsText(sure)]),
    ...(noPorts(partial) ? [] : [`some pods: ${portsText(partial)}`]),
    ...(noPorts(open) ? [] : [`unknown: ${portsText(open)}`]),
  ];
  return parts.length === 0 ? 'nothing' : parts.join('; ');
}
