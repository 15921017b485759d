// The flow that an attacker would take last to reach a thing: what to explain when the thing is picked.

import type { AttackStepView, BlastRadius, ThingView } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { nameOf, portOf } from './names.ts';
import type { Pair } from './view.ts';

export type Reached = BlastRadius['reached'][number];

export function lastStep(blast: BlastRadius, reached: Reached): AttackStepView | undefined {
  return stepsById(blast).get(reached.steps.at(-1) ?? '');
}

const known = new WeakMap<BlastRadius, ReadonlyMap<string, AttackStepView>>();

/** Tables ask for every row of tens of thousands. */
function stepsById(blast: BlastRadius): ReadonlyMap<string, AttackStepView> {
  const steps = known.get(blast) ?? new Map(blast.steps.map((step) => [step.id, step]));
  known.set(blast, steps);
  return steps;
}

export function pairTo(blast: BlastRadius, reached: Reached): Pair | 'none' {
  const step = lastStep(blast, reached);
  return step === undefined
    ? 'none'
    : { from: nameOf(step.flow.from), to: nameOf(step.flow.to), port: portOf(step.flow.ports) };
}

/** What was reached and is meant by a mark, which may stand for all pods of a workload. */
export function reachedOf(
  blast: BlastRadius,
  thing: ThingView,
  workloads: readonly WorkloadView[],
): Reached | undefined {
  const same = (what: ThingView, other: ThingView) =>
    what.kind === other.kind && what.name === other.name && (what.namespace ?? '') === (other.namespace ?? '');
  const pods = workloads.find(({ workload }) => same(workload, thing))?.pods.map(({ pod }) => pod) ?? [];
  return blast.reached.find(({ what }) => [thing, ...pods].some((one) => same(what, one)));
}
