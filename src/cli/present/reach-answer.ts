// ReachAnswer for readers: the verdict in a sentence, then each side with the rule that decides and its
// place; the rules that nearly matched, where the answer is not yes; the pairs where they differ.

import type { EndpointView, PairView, ReachAnswer, SideView, StepView, VerdictView } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { type Block, line, list, type Report, sheet } from '../formats/report.ts';
import { table } from '../formats/table.ts';
import {
  endpointText,
  noPorts,
  onPorts,
  placeText,
  policyText,
  portsCell,
  portsText,
  reasonText,
} from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { endColumns, endRecord } from './flow-list.ts';

/** What the ends were called when they were asked about; '' where nobody asked. */
export interface Asked {
  readonly from: string;
  readonly to: string;
}

export const reachAnswerPresentation = (asked: Asked): Presentation<ReachAnswer> => ({
  report: (answer) => [line(sentence(answer, asked)), ...explanation(answer, asked), ...assumptionBlocks(answer)],
  records: (answer) => ({
    columns: [...endColumns('from'), ...endColumns('to'), 'family', 'answer', 'ports', 'unknown_ports'],
    rows: [{ ...answer, family: '' }, ...answer.pairs].map((pair) => [
      ...endRecord(pair.from),
      ...endRecord(pair.to),
      pair.family,
      pair.answer,
      portsCell(pair.ports),
      portsCell(pair.unknownPorts),
    ]),
  }),
  items: (answer) => [answer],
});

const nobodyAsked: Asked = { from: '', to: '' };

export function sentence(answer: ReachAnswer, asked = nobodyAsked): string {
  const from = endText(answer.from, asked.from);
  const to = endText(answer.to, asked.to);
  const what = answer.protocol === undefined ? onPorts(answer.asked) : `over ${answer.protocol}`;
  if (answer.backends !== undefined && answer.backends.of > 1) return throughService(answer, answer.backends, from, to);
  switch (answer.answer) {
    case 'yes':
      return `yes: ${from} can reach ${to} ${what}`;
    case 'no':
      return `no: ${from} cannot reach ${to} ${what}`;
    case 'partly':
      return `partly: ${from} can reach ${to} ${partlyOn(answer)}`;
    case 'unknown':
      return `unknown: whether ${from} can reach ${to} ${what} is open`;
  }
}

/** Which of a Service's backends answers is chance, so all of them count. */
function throughService(
  { answer, asked }: ReachAnswer,
  { reached, unknown, of }: NonNullable<ReachAnswer['backends']>,
  from: string,
  to: string,
): string {
  const open = unknown === 0 ? '' : `, and perhaps ${unknown} more`;
  return `${answer}: ${from} can reach ${reached} of ${of} backends of ${to} ${onPorts(asked)}${open}`;
}

/** Either some of the ports, or all of them for some of the pods, addresses or families. */
function partlyOn({ asked, ports, pairs }: ReachAnswer): string {
  const some = noPorts(ports) || portsText(ports) === portsText(asked);
  if (!some) return `${onPorts(ports)}, but not on the rest of what was asked`;
  const ends = new Set(pairs.map(({ from, to }) => `${endpointText(from)} ${endpointText(to)}`));
  return `${onPorts(asked)}, but not ${ends.size === 1 ? 'over both address families' : 'between all of them'}`;
}

/** The internet is a hundred blocks: its name says more. */
function endText(end: EndpointView, asked: string): string {
  return /^internet(:|$)/.test(asked) ? 'the internet' : endpointText(end);
}

/** All but the sentence: what `test` shows below a failure, too. */
export function explanation(answer: ReachAnswer, asked = nobodyAsked): Report {
  return [
    ...(answer.answer === 'yes' ? [] : fates(answer)),
    ...side('egress', answer, endText(answer.from, asked.from)),
    ...side('ingress', answer, endText(answer.to, asked.to)),
    ...pairs(answer.pairs),
    ...list(answer.because.map(reasonText)),
  ];
}

/** Which of the asked ports are allowed and which are open, where that needs saying. */
function fates(answer: ReachAnswer): readonly Block[] {
  const sets = [
    { label: 'allowed', ports: portsText(answer.ports) },
    { label: 'unknown', ports: portsText(answer.unknownPorts) },
  ];
  const asked = portsText(answer.asked);
  return list(
    sets.filter(({ ports }) => ports !== '-' && ports !== asked).map(({ label, ports }) => `${label}: ${ports}`),
  );
}

function side(direction: 'egress' | 'ingress', answer: ReachAnswer, end: string): readonly Block[] {
  const { verdict, parts, steps } = answer[direction];
  const fates = parts.length > 1 ? parts.map((part) => `${portsText(part.ports)}: ${verdictText(part.verdict)}`) : [];
  return [
    { kind: 'line', text: `${direction} of ${end}: ${verdictText(verdict)}` },
    ...list(fates),
    ...(answer.answer === 'yes' ? [] : nearMisses(direction, steps)),
  ];
}

const outcomes: Readonly<Record<Exclude<VerdictView['kind'], 'decided-by'>, string>> = {
  'allowed-by': 'allowed',
  'isolated-by': 'denied',
  'not-isolated': 'allowed',
  'not-enforced': 'allowed',
  'no-common-family': 'denied',
  'no-backend': 'nothing there',
  undecided: 'unknown',
};

function verdictText(verdict: VerdictView): string {
  const at = verdict.at === undefined ? '' : ` (${placeText(verdict.at)})`;
  return `${outcomeText(verdict)}: ${verdict.why}${at}`;
}

function outcomeText({ kind, action }: VerdictView): string {
  if (kind !== 'decided-by') return outcomes[kind];
  return action === 'Deny' ? 'denied' : 'allowed';
}

function nearMisses(direction: 'egress' | 'ingress', steps: SideView['steps']): readonly Block[] {
  if (steps.length === 0) return [];
  const columns = ['POLICY', 'RULE', 'OUTCOME', 'WHY', 'AT'];
  const row = (step: StepView) => [
    policyText(step.policy),
    `${direction}[${step.rule}]`,
    step.outcome,
    step.why,
    placeText(step.at),
  ];
  return [sheet(columns, steps.map(row), 5)];
}

function pairs(differing: readonly PairView[]): readonly Block[] {
  if (differing.length === 0) return [];
  const rows = differing.map((pair) => [
    endpointText(pair.from),
    endpointText(pair.to),
    pair.family,
    pair.answer,
    portsText(pair.ports),
    portsText(pair.unknownPorts),
  ]);
  return [line('pairs:'), sheet(['FROM', 'TO', 'FAMILY', 'ANSWER', 'PORTS', 'UNKNOWN'], rows, 5)];
}

/** The whole explanation as text, for formats that hold text only. */
export function reachText(answer: ReachAnswer): string {
  return [...table([line(sentence(answer)), ...explanation(answer)])].join('');
}
