// Whether Baseline rules still judge a pod that a NetworkPolicy selects for the other direction only: the
// API can be read either way (R116), so an assumption decides what becomes of a Baseline Deny there.

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Pod } from '../model/cluster.ts';
import { namedIn } from '../model/in-namespace.ts';
import type { Direction } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import { unionAll } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import { or, type Ternary } from '../sets/ternary.ts';
import type { Detour, Outcome } from './outcomes.ts';
import type { TierWalk } from './tier.ts';
import { decision } from './verdict.ts';

export interface AfterBaseline {
  readonly outcomes: readonly Outcome[];
  readonly detours: readonly Detour[];
  readonly on: PortSet;
}

/** `walked` is the Baseline tier as if it applied. */
export function otherDirection(cluster: Cluster, direction: Direction, subject: Pod, walked: TierWalk): AfterBaseline {
  const { outcomes, detours, on } = walked;
  const denied = unionAll(outcomes.filter(({ verdict }) => decision(verdict) === 'no').map(({ ports }) => ports));
  if (denied.length === 0) return walked;
  const selected = selectedOtherwise(cluster, direction, subject);
  if (selected === 'no') return walked;
  const told = (why: string): Detour => ({ ports: denied, because: [reason(direction, why)] });
  switch (skipped(cluster, selected)) {
    case 'no':
      return { outcomes, on, detours: [...detours, told('Baseline rules still apply')] };
    case 'yes':
      return {
        outcomes: [],
        on: unionAll([on, ...outcomes.map(({ ports }) => ports)]),
        detours: [...detours, told('Baseline rules do not apply')],
      };
    default: {
      const spared: Outcome = { verdict: { kind: 'not-isolated' }, ports: denied, surely: noPorts, because: [] };
      return { outcomes: [...outcomes, spared], on, detours: [...detours, told('Baseline rules may apply or not')] };
    }
  }
}

/** Whether the Baseline tier is skipped for a subject that is selected so. */
function skipped({ assumptions }: Pick<Cluster, 'assumptions'>, selected: Ternary): Ternary {
  const reading = assumptions['baseline-after-other-direction'];
  if (reading === 'applies' || selected === 'no') return 'no';
  return reading === 'skipped' ? selected : 'unknown';
}

function selectedOtherwise({ policies, assumptions }: Cluster, direction: Direction, subject: Pod): Ternary {
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  return namedIn(policies, subject.namespace.name)
    .filter((policy) => policy[direction] === 'open' && policy[other] !== 'open')
    .map((policy) => selectsPod(policy.subject, subject, assumptions).holds)
    .reduce(or, 'no');
}

function reason(direction: Direction, what: string): Reason {
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  const why = `a NetworkPolicy selects the pod for ${other} only: for ${direction}, ${what}`;
  return { flag: 'F12', key: 'baseline-after-other-direction', why };
}
