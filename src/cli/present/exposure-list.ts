// ExposureList for readers: one row for each end that a workload accepts or could reach. What nobody has
// yet is marked, since that is what people look for; the rest is told by rule and place.

import type { ExposureEntry, ExposureItem, ExposureList, RuleView, WhoView } from '../../session/exposure.ts';
import type { Presentation } from '../formats/print.ts';
import { type Block, line, type Report, type Sheet, sheet } from '../formats/report.ts';
import { endpointText, objectText, policyText, portsCell, portsText, reasonText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { marks, type Notes, noteBlocks, numbered } from './notes.ts';

const sides = ['ingress', 'egress'] as const;

export const exposurePresentation: Presentation<ExposureList> = {
  report,
  records: (answer) => ({ columns: recordColumns, rows: answer.items.flatMap(records) }),
  items: (answer) => answer.items,
};

function report(answer: ExposureList): Report {
  const notes = numbered(entriesOf(answer.items).flatMap(({ because }) => because));
  const rows = answer.items.flatMap((item) => rowsOf(item, answer.entries, notes));
  if (rows.length === 0) {
    return [line(answer.entries === 'all' ? 'no workloads' : 'nothing is exposed beyond what existing pods have')];
  }
  return [
    sheet(columns, rows, 5),
    ...(rows.some((row) => row[5] !== '') ? [line(legend)] : []),
    ...partlySearched(answer),
    ...noteBlocks(notes),
    ...assumptionBlocks(answer),
  ];
}

const columns = ['WORKLOAD', 'DIRECTION', 'WHO', 'PORTS', 'BECAUSE', 'NEW', 'UNKNOWN', 'SOME PODS ONLY', 'BUT', 'WHY'];
/** How many namespaces a row names before it counts the rest. */
const shownNames = 2;
const legend = 'NEW: no existing pod has it; a pod or a namespace with such labels would';

function entriesOf(items: readonly ExposureItem[]): readonly ExposureEntry[] {
  return items.flatMap((item) => sides.flatMap((side) => item[side].entries));
}

function rowsOf(item: ExposureItem, which: ExposureList['entries'], notes: Notes): Sheet['rows'] {
  return sides.flatMap((side) => {
    const { state, entries } = item[side];
    const start = [objectText(item.workload), side];
    if (state === 'nobody' && which === 'all') return [[...start, 'nobody', '-', '', '', '-', '-', '', '']];
    return entries.map((entry) => [
      ...start,
      whoText(entry.who),
      allPorts(entry),
      becauseText(entry),
      entry.standing === 'beyond' ? newText(entry.who) : '',
      portsText(entry.unknownPorts),
      portsText(entry.partialPorts),
      butText(entry),
      marks(entry.because, notes),
    ]);
  });
}

function whoText(who: WhoView): string {
  switch (who.kind) {
    case 'Everyone':
      return 'everyone';
    case 'Pods':
      return who.words;
    case 'IPBlock':
      return endpointText(who);
  }
}

/** Numbers, and the names that a pod may give to more. */
function allPorts({ ports, namedPorts }: ExposureEntry): string {
  const numbers = portsText(ports);
  return numbers === '-' && namedPorts.length > 0 ? namedPorts.join(', ') : [numbers, ...namedPorts].join(', ');
}

/** What has to be new: a namespace that whoever may create one can have, or pods. */
function newText(who: WhoView): string {
  if (who.kind !== 'Pods' || who.namespace.kind === 'existing') return 'pod';
  if (who.namespace.kind === 'any') return 'pod of any namespace';
  return { label: 'namespace by label', name: 'namespace by name', nothing: 'namespace' }[who.namespace.needs];
}

function becauseText({ by, who }: ExposureEntry): string {
  if (by.length > 0) return by.map(ruleText).join(', ');
  return who.kind === 'Everyone' ? 'no policy isolates it' : 'no rule stands in the way';
}

function ruleText({ at }: RuleView): string {
  return `${at.file}:${at.line}`;
}

function butText({ unless, stopped }: ExposureEntry): string {
  const taken = unless.map((rule) => `not where ${ruleText(rule)} says otherwise`);
  const names = stopped.map(({ namespace }) => (namespace === '*' ? 'a new one' : namespace));
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  const kept = names.length === 0 ? [] : [`stopped by policies of ${names.slice(0, shownNames).join(', ')}${more}`];
  return [...taken, ...kept].join('; ');
}

function partlySearched({ items }: ExposureList): readonly Block[] {
  const partly = items.filter((item) => sides.some((side) => item[side].searched === 'in-part'));
  return partly.map(({ workload }) => line(`not every combination of labels was tried for ${objectText(workload)}`));
}

const recordColumns = [
  'workload_kind',
  'workload_namespace',
  'workload_name',
  'direction',
  'state',
  'who',
  'namespace_kind',
  'namespace_needs',
  'ports',
  'partial_ports',
  'unknown_ports',
  'named_ports',
  'standing',
  'by',
  'unless',
  'stopped',
  'because',
];

function records(item: ExposureItem): Sheet['rows'] {
  const { kind, namespace = '', name } = item.workload;
  return sides.flatMap((side) => {
    const { state, entries } = item[side];
    const start = [kind, namespace, name, side, state];
    if (entries.length === 0) return state === 'nobody' ? [[...start, ...Array<string>(12).fill('')]] : [];
    return entries.map((entry) => [
      ...start,
      entry.who.kind === 'IPBlock' ? entry.who.cidrs.join(' ') : whoText(entry.who),
      entry.who.kind === 'Pods' ? entry.who.namespace.kind : '',
      entry.who.kind === 'Pods' && entry.who.namespace.kind === 'new' ? entry.who.namespace.needs : '',
      ...[entry.ports, entry.partialPorts, entry.unknownPorts].map(portsCell),
      entry.namedPorts.join(' '),
      entry.standing,
      entry.by.map(ruleRecord).join(' '),
      entry.unless.map(ruleRecord).join(' '),
      entry.stopped
        .map(({ namespace: where, policies }) => `${where}: ${policies.map(policyText).join(' ')}`)
        .join('; '),
      entry.because.map(reasonText).join('; '),
    ]);
  });
}

function ruleRecord({ policy, rule, at }: RuleView): string {
  return `${policyText(policy)}[${rule}] ${at.file}:${at.line}:${at.column}`;
}
