// Policies of other vendors: we don't read what they say, so where one may select the subject both outcomes
// may come about (005 rule 22, F22).

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Pod } from '../model/cluster.ts';
import type { Direction, ForeignPolicy } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import type { Detour, Outcome } from './outcomes.ts';

export interface ForeignOutcomes {
  readonly outcomes: readonly Outcome[];
  readonly detours: readonly Detour[];
}

export function foreignOutcomes(cluster: Cluster, direction: Direction, subject: Pod, ports: PortSet): ForeignOutcomes {
  const policies = cluster.foreignPolicies.filter((policy) => mayJudge(policy, direction, subject, cluster));
  if (policies.length === 0) return { outcomes: [], detours: [] };
  const because = policies.flatMap((policy) => [
    reason(policy),
    ...selectsPod(policy.subject, subject, cluster.assumptions).because,
  ]);
  if (cluster.assumptions['foreign-policies'] === 'note') return { outcomes: [], detours: [{ ports, because }] };
  const open = policies.filter(({ effect }) => effect !== 'note');
  const outcome = (verdict: Outcome['verdict']): Outcome => ({ verdict, ports, surely: noPorts, because: [] });
  const deny: readonly Outcome[] = open.length === 0 ? [] : [outcome({ kind: 'foreign', may: 'deny', policies: open })];
  const loosens = open.filter(({ effect }) => effect === 'allow-or-deny');
  const allow: readonly Outcome[] =
    loosens.length === 0 ? [] : [outcome({ kind: 'foreign', may: 'allow', policies: loosens })];
  return { outcomes: [...allow, ...deny], detours: [{ ports, because }] };
}

/** Where its selector is of a language of its own, its subject is whatever it can select. */
export function mayJudge(policy: ForeignPolicy, direction: Direction, pod: Pod, { assumptions }: Cluster): boolean {
  return policy.directions.includes(direction) && selectsPod(policy.subject, pod, assumptions).holds !== 'no';
}

function reason({ kind, namespace, name, effect }: ForeignPolicy): Reason {
  const which = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  const what = effect === 'note' ? 'is about other networks' : 'is not evaluated and may select the pod';
  return { flag: 'F22', key: 'foreign-policies', why: `${which} ${what}` };
}
