// ReachAnswer for readers: the verdict in a sentence, then each side with the rule that decides and its
// place; the rules that nearly matched, where the answer is not yes; the pairs where they differ.

import type { PairView, ReachAnswer, SideView, StepView, VerdictView } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { type Block, line, list, type Report, sheet } from '../formats/report.ts';
import { table } from '../formats/table.ts';
import { endpointText, onPorts, placeText, policyText, portsText, reasonText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { endColumns, endRecord } from './flow-list.ts';

export const reachAnswerPresentation: Presentation<ReachAnswer> = {
  report: (answer) => [line(sentence(answer)), ...explanation(answer), ...assumptionBlocks(answer)],
  records: (answer) => ({
    columns: [...endColumns('from'), ...endColumns('to'), 'family', 'answer', 'ports', 'unknown_ports'],
    rows: [{ ...answer, family: '' }, ...answer.pairs].map((pair) => [
      ...endRecord(pair.from),
      ...endRecord(pair.to),
      pair.family,
      pair.answer,
      portsText(pair.ports),
      portsText(pair.unknownPorts),
    ]),
  }),
  items: (answer) => [answer],
};

export function sentence(answer: ReachAnswer): string {
  const from = endpointText(answer.from);
  const to = endpointText(answer.to);
  switch (answer.answer) {
    case 'yes':
      return `yes: ${from} can reach ${to} ${onPorts(answer.asked)}`;
    case 'no':
      return `no: ${from} cannot reach ${to} ${onPorts(answer.asked)}`;
    case 'partly':
      return `partly: ${from} can reach ${to} ${onPorts(answer.asked)} only in part`;
    case 'unknown':
      return `unknown: whether ${from} can reach ${to} ${onPorts(answer.asked)} is open`;
  }
}

/** All but the sentence: what `test` shows below a failure, too. */
export function explanation(answer: ReachAnswer): Report {
  return [
    ...(answer.answer === 'yes' ? [] : fates(answer)),
    ...side('egress', answer),
    ...side('ingress', answer),
    ...pairs(answer.pairs),
    ...list(answer.because.map(reasonText)),
  ];
}

/** Which of the asked ports are allowed and which are open, where that needs saying. */
function fates(answer: ReachAnswer): readonly Block[] {
  const sets = [
    { label: 'allowed', ports: answer.ports },
    { label: 'unknown', ports: answer.unknownPorts },
  ];
  return list(sets.filter((set) => set.ports.length > 0).map((set) => `${set.label}: ${portsText(set.ports)}`));
}

function side(direction: 'egress' | 'ingress', answer: ReachAnswer): readonly Block[] {
  const { verdict, parts, steps } = answer[direction];
  const end =
    direction === 'egress' ? `egress of ${endpointText(answer.from)}` : `ingress of ${endpointText(answer.to)}`;
  const fates = parts.length > 1 ? parts.map((part) => `${portsText(part.ports)}: ${verdictText(part.verdict)}`) : [];
  return [
    { kind: 'heading', text: `${end}: ${verdictText(verdict)}` },
    ...list(fates),
    ...(answer.answer === 'yes' ? [] : nearMisses(direction, steps)),
  ];
}

const outcomes: Readonly<Record<VerdictView['kind'], string>> = {
  'allowed-by': 'allowed',
  'isolated-by': 'denied',
  'not-isolated': 'allowed',
  'not-enforced': 'allowed',
  'no-common-family': 'denied',
  undecided: 'unknown',
};

function verdictText(verdict: VerdictView): string {
  const at = verdict.at === undefined ? '' : ` (${placeText(verdict.at)})`;
  return `${outcomes[verdict.kind]}: ${verdict.why}${at}`;
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
  return [{ kind: 'heading', text: 'pairs' }, sheet(['FROM', 'TO', 'FAMILY', 'ANSWER', 'PORTS', 'UNKNOWN'], rows, 5)];
}

/** The whole explanation as text, for formats that hold text only. */
export function reachText(answer: ReachAnswer): string {
  return [...table([line(sentence(answer)), ...explanation(answer)])].join('');
}
