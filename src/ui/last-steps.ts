// The flow that an attacker would take last to reach a thing: what to explain when the thing is picked.

import type { AttackStepView, BlastRadius, ThingView } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { nameOf, portOf } from './names.ts';
import type { Pair } from './view.ts';

export type Reached = BlastRadius['reached'][number];

export function lastStep(blast: BlastRadius, reached: Reached): AttackStepView | undefined {
  const last = reached.steps.at(-1);
  return blast.steps.find((step) => step.id === last);
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
