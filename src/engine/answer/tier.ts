// One tier of cluster-wide policies against one attempt: lowest priority number first, rules in order,
// the first match wins (R110). What may match, may win; what equal priorities leave open, stays open (R114).

import type { Assumptions, Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import type { ClusterNetworkPolicy, Direction } from '../model/policy.ts';
import { isSubject } from '../model/select.ts';
import { difference, intersection, union, unionAll } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import type { Detour, Outcome } from './outcomes.ts';
import { type Attempt, type TieredStep, tieredSteps } from './rule-steps.ts';

export interface TierWalk {
  readonly steps: readonly TieredStep[];
  readonly outcomes: readonly Outcome[];
  readonly detours: readonly Detour[];
  /** The ports that may go on to the next tier: passed, or met by no rule. */
  readonly on: PortSet;
}

/** `policies` are those of one tier, in order. `attempt.asked` are the ports that may reach it. */
export function walkTier(
  policies: readonly ClusterNetworkPolicy[],
  direction: Direction,
  subject: Pod,
  attempt: Attempt,
): TierWalk {
  let walk: PolicyWalk = { ...nothing, left: attempt.asked };
  for (const group of byPriority(policies)) {
    if (walk.left.length === 0) break;
    walk = joined(walk, walkGroup(group, direction, subject, { ...attempt, asked: walk.left }));
  }
  const { steps, outcomes, detours, passed, left } = walk;
  return { steps, outcomes, detours, on: union(passed, left) };
}

function byPriority(policies: readonly ClusterNetworkPolicy[]): readonly (readonly ClusterNetworkPolicy[])[] {
  const groups: ClusterNetworkPolicy[][] = [];
  for (const policy of policies) {
    const last = groups.at(-1);
    if (last?.[0]?.priority === policy.priority) last.push(policy);
    else groups.push([policy]);
  }
  return groups;
}

interface PolicyWalk {
  readonly steps: readonly TieredStep[];
  readonly outcomes: readonly Outcome[];
  readonly detours: readonly Detour[];
  readonly passed: PortSet;
  /** The ports that may still meet no rule. */
  readonly left: PortSet;
}

const nothing = { steps: [], outcomes: [], detours: [], passed: noPorts } as const;

function joined(a: PolicyWalk, b: PolicyWalk): PolicyWalk {
  return {
    steps: [...a.steps, ...b.steps],
    outcomes: [...a.outcomes, ...b.outcomes],
    detours: [...a.detours, ...b.detours],
    passed: union(a.passed, b.passed),
    left: b.left,
  };
}

function walkGroup(
  group: readonly ClusterNetworkPolicy[],
  direction: Direction,
  subject: Pod,
  attempt: Attempt,
): PolicyWalk {
  const alone = group.map((policy) => walkPolicy(policy, direction, subject, attempt));
  const [only] = alone;
  if (only !== undefined && alone.length === 1) return only;
  const tied = ties(alone, attempt.assumptions);
  if (attempt.assumptions['equal-priority'] === 'unknown') {
    const all = { ...nothing, left: attempt.asked };
    const left = alone.map((walk) => walk.left).reduce(intersection, attempt.asked);
    return withDetour({ ...alone.reduce(joined, all), left }, tied);
  }
  // by-name: the policies stand in the order of their names.
  let walk: PolicyWalk = { ...nothing, left: attempt.asked };
  for (const policy of group) {
    walk = joined(walk, walkPolicy(policy, direction, subject, { ...attempt, asked: walk.left }));
  }
  return withDetour(walk, tied);
}

function withDetour(walk: PolicyWalk, detour: Detour): PolicyWalk {
  return detour.ports.length === 0 ? walk : { ...walk, detours: [detour, ...walk.detours] };
}

/** The ports on which two policies of one priority disagree. */
function ties(walks: readonly PolicyWalk[], assumptions: Assumptions): Detour {
  const ports = unionAll(
    walks.flatMap((a, i) => walks.slice(i + 1).map((b) => disagreement(byAction(a), byAction(b)))),
  );
  const chosen = assumptions['equal-priority'] === 'by-name' ? ': the first by name is taken' : ': any of them may win';
  const why = `cluster-wide policies of one priority disagree${chosen}`;
  return { ports, because: [{ flag: 'F9', key: 'equal-priority', why }] };
}

interface ByAction {
  readonly accept: PortSet;
  readonly deny: PortSet;
  readonly pass: PortSet;
}

function byAction({ outcomes, passed }: PolicyWalk): ByAction {
  const of = (action: 'Accept' | 'Deny'): PortSet =>
    unionAll(
      outcomes
        .filter(({ verdict }) => verdict.kind === 'decided-by' && verdict.rule.action === action)
        .map(({ ports }) => ports),
    );
  return { accept: of('Accept'), deny: of('Deny'), pass: passed };
}

function disagreement(a: ByAction, b: ByAction): PortSet {
  return unionAll([
    intersection(a.accept, union(b.deny, b.pass)),
    intersection(a.deny, union(b.accept, b.pass)),
    intersection(a.pass, union(b.accept, b.deny)),
  ]);
}

function walkPolicy(policy: ClusterNetworkPolicy, direction: Direction, subject: Pod, attempt: Attempt): PolicyWalk {
  const selects = isSubject(policy.subject, subject, attempt.assumptions);
  if (selects.holds === 'no')
    return { ...nothing, left: attempt.asked, detours: detour(attempt.asked, selects.because) };
  let walk: PolicyWalk = { ...nothing, left: attempt.asked };
  for (const rule of policy[direction]) {
    if (walk.left.length === 0) break;
    const steps = tieredSteps(policy, rule, { ...attempt, asked: walk.left });
    for (const step of steps) walk = withStep(walk, step, selects.holds === 'yes', selects.because);
  }
  return walk;
}

/** An unknown match may decide, and may leave the ports to what comes next. */
function withStep(walk: PolicyWalk, step: TieredStep, selected: boolean, selection: readonly Reason[]): PolicyWalk {
  const { policy, rule, ports, outcome } = step;
  const steps = [...walk.steps, step];
  const because = [...selection, ...step.because];
  if (ports.length === 0) return { ...walk, steps, detours: [...walk.detours, ...detour(walk.left, step.because)] };
  const surely = selected && outcome === 'matched' ? intersection(walk.left, ports) : noPorts;
  const left = difference(walk.left, surely);
  if (rule.action === 'Pass') {
    const detours = [...walk.detours, ...detour(ports, because)];
    return { ...walk, steps, detours, passed: union(walk.passed, ports), left };
  }
  const made: Outcome = { verdict: { kind: 'decided-by', policy, rule }, ports, surely, because };
  return { ...walk, steps, outcomes: [...walk.outcomes, made], left };
}

function detour(ports: PortSet, because: readonly Reason[]): readonly Detour[] {
  return because.length === 0 ? [] : [{ ports, because }];
}
