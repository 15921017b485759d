// Cluster-wide policies, where the first match decides: rules that earlier ones leave nothing to (R110, R111), and
// policies of one priority that disagree, so that the answer is not defined (R114).

import { type ClusterNetworkPolicy, type Direction, directions, tiers } from '../model/policy.ts';
import { type Cell, type CellsOf, cellsIn, common, leftOf, meets } from './cells.ts';
import { type Finding, finding } from './finding.ts';
import { type Group, groupsOf } from './groups.ts';
import type { Look } from './look.ts';
import { removal } from './mends.ts';
import { aboutPolicy, policyText, type RuleAt, ruleText } from './rules-at.ts';

type Tiered = ClusterNetworkPolicy;

export function tiered(look: Look, skipped: ReadonlySet<unknown>): readonly Finding[] {
  const cellsOf = cellsIn(look);
  return tiers.flatMap((tier) => {
    const policies = look.cluster.clusterPolicies.filter((policy) => policy.tier === tier);
    if (policies.length === 0) return [];
    const groups = groupsOf(look, policies);
    return directions.flatMap((direction) => {
      const context: Context = { look, direction, groups, cellsOf };
      return [
        ...policies.filter((policy) => !skipped.has(policy)).flatMap((policy) => shadowed(policy, context)),
        ...ties(policies, context),
      ];
    });
  });
}

interface Context {
  readonly look: Look;
  readonly direction: Direction;
  readonly groups: readonly Group<Tiered>[];
  readonly cellsOf: CellsOf;
}

function rulesIn({ look, direction }: Context, policy: Tiered): readonly RuleAt[] {
  return look.rules(policy).filter((rule) => rule.direction === direction);
}

function shadowed(policy: Tiered, context: Context): readonly Finding[] {
  const selecting = context.groups.filter(({ certain, perhaps }) => [...certain, ...perhaps].includes(policy));
  if (selecting.length === 0) return [];
  return rulesIn(context, policy).flatMap((rule) => {
    const matches = selecting.some((group) => cells(rule, group, context, 'possible').length > 0);
    const left = selecting.some(
      (group) => leftOf(cells(rule, group, context, 'possible'), before(rule, group, context)).length > 0,
    );
    if (!matches || left) return [];
    const by = shadowing(rule, selecting, context);
    return [
      finding('rule-covered', {
        about: aboutPolicy(policy),
        path: rule.path,
        message: `${rule.direction} rule ${rule.index} of \`${policyText(policy)}\` is never reached: ${by.map((each) => `\`${ruleText(each)}\``).join(', ')} comes first`,
        mend: removal(rule, 'remove the rule, or move it before what covers it'),
      }),
    ];
  });
}

function cells(rule: RuleAt, group: Group<Tiered>, { cellsOf }: Context, how: 'certain' | 'possible'): readonly Cell[] {
  return cellsOf(rule, group.family, group.subject)[how];
}

/** What is decided for certain before the rule is asked. */
function before(rule: RuleAt, group: Group<Tiered>, context: Context): readonly Cell[] {
  return earlier(rule, group, context).flatMap((each) => cells(each, group, context, 'certain'));
}

/** Rules of lower priorities, and those above it in its own policy, where that selects the subject for certain. */
function earlier(rule: RuleAt, group: Group<Tiered>, context: Context): readonly RuleAt[] {
  const own = [...group.certain, ...group.perhaps].find((policy) => policy === rule.policy);
  if (own === undefined) return [];
  return [
    ...group.certain.filter(({ priority }) => priority < own.priority).flatMap((policy) => rulesIn(context, policy)),
    ...(group.certain.includes(own) ? rulesIn(context, own).filter(({ index }) => index < rule.index) : []),
  ];
}

function shadowing(rule: RuleAt, groups: readonly Group<Tiered>[], context: Context): readonly RuleAt[] {
  const by = groups.flatMap((group) =>
    earlier(rule, group, context).filter((each) =>
      meets(cells(rule, group, context, 'possible'), cells(each, group, context, 'certain')),
    ),
  );
  return [...new Set(by)].slice(0, 3);
}

function ties(policies: readonly Tiered[], context: Context): readonly Finding[] {
  if (context.look.cluster.assumptions['equal-priority'] === 'by-name') return [];
  return policies.flatMap((policy, i) =>
    policies.slice(i + 1).flatMap((other) => {
      if (other.priority !== policy.priority) return [];
      const [a, b] = disagreement(policy, other, context);
      return a === undefined || b === undefined ? [] : [tie(a, b, freePriority(other, policies))];
    }),
  );
}

/** The first two rules that meet on something that neither policy, nor one before them, has decided by then. */
function disagreement(one: Tiered, two: Tiered, context: Context): readonly [RuleAt, RuleAt] | readonly [] {
  for (const group of context.groups) {
    if (!group.certain.includes(one) || !group.certain.includes(two)) continue;
    for (const a of rulesIn(context, one)) {
      for (const b of rulesIn(context, two)) {
        if (a.action === b.action) continue;
        const both = common(cells(a, group, context, 'certain'), cells(b, group, context, 'certain'));
        const decided = [...before(a, group, context), ...before(b, group, context)];
        if (leftOf(both, decided).length > 0) return [a, b];
      }
    }
  }
  return [];
}

/** The next one that nobody of the tier has; 0 where there is none. */
function freePriority({ priority }: Tiered, policies: readonly Tiered[]): number {
  for (let next = priority + 1; next <= 1000; next++) {
    if (policies.every((each) => each.priority !== next)) return next;
  }
  return 0;
}

function tie(a: RuleAt, b: RuleAt, free: number): Finding {
  return finding('ambiguous-tie', {
    about: aboutPolicy(b.policy),
    path: ['spec', 'priority'],
    message: `\`${ruleText(a)}\` (${a.action}) and \`${ruleText(b)}\` (${b.action}) have one priority and match a common flow`,
    mend: {
      sentence: 'give one of the two policies another priority',
      edits: free === 0 ? [] : [{ kind: 'set', path: ['spec', 'priority'], value: free }],
    },
  });
}
