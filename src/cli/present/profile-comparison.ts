// ProfileComparison for readers: one row a flow that differs; what it hangs on is numbered in the row and told
// once below, with what each plugin does and who says so.

import type { ComparedPorts, DifferenceView, ProfileComparison } from '../../session/comparison.ts';
import type { Presentation } from '../formats/print.ts';
import { type Block, line, list, sheet } from '../formats/report.ts';
import { endpointText, noPorts, portsCell, portsText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { endColumns, endRecord } from './flow-list.ts';

export const profileComparisonPresentation: Presentation<ProfileComparison> = {
  report: (answer) => {
    const { a, b } = answer.profiles;
    if (answer.items.length === 0) return [line(`no flow differs between ${a} and ${b}`)];
    const notes = numbered(answer);
    const rows = answer.items.map((flow) => [
      endpointText(flow.from),
      endpointText(flow.to),
      fateText(flow.a),
      fateText(flow.b),
      flow.because.map((one) => `[${notes.indexOf(noteText(one, answer)) + 1}]`).join(' '),
    ]);
    const columns = ['FROM', 'TO', a.toUpperCase(), b.toUpperCase(), 'WHY'];
    return [line(summary(answer)), sheet(columns, rows, 4), ...noteBlocks(notes), ...assumptionBlocks(answer)];
  },
  records: (answer) => ({
    columns: [...endColumns('from'), ...endColumns('to'), ...setColumns('a'), ...setColumns('b'), 'because'],
    rows: answer.items.map((flow) => [
      ...endRecord(flow.from),
      ...endRecord(flow.to),
      ...setRecord(flow.a),
      ...setRecord(flow.b),
      flow.because.map((one) => noteText(one, answer)).join('; '),
    ]),
  }),
  items: (answer) => answer.items,
};

function summary({ items, profiles: { a, b } }: ProfileComparison): string {
  return `${items.length} ${items.length === 1 ? 'flow differs' : 'flows differ'} between ${a} and ${b}`;
}

function numbered(answer: ProfileComparison): readonly string[] {
  return [...new Set(answer.items.flatMap(({ because }) => because.map((one) => noteText(one, answer))))];
}

function noteBlocks(notes: readonly string[]): readonly Block[] {
  return list(notes.map((note, i) => `[${i + 1}] ${note}`));
}

function noteText({ flag, assumption, a, b, why, source }: DifferenceView, { profiles }: ProfileComparison): string {
  return `${why}: ${profiles.a} ${assumption}=${a}, ${profiles.b} ${assumption}=${b} (${flag}; ${source})`;
}

function fateText({ ports, unknownPorts, partialPorts }: ComparedPorts): string {
  const parts = [
    noPorts(ports) ? '' : portsText(ports),
    noPorts(unknownPorts) ? '' : `unknown ${portsText(unknownPorts)}`,
    noPorts(partialPorts) ? '' : `some pods ${portsText(partialPorts)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '-' : parts.join('; ');
}

const setColumns = (side: 'a' | 'b') => [`${side}_ports`, `${side}_unknown`, `${side}_partial`];

function setRecord({ ports, unknownPorts, partialPorts }: ComparedPorts): readonly string[] {
  return [ports, unknownPorts, partialPorts].map(portsCell);
}
