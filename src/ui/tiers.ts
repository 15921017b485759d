// The steps of an explanation by tier, in the order in which a packet meets them: Admin, NetworkPolicy, Baseline
// (005 rule 12), each with what came of it in a few words.

import type { SideView, StepView } from '../session/answers.ts';

export interface Tier {
  readonly name: StepView['tier'];
  readonly outcome: string;
  readonly steps: readonly StepView[];
}

const names = ['Admin', 'NetworkPolicy', 'Baseline'] as const;

/** The tiers that had a say; [] where no policy was looked at. */
export function tiersOf({ steps, verdict }: Pick<SideView, 'steps' | 'verdict'>): readonly Tier[] {
  const tiers = names.map((name) => ({ name, steps: steps.filter(({ tier }) => tier === name) }));
  const isClosing = (name: Tier['name']) => name === 'NetworkPolicy' && verdict.kind === 'isolated-by';
  const present = tiers.filter(({ name, steps: own }) => own.length > 0 || (isClosing(name) && steps.length > 0));
  return present.map((tier) => ({
    ...tier,
    outcome: isClosing(tier.name) ? 'isolates: denied' : outcomeOf(tier.steps),
  }));
}

const words = { Accept: 'accepts', Deny: 'denies', Pass: 'passes on' } as const;

/** Asked about several ports, a tier may do several things. */
function outcomeOf(steps: readonly StepView[]): string {
  const done = (outcome: StepView['outcome']) => [
    ...new Set(
      steps
        .filter((step) => step.outcome === outcome)
        .map(({ action }) => (action === undefined ? 'allows' : words[action])),
    ),
  ];
  const may = done('may-match').map((word) => `perhaps ${word}`);
  const all = [...done('matched'), ...may];
  return all.length === 0 ? 'no rule matches' : all.join(', ');
}
