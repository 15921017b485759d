// FlowList for readers: one row a flow; why a flow is open, or is more than policies can stop, is
// numbered in the row and told once below.

import type { EndpointView, FlowList, FlowView } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { line, type Sheet, sheet } from '../formats/report.ts';
import { endpointText, objectText, portsCell, portsText, reasonText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { marks, noteBlocks, numbered } from './notes.ts';

export const flowListPresentation: Presentation<FlowList> = {
  report: (answer) => {
    if (answer.items.length === 0) return [line('no flows')];
    const notes = numbered(answer.items.flatMap((flow) => flow.because));
    const through = answer.items.some(({ via }) => via.length > 0);
    const columns = ['FROM', ...(through ? ['VIA'] : []), 'TO', 'PORTS', 'UNKNOWN', 'SOME PODS ONLY', 'WHY'];
    const rows = answer.items.map((flow) => [
      endpointText(flow.from),
      ...(through ? [viaText(flow)] : []),
      endpointText(flow.to),
      portsText(flow.ports),
      portsText(flow.unknownPorts),
      portsText(flow.partialPorts),
      marks(flow.because, notes),
    ]);
    return [sheet(columns, rows, through ? 4 : 3), ...noteBlocks(notes), ...assumptionBlocks(answer)];
  },
  records: (answer) => ({ columns: recordColumns, rows: answer.items.map(record) }),
  items: (answer) => answer.items,
};

/** Outermost first; '-' is directly. */
function viaText({ via }: FlowView): string {
  return via.length === 0 ? '-' : via.map(objectText).join(' > ');
}

export const endColumns = (end: 'from' | 'to') => [`${end}_kind`, `${end}_namespace`, `${end}_name`];

/** Kind, namespace and name; the blocks of outside addresses in place of a name. */
export function endRecord(end: EndpointView): readonly string[] {
  if ('cidrs' in end) return [end.kind, '', end.cidrs.join(' ')];
  return [end.kind, end.namespace ?? '', end.name];
}

const recordColumns = [
  ...endColumns('from'),
  ...endColumns('to'),
  'ports',
  'unknown_ports',
  'partial_ports',
  'because',
  'via',
];

function record(flow: FlowView): Sheet['rows'][number] {
  const sets = [flow.ports, flow.unknownPorts, flow.partialPorts].map(portsCell);
  return [
    ...endRecord(flow.from),
    ...endRecord(flow.to),
    ...sets,
    flow.because.map(reasonText).join('; '),
    flow.via.map(objectText).join(' > '),
  ];
}
