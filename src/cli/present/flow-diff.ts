// FlowDiff for readers: one row a flow that was gained, lost or changed, with what caused it.

import type { ChangeView, FlowDiff, PortsView } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { line, sheet } from '../formats/report.ts';
import { endpointText, noPorts, placeText, policyText, portsCell, portsText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { endColumns, endRecord } from './flow-list.ts';

/** Signs as in a text diff: colour alone says nothing. */
const signs = { gained: '+ gained', lost: '- lost', changed: '~ changed' } as const;

export const flowDiffPresentation: Presentation<FlowDiff> = {
  report: (answer) => {
    if (answer.items.length === 0) return [line(unchanged(answer)), ...assumptionBlocks(answer)];
    const rows = answer.items.map((change) => [
      signs[change.change],
      endpointText(change.from),
      endpointText(change.to),
      fateText(change.before, change.beforeUnknown, change.beforePartial),
      fateText(change.after, change.afterUnknown, change.afterPartial),
      causes(change).join(', '),
    ]);
    const columns = ['CHANGE', 'FROM', 'TO', 'BEFORE', 'AFTER', 'CAUSE'];
    return [line(summary(answer)), sheet(columns, rows, 5), ...assumptionBlocks(answer)];
  },
  records: (answer) => ({
    columns: ['change', ...endColumns('from'), ...endColumns('to'), ...setColumns.map(snake), 'cause'],
    rows: answer.items.map((change) => [
      change.change,
      ...endRecord(change.from),
      ...endRecord(change.to),
      ...setColumns.map((name) => portsCell(change[name])),
      causes(change).join('; '),
    ]),
  }),
  items: (answer) => answer.items,
};

/** A list without items says nothing of what it folds: the comparison of every pod does. */
function unchanged({ equivalence, by }: FlowDiff): string {
  switch (equivalence) {
    case 'same':
      return 'no change in flows: every pod and outside address answers alike on every port';
    case 'different':
      return `no change in flows by ${by}, but some of its pods answer otherwise: ask with --by pod`;
    case 'other-pods':
      return `no change in flows by ${by}; the two inputs hold different pods`;
  }
}

const setColumns = ['before', 'after', 'beforeUnknown', 'afterUnknown', 'beforePartial', 'afterPartial'] as const;

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function summary(answer: FlowDiff): string {
  const count = (change: ChangeView['change']) => answer.items.filter((item) => item.change === change).length;
  return `${count('gained')} gained, ${count('lost')} lost, ${count('changed')} changed`;
}

function fateText(ports: PortsView, unknown: PortsView, partial: PortsView): string {
  const also = [
    noPorts(unknown) ? '' : `unknown ${portsText(unknown)}`,
    noPorts(partial) ? '' : `some pods ${portsText(partial)}`,
  ].filter((part) => part !== '');
  if (also.length === 0) return portsText(ports);
  return [...(noPorts(ports) ? [] : [portsText(ports)]), ...also].join('; ');
}

function causes(change: ChangeView): readonly string[] {
  return change.cause.map(({ policy, at }) => `${policyText(policy)} (${placeText(at)})`);
}
