// What adding may do: a rule to a policy that isolates only opens, a policy for pods that were open only closes.
import fc from 'fast-check';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { policies } from '../arbitrary/policies.ts';
import { directionsOf } from '../oracle/directions.ts';
import type { Assume, Direction } from '../oracle/oracle.ts';
import { showCase } from './agreement.ts';
import { type CaseOf, type Law, law } from './law.ts';
import { expectWithin, openRows, type Rows, sameRow, someAddresses } from './open-rows.ts';
import { isPolicy, mapPolicies, type RawPolicy, type RawRule, rulesOf, untiered, withRules } from './raw-policy.ts';
import { endsOf, selectionOf } from './selected.ts';

/** A cluster, and a rule that may be added somewhere. */
export const additions = fc.record({
  objects: cluster(),
  assume: assume(),
  others: policies(),
  where: fc.nat(100),
  which: fc.nat(100),
});
export type Addition = CaseOf<typeof additions>;

export const addingLaws: readonly Law[] = [
  law(
    'a rule that is added to a policy that isolates closes nothing',
    additions,
    (addition, count) => {
      const { objects, assume } = addition;
      const after = withRuleAdded(addition);
      const addresses = someAddresses(after);
      const [less, more] = [objects, after].map((each) => openRows(each, assume, { addresses }));
      if (less === undefined || more === undefined) return;
      expectWithin(less, more);
      countChanged(less, more, count);
    },
    { few: 60, show: showAddition, shares: { changed: [0.01, 0.5] } },
  ),
  law(
    'a policy that is added for pods that were open in its directions opens nothing',
    additions,
    ({ objects, assume, where }, count) => {
      const all = objects.filter(isPolicy);
      const added = all[where % Math.max(all.length, 1)];
      if (added === undefined) return count('no policy');
      // A Baseline policy that denies is what such a policy may open.
      const before = untiered(objects).filter(
        (each) => !isPolicy(each) || !sharesSubject(each, added, objects, assume),
      );
      const addresses = someAddresses(objects);
      const more = openRows(before, assume, { addresses });
      const less = openRows([...before, added], assume, { addresses });
      // A block of the policy may bring a family into play: nothing was asked in it before.
      expectWithin(new Map([...less].filter(([key]) => more.has(key))), more);
      countChanged(less, more, count);
    },
    { few: 60, show: showAddition, shares: { changed: [0.05, 0.7] } },
  ),
];

/** One more rule for one direction of one policy; the objects as they are where no policy isolates anything. */
export function withRuleAdded({ objects, others, where, which }: Addition): readonly object[] {
  const places = objects.filter(isPolicy).flatMap((policy) => directionsOf(policy).map((to) => ({ policy, to })));
  const place = places[where % Math.max(places.length, 1)];
  if (place === undefined) return objects;
  return mapPolicies(objects, (policy) =>
    policy === place.policy ? withRule(policy, place.to, ruleAmong(others, place.to, which), where) : policy,
  );
}

function withRule(policy: RawPolicy, direction: Direction, rule: RawRule, where: number): RawPolicy {
  const rules = rulesOf(policy, direction);
  const position = where % (rules.length + 1);
  return withRules(policy, direction, [...rules.slice(0, position), rule, ...rules.slice(position)]);
}

function ruleAmong(others: readonly object[], direction: Direction, which: number): RawRule {
  const rules = others.filter(isPolicy).flatMap((policy) => rulesOf(policy, direction));
  return rules[which % Math.max(rules.length, 1)] ?? {};
}

function sharesSubject(a: RawPolicy, b: RawPolicy, objects: readonly object[], assume: Assume): boolean {
  if (!directionsOf(a).some((direction) => directionsOf(b).includes(direction))) return false;
  return endsOf(objects, assume).some((end) => [a, b].every((policy) => selectionOf(policy, end, assume) !== 'no'));
}

function countChanged(a: Rows, b: Rows, count: (sort: string) => void): void {
  for (const [key, row] of a) count(sameRow(row, b.get(key)) ? 'the same' : 'changed');
}

function showAddition({ objects, assume, others, where, which }: Addition): string {
  return `${showCase({ objects, assume })}\n# at ${where}, rule ${which} of\n${JSON.stringify(others)}`;
}
