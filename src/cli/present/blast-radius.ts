// BlastRadius for readers: how much is taken, then each thing with the steps that lead to it, and what
// this answer does not look at.

import type { AttackStepView, BlastRadius, Totals } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { line, list, sheet } from '../formats/report.ts';
import { endpointText, placeText, policyText, portsText, thingText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { marks, noteBlocks, numbered } from './notes.ts';

const shownStarts = 3;

type Reached = BlastRadius['reached'][number];

export const blastRadiusPresentation: Presentation<BlastRadius> = {
  report: (answer) => {
    const steps = new Map(answer.steps.map((step) => [step.id, step]));
    const notes = numbered(answer.steps.flatMap((step) => step.assumptions));
    const rows = firstOfSteps(answer).map((reached) => [
      `${thingText(reached.what)}${others(reached, steps)}`,
      reached.certainty,
      String(reached.hops),
      lastStep(reached.steps, steps, (step) => step.step),
      lastStep(reached.steps, steps, (step) => endpointText(step.flow.from)),
      lastStep(reached.steps, steps, (step) => portsText(step.flow.ports)),
      lastStep(reached.steps, steps, evidence),
      lastStep(reached.steps, steps, (step) => marks(step.assumptions, notes)),
    ]);
    const columns = ['REACHED', 'CERTAINTY', 'HOPS', 'BY', 'FROM', 'PORTS', 'ALLOWED AT', 'WHY'];
    const cuts = answer.chokePoints.map((point) => [thingText(point.what), String(point.cuts)]);
    return [
      line(`from ${startsText(answer.starts)}: ${summary(answer)}`),
      ...(rows.length === 0 ? [] : [sheet(columns, rows, 6), ...noteBlocks(notes)]),
      ...(cuts.length === 0 ? [] : [sheet(['CHOKE POINT', 'CUTS'], cuts, 2)]),
      ...(answer.partial.length === 0 ? [] : [line('not looked at:'), ...list(answer.partial)]),
      ...assumptionBlocks(answer),
    ];
  },
  records: (answer) => ({
    columns: ['kind', 'namespace', 'name', 'certainty', 'hops', 'steps'],
    rows: answer.reached.map(({ what, certainty, hops, steps }) => [
      what.kind,
      what.namespace ?? '',
      what.name ?? '',
      certainty,
      String(hops),
      steps.join(' '),
    ]),
  }),
  items: (answer) => [answer],
};

/** Of those that share a step the first, of which the step tells. */
function firstOfSteps({ reached }: BlastRadius): readonly Reached[] {
  const told = new Set<string>();
  return reached.filter(({ steps }) => {
    const last = steps.at(-1) ?? '';
    const isFirst = !told.has(last);
    told.add(last);
    return isFirst;
  });
}

function others({ what, steps: ids }: Reached, steps: ReadonlyMap<string, AttackStepView>): string {
  const { pods = 1 } = steps.get(ids.at(-1) ?? '') ?? {};
  return pods === 1 || what.kind === 'Outside' ? '' : ` and ${pods - 1} more`;
}

/** A workload starts as all of its pods. */
function startsText(starts: BlastRadius['starts']): string {
  const shown = starts.slice(0, shownStarts).map(thingText).join(', ');
  return starts.length > shownStarts ? `${shown} and ${starts.length - shownStarts} more` : shown;
}

function summary({ totals }: BlastRadius): string {
  return `for certain ${totalText(totals.certain)}; at most ${totalText(totals.possible)}`;
}

function totalText(totals: Totals): string {
  const pods = `${totals.pods} ${totals.pods === 1 ? 'pod' : 'pods'}`;
  const namespaces = `${totals.namespaces} ${totals.namespaces === 1 ? 'namespace' : 'namespaces'}`;
  const internet = totals.internet ? ' and the internet' : '';
  return `${pods} in ${namespaces}${internet}${totals.clusterAdmin ? ' and cluster-admin' : ''}`;
}

function lastStep(
  ids: readonly string[],
  steps: ReadonlyMap<string, AttackStepView>,
  say: (step: AttackStepView) => string,
): string {
  const last = steps.get(ids.at(-1) ?? '');
  return last === undefined ? '-' : say(last);
}

function evidence(step: AttackStepView): string {
  return step.evidence.map(({ object, at }) => `${policyText(object)} (${placeText(at)})`).join(', ') || '-';
}
