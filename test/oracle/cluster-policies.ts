// The cluster-wide kinds: which policies a tier has, in which order they are asked, and where the walk may end.
import { kindOf, list, nameOf, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { subjectSelected } from './subjects.ts';
import { and, assumed } from './three.ts';
import { type Action, ruleIn } from './tiered-rules.ts';

export type Tier = 'Admin' | 'Baseline';
type Ending = Action | 'none';

const CNP = 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy';
const ANP = 'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy';
const BANP = 'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy';
export const CLUSTER_KINDS: readonly string[] = [CNP, ANP, BANP];

/** 005 rule 13: "merged by tier and priority; BaselineAdminNetworkPolicy comes after every Baseline priority" */
function priorityIn(tier: Tier, policy: unknown): number | 'other tier' {
  const kind = kindOf(policy);
  const priority = Number(own(policy, 'spec', 'priority'));
  if (kind === CNP) return text(policy, 'spec', 'tier') === tier ? priority : 'other tier';
  if (kind === ANP) return tier === 'Admin' ? priority : 'other tier';
  if (kind === BANP) return tier === 'Baseline' ? 1001 : 'other tier';
  return 'other tier';
}

/** 005 rule 15: the actions that the tier may end with, and `none` where it may end without one. */
export function tierEndings(tier: Tier, side: Side): readonly Ending[] {
  const priorities = new Set<number>();
  for (const policy of side.objects) {
    const priority = priorityIn(tier, policy);
    if (priority !== 'other tier') priorities.add(priority);
  }
  const endings: Ending[] = [];
  // "priorities ascending, lowest number first"
  for (const priority of [...priorities].sort((a, b) => a - b)) {
    const equals = side.objects.filter((policy) => priorityIn(tier, policy) === priority);
    const of = equalEndings(equals, side);
    endings.push(...of.filter((ending) => ending !== 'none'));
    // "None goes on to the next priority."
    if (!of.includes('none')) return endings;
  }
  return [...endings, 'none'];
}

function equalEndings(equals: readonly unknown[], side: Side): readonly Ending[] {
  if (assumed(side.assume, 'equal-priority') === 'unknown') {
    const each = equals.map((policy) => policyEndings(policy, side));
    // "the outcomes of each but its none, and none if each may end in none"
    const actions = each.flat().filter((ending) => ending !== 'none');
    return each.every((endings) => endings.includes('none')) ? [...actions, 'none'] : actions;
  }
  // "by-name: one after the other by name, then by kind"
  const actions: Ending[] = [];
  for (const policy of [...equals].sort(byNameThenKind)) {
    const endings = policyEndings(policy, side);
    actions.push(...endings.filter((ending) => ending !== 'none'));
    if (!endings.includes('none')) return actions;
  }
  return [...actions, 'none'];
}

function byNameThenKind(a: unknown, b: unknown): number {
  const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return order(nameOf(a), nameOf(b)) || order(text(a, 'kind'), text(b, 'kind'));
}

/** 005 rule 14: "its rules in order". */
function policyEndings(policy: unknown, side: Side): readonly Ending[] {
  const selected = subjectSelected(own(policy, 'spec', 'subject'), side);
  const endings: Ending[] = [];
  for (const raw of list(policy, 'spec', side.direction)) {
    const { action, matches } = ruleIn(raw, side);
    const match = and([selected, matches]);
    // "A rule that matches yes adds its action and ends the walk; unknown adds its action and goes on"
    if (match !== 'no') endings.push(action);
    if (match === 'yes') return endings;
  }
  // "The end of the list adds none."
  return [...endings, 'none'];
}
