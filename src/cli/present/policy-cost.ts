// PolicyCostList for readers: a table a dataplane, or all dataplanes side by side.

import type { Counts, ObjectView, PolicyCostList, PolicyCostView } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { type Block, heading, line, list, type Report, type Sheet, sheet } from '../formats/report.ts';
import { policyText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';

type Dataplane = PolicyCostList['dataplanes'][number];

export function policyCostPresentation(how: 'each' | 'side-by-side'): Presentation<PolicyCostList> {
  return {
    report: (answer) => [
      ...(how === 'each' ? answer.dataplanes.flatMap(one) : sideBySide(answer)),
      line(basis(answer)),
      ...assumptionBlocks(answer),
    ],
    records: (answer) => ({ columns: recordColumns, rows: answer.dataplanes.flatMap(records) }),
    items: (answer) =>
      answer.dataplanes.flatMap(({ dataplane, items }) => items.map((item) => ({ dataplane, ...item }))),
  };
}

function basis(answer: PolicyCostList): string {
  const placement = answer.placement === 'snapshot' ? 'pods on the nodes of the input' : 'pods spread over the nodes';
  const traffic = answer.traffic === 'uniform' ? 'traffic spread evenly' : 'traffic of the file';
  return `${placement}, ${traffic}`;
}

function one(dataplane: Dataplane): Report {
  const rows = dataplane.items.map((item) => [
    policyText(item.policy),
    scopes[item.state.scope],
    countsText(item.state.busiestNode),
    countsText(item.marginal.busiestNode),
    `${item.firstPacket.position} of ${item.firstPacket.of}`,
    range(item.estimates.firstPacket),
    range(item.estimates.state),
  ]);
  const columns = ['POLICY', 'WHERE', 'BUSIEST NODE', 'REMOVING IT FREES', 'POSITION', 'FIRST PACKET', 'STATE'];
  return [
    heading(`${dataplane.dataplane}: ${countsText(dataplane.totals.busiestNode)} on the busiest node`),
    ...(rows.length === 0 ? [line('no policies')] : [sheet(columns, rows, 7)]),
    ...limits(dataplane),
  ];
}

const scopes = {
  'node-with-selected-pod': 'nodes of its pods',
  'every-node': 'every node',
  controller: 'controller',
} as const;

function limits(dataplane: Dataplane): readonly Block[] {
  const items = dataplane.limits.map(({ name, value, of, policy }) => {
    return `${name}: ${value} of ${of}${policy === undefined ? '' : `, ${policyText(policy)}`}`;
  });
  return items.length === 0 ? [] : [line('limits:'), ...list(items)];
}

function sideBySide(answer: PolicyCostList): Report {
  const policies = new Map<string, ObjectView>();
  for (const { items } of answer.dataplanes) for (const { policy } of items) policies.set(policyText(policy), policy);
  const columns = ['POLICY', ...answer.dataplanes.flatMap(({ dataplane }) => [`${dataplane} PACKET`, 'STATE'])];
  const rows = [...policies.keys()].map((name) => [
    name,
    ...answer.dataplanes.flatMap(({ items }) => {
      const item = items.find(({ policy }) => policyText(policy) === name);
      return item === undefined ? ['-', '-'] : [range(item.estimates.firstPacket), range(item.estimates.state)];
    }),
  ]);
  return rows.length === 0 ? [line('no policies')] : [sheet(columns, rows, columns.length)];
}

export function countsText(counts: Counts): string {
  return countsCell(counts) || '-';
}

function countsCell(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count = 0]) => `${count} ${words(name, count)}`)
    .join(', ');
}

/** mapEntries → map entries, and one of them a map entry */
function words(name: string, count: number): string {
  const said = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return count === 1 ? said.replace(/ies$/, 'y').replace(/s$/, '') : said;
}

function range(estimate: { readonly unit: string; readonly low: number; readonly high: number }): string {
  const { unit, low, high } = estimate;
  return low === high ? `${low} ${unit}` : `${low}-${high} ${unit}`;
}

const counted = ['busiestNode', 'cluster'] as const;
const recordColumns = [
  'dataplane',
  'namespace',
  'policy',
  'scope',
  ...counted.map((where) => `state_${where === 'cluster' ? where : 'busiest_node'}`),
  ...counted.map((where) => `marginal_${where === 'cluster' ? where : 'busiest_node'}`),
  'first_packet_deciding',
  'first_packet_in_the_way',
  'position',
  'of',
  'established',
  'first_packet_ns_low',
  'first_packet_ns_high',
  'state_bytes_low',
  'state_bytes_high',
  'source',
];

function records({ dataplane, items }: Dataplane): Sheet['rows'] {
  return items.map((item: PolicyCostView) => [
    dataplane,
    item.policy.namespace ?? '',
    item.policy.name,
    item.state.scope,
    ...counted.map((where) => countsCell(item.state[where])),
    ...counted.map((where) => countsCell(item.marginal[where])),
    countsCell(item.firstPacket.deciding),
    countsCell(item.firstPacket.inTheWay),
    String(item.firstPacket.position),
    String(item.firstPacket.of),
    countsCell(item.established),
    String(item.estimates.firstPacket.low),
    String(item.estimates.firstPacket.high),
    String(item.estimates.state.low),
    String(item.estimates.state.high),
    item.estimates.source,
  ]);
}
