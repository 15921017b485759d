// What may come of a set of ports on its way through the tiers: each thing that may decide some of them,
// in the order that they are met. A port is certain where only one outcome may come about.

import type { Reason } from '../model/assumptions.ts';
import { difference, intersection, unionAll } from '../sets/intervals.ts';
import type { PortSet } from '../sets/ports.ts';
import { decision, type Verdict } from './verdict.ts';

/** `ports` may meet this end; of them, `surely` do where nothing before has decided them. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly ports: PortSet;
  readonly surely: PortSet;
  readonly because: readonly Reason[];
}

/** What made ports go on although it looked at them: a Pass, an exemption. It matters to all that comes after. */
export interface Detour {
  readonly ports: PortSet;
  readonly because: readonly Reason[];
}

/** Asked ports with one fate. */
export interface Part {
  readonly ports: PortSet;
  readonly verdict: Verdict;
  readonly because: readonly Reason[];
}

/** A partition of the ports that some outcome may meet: allowed, denied, undecided. */
export function partsOf(outcomes: readonly Outcome[], detours: readonly Detour[]): readonly Part[] {
  const may = (wanted: 'yes' | 'no'): PortSet =>
    unionAll(outcomes.filter(({ verdict }) => decision(verdict) !== opposite[wanted]).map(({ ports }) => ports));
  const allowed = difference(may('yes'), may('no'));
  const denied = difference(may('no'), may('yes'));
  return [
    ...share(allowed, outcomes, detours),
    ...undecided(intersection(may('yes'), may('no')), outcomes, detours),
    ...share(denied, outcomes, detours),
  ];
}

const opposite = { yes: 'no', no: 'yes' } as const;

/** Each port goes to the first that surely decides it, else to the first that may. */
function share(ports: PortSet, outcomes: readonly Outcome[], detours: readonly Detour[]): readonly Part[] {
  const parts: Part[] = [];
  let left = ports;
  const take = (outcome: Outcome, claimed: PortSet): void => {
    const taken = intersection(left, claimed);
    if (taken.length === 0) return;
    parts.push({ ports: taken, verdict: outcome.verdict, because: [...met(taken, detours), ...outcome.because] });
    left = difference(left, taken);
  };
  for (const outcome of outcomes) take(outcome, outcome.surely);
  for (const outcome of outcomes) take(outcome, outcome.ports);
  return parts;
}

function undecided(ports: PortSet, outcomes: readonly Outcome[], detours: readonly Detour[]): readonly Part[] {
  if (ports.length === 0) return [];
  const involved = outcomes.filter((outcome) => intersection(outcome.ports, ports).length > 0);
  const policies = [...new Set(involved.flatMap(({ verdict }) => policiesOf(verdict)))];
  const because = [...met(ports, detours), ...involved.flatMap((outcome) => outcome.because)];
  return [{ ports, verdict: { kind: 'undecided', policies }, because }];
}

function met(ports: PortSet, detours: readonly Detour[]): readonly Reason[] {
  return detours.filter((detour) => intersection(detour.ports, ports).length > 0).flatMap(({ because }) => because);
}

function policiesOf(verdict: Verdict): (Verdict & { kind: 'undecided' })['policies'] {
  switch (verdict.kind) {
    case 'allowed-by':
    case 'decided-by':
      return [verdict.policy];
    case 'isolated-by':
    case 'foreign':
    case 'undecided':
      return verdict.policies;
    default:
      return [];
  }
}
