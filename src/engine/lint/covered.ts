// Rules of NetworkPolicies that others cover: on every class that the policy selects, whatever the rule opens is opened
// by other rules, for certain where it is certain. All that are told may go together: each is held only against
// rules that stay.

import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import { type Cell, type CellsOf, cellsIn, leftOf, meets } from './cells.ts';
import { type Finding, finding } from './finding.ts';
import { type Group, groupsOf } from './groups.ts';
import type { Look } from './look.ts';
import { removal } from './mends.ts';
import { aboutPolicy, policyText, type RuleAt, ruleText } from './rules-at.ts';

/** Rules of the `skipped` are not told of; those of the `repeats` and of policies that can go cover nothing either. */
export function coveredRules(
  look: Look,
  skipped: ReadonlySet<NetworkPolicy>,
  leaving: ReadonlySet<unknown>,
): readonly Finding[] {
  const cellsOf = cellsIn(look);
  return directions.flatMap((direction) => coveredIn(direction, look, { skipped, leaving }, cellsOf));
}

interface Apart {
  readonly skipped: ReadonlySet<NetworkPolicy>;
  readonly leaving: ReadonlySet<unknown>;
}

function coveredIn(
  direction: Direction,
  look: Look,
  { skipped, leaving }: Apart,
  cellsOf: CellsOf,
): readonly Finding[] {
  const policies = look.cluster.policies.filter((policy) => policy[direction] !== 'open' && !leaving.has(policy));
  const groups = new Map<NetworkPolicy, Group<NetworkPolicy>[]>(policies.map((policy) => [policy, []]));
  for (const group of groupsOf(look, policies)) {
    for (const policy of [...group.certain, ...group.perhaps]) groups.get(policy)?.push(group);
  }
  const gone = new Set<RuleAt>();
  const rulesOf = (policy: NetworkPolicy) =>
    look.rules(policy).filter((rule) => rule.direction === direction && !gone.has(rule));
  const found: Finding[] = [];
  // From the last to the first, so that of two that cover each other the earlier stays.
  for (const policy of policies.toReversed()) {
    const selected = groups.get(policy) ?? [];
    if (selected.length === 0 || skipped.has(policy)) continue;
    for (const rule of rulesOf(policy).toReversed()) {
      const context: Context = { rule, rulesOf, cellsOf };
      if (!selected.every((group) => isCovered(group, context))) continue;
      const by = coverers(selected, context);
      if (by.length === 0) continue; // it matches nothing, and other checks say so
      gone.add(rule);
      found.push(covered(policy, rule, by));
    }
  }
  return found;
}

interface Context {
  readonly rule: RuleAt;
  readonly rulesOf: (policy: NetworkPolicy) => readonly RuleAt[];
  readonly cellsOf: CellsOf;
}

/** 002 rule 5: certain policies add up; where none is certain, each policy stands alone. */
function isCovered(group: Group<NetworkPolicy>, { rule, rulesOf, cellsOf }: Context): boolean {
  const { certain, perhaps, family, subject } = group;
  const own = cellsOf(rule, family, subject);
  const others = (policies: readonly NetworkPolicy[], how: 'certain' | 'possible'): readonly Cell[] =>
    policies.flatMap((policy) =>
      rulesOf(policy).flatMap((other) => (other === rule ? [] : cellsOf(other, family, subject)[how])),
    );
  const policy = certain.find((each) => each === rule.policy) ?? perhaps.find((each) => each === rule.policy);
  if (policy === undefined) return true;
  if (certain.length === 0) {
    return (
      leftOf(own.certain, others([policy], 'certain')).length === 0 &&
      leftOf(own.possible, others([policy], 'possible')).length === 0
    );
  }
  const possibly = leftOf(own.possible, others([...certain, ...perhaps], 'possible')).length === 0;
  return possibly && (!certain.includes(policy) || leftOf(own.certain, others(certain, 'certain')).length === 0);
}

/** The rules that share something with it on some class: those that cover it are among them. */
function coverers(groups: readonly Group<NetworkPolicy>[], { rule, rulesOf, cellsOf }: Context): readonly RuleAt[] {
  const by = new Set<RuleAt>();
  for (const { certain, perhaps, family, subject } of groups) {
    let left = cellsOf(rule, family, subject).possible;
    for (const policy of [...certain, ...perhaps]) {
      for (const other of rulesOf(policy)) {
        const cells = other === rule ? [] : cellsOf(other, family, subject).possible;
        if (!meets(left, cells)) continue;
        left = leftOf(left, cells);
        by.add(other);
      }
    }
  }
  return [...by];
}

const shown = 3;

function covered(policy: NetworkPolicy, rule: RuleAt, by: readonly RuleAt[]): Finding {
  const named = by.slice(0, shown).map((other) => `\`${ruleText(other)}\``);
  const more = by.length > shown ? ` and ${by.length - shown} more` : '';
  return finding('rule-covered', {
    about: aboutPolicy(policy),
    path: rule.path,
    severity: 'info',
    message: `${rule.direction} rule ${rule.index} of \`${policyText(policy)}\` opens nothing that ${named.join(', ')}${more} does not open`,
    mend: removal(rule, 'remove the rule: no flow changes'),
  });
}
