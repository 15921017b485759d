// The tier of NetworkPolicy against one attempt: those that select the subject are one list of what is
// allowed, and nothing else is (R10, R11). Where none selects it, the ports go on (R115).

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Pod } from '../model/cluster.ts';
import { namedIn } from '../model/in-namespace.ts';
import { isNonEmpty } from '../model/non-empty.ts';
import type { AllowRule, Direction, NetworkPolicy } from '../model/policy.ts';
import { type Match, selectsPod } from '../model/select.ts';
import { difference, intersection, unionAll } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet } from '../sets/ports.ts';
import type { Outcome } from './outcomes.ts';
import { type AllowStep, type Attempt, ruleSteps } from './rule-steps.ts';

/** A policy that isolates the subject in this direction, for certain or perhaps, and what its rules do. */
interface Isolating {
  readonly policy: NetworkPolicy;
  readonly selects: Match;
  readonly steps: readonly AllowStep[];
}

export interface NetworkPolicyWalk {
  readonly steps: readonly AllowStep[];
  readonly outcomes: readonly Outcome[];
  /** The ports that may go on: no policy isolates the subject, or perhaps none does. */
  readonly on: PortSet;
  /** Why no policy selects the subject although one would, but for an assumption. */
  readonly unselected: readonly Reason[];
}

export function walkNetworkPolicies(
  { policies, assumptions }: Cluster,
  direction: Direction,
  subject: Pod,
  attempt: Attempt,
): NetworkPolicyWalk {
  const looked = namedIn(policies, subject.namespace.name).flatMap((policy): readonly Isolating[] => {
    const rules: 'open' | readonly AllowRule[] = policy[direction];
    if (rules === 'open') return [];
    const selects = selectsPod(policy.subject, subject, assumptions);
    if (selects.holds === 'no' && selects.because.length === 0) return [];
    return [{ policy, selects, steps: selects.holds === 'no' ? [] : ruleSteps(policy, rules, attempt) }];
  });
  const certain = looked.filter(({ selects }) => selects.holds === 'yes');
  const perhaps = looked.filter(({ selects }) => selects.holds === 'unknown');
  const selecting = [...certain, ...perhaps];
  const because = looked.flatMap(({ selects }) => selects.because);
  if (selecting.length === 0) return { steps: [], outcomes: [], on: attempt.asked, unselected: because };
  const steps = selecting.flatMap((each) => each.steps);
  const surely = intersection(attempt.asked, certain.length > 0 ? openedBy(certain) : openedByEach(perhaps));
  return {
    steps,
    outcomes: [
      ...steps.map((step) => allows(step, surely, because)),
      ...denies(certain.length > 0 ? certain : perhaps, difference(attempt.asked, surely), certain, because),
    ],
    on: certain.length > 0 ? noPorts : attempt.asked,
    unselected: [],
  };
}

function allows(
  { policy, rule, outcome, ports, because }: AllowStep,
  surely: PortSet,
  selection: readonly Reason[],
): Outcome {
  const sure = outcome === 'matched' ? intersection(ports, surely) : noPorts;
  const reasons = ports.length === 0 ? [] : [...selection, ...because];
  return { verdict: { kind: 'allowed-by', policy, rule }, ports, surely: sure, because: reasons };
}

/** Closed by those that isolate: what none of them opens for certain may be denied. */
function denies(
  isolating: readonly Isolating[],
  left: PortSet,
  certain: readonly Isolating[],
  selection: readonly Reason[],
): readonly Outcome[] {
  const policies = isolating.map(({ policy }) => policy);
  if (left.length === 0 || !isNonEmpty(policies)) return [];
  const missed = isolating.flatMap(({ steps }) => steps).filter(({ ports }) => ports.length === 0);
  const because = [...selection, ...missed.flatMap((step) => step.because)];
  const surely = certain.length > 0 ? left : noPorts;
  return [{ verdict: { kind: 'isolated-by', policies }, ports: left, surely, because }];
}

/** Isolated only perhaps: open for certain is what each policy alone would leave open. */
function openedByEach(isolating: readonly Isolating[]): PortSet {
  return isolating.map((each) => openedBy([each])).reduce(intersection, everyPort);
}

function openedBy(isolating: readonly Isolating[]): PortSet {
  const matched = isolating.flatMap(({ steps }) => steps).filter(({ outcome }) => outcome === 'matched');
  return unionAll(matched.map(({ ports }) => ports));
}
