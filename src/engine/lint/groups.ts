// Classes that the same policies select are looked at once.

import type { Endpoint } from '../model/cluster.ts';
import type { Policy } from '../model/policy.ts';
import { bitsOf, hasBit } from '../sets/bitset.ts';
import { portNames } from './cells.ts';
import type { Look } from './look.ts';

export interface Group<P extends Policy> {
  /** A position in the look's families. */
  readonly family: number;
  readonly subject: Endpoint;
  /** Policies that select its classes for certain, and those that may; each in their order. */
  readonly certain: readonly P[];
  readonly perhaps: readonly P[];
}

/** Classes that none of the policies may select are left out. */
export function groupsOf<P extends Policy>(look: Look, policies: readonly P[]): readonly Group<P>[] {
  return look.compiled.families.flatMap((_, family) => groupsOfFamily(look, policies, family));
}

function groupsOfFamily<P extends Policy>(look: Look, policies: readonly P[], family: number): readonly Group<P>[] {
  const list = look.compiled.families[family]?.classes.list ?? [];
  const certain: P[][] = list.map(() => []);
  const perhaps: P[][] = list.map(() => []);
  const keys: string[] = list.map(() => '');
  policies.forEach((policy, number) => {
    const meant = look.subject(policy)[family];
    if (meant === undefined) return;
    for (const i of bitsOf(meant.possible)) {
      const sure = hasBit(meant.certain, i);
      (sure ? certain : perhaps)[i]?.push(policy);
      keys[i] += `${sure ? '' : '?'}${number} `;
    }
  });
  const groups = new Map<string, Group<P>>();
  list.forEach(({ representative: subject }, i) => {
    if (keys[i] === '') return;
    const key = `${keys[i]} ${portNames(subject)}`;
    if (!groups.has(key)) groups.set(key, { family, subject, certain: certain[i] ?? [], perhaps: perhaps[i] ?? [] });
  });
  return [...groups.values()];
}
