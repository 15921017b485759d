// The readable evaluator: walks the model as the API page reads, Admin tier, NetworkPolicy, Baseline
// tier, default, for a set of ports at once, and says of every port what decided it. It uses nothing of
// compile/ and is the judge of the fast form.

import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import { type Direction, tiers } from '../model/policy.ts';
import type { Match } from '../model/select.ts';
import type { Family } from '../sets/addresses.ts';
import { intersection, unionAll } from '../sets/intervals.ts';
import type { PortSet } from '../sets/ports.ts';
import { foreignOutcomes } from './foreign.ts';
import { type NetworkPolicyWalk, walkNetworkPolicies } from './network-policies.ts';
import { otherDirection } from './other-direction.ts';
import { type Detour, type Outcome, type Part, partsOf } from './outcomes.ts';
import { exemption, notJudged, samePod } from './own-node.ts';
import type { Attempt, Step } from './rule-steps.ts';
import { walkTier } from './tier.ts';
import { decision, type Verdict } from './verdict.ts';

/** One attempted conversation, on each of `ports`; both ends have an address of the family. */
export interface Flow {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly family: Family;
  readonly ports: PortSet;
  /** A pod that reaches itself through a Service is judged; by its own address it is not (R85, R86). */
  readonly through?: 'service' | 'nothing';
}

export interface Trace {
  readonly steps: readonly Step[];
  /** A partition of the asked ports. */
  readonly parts: readonly Part[];
}

export function explain(cluster: Cluster, flow: Flow): Readonly<Record<Direction, Trace>> {
  return { egress: explainSide(cluster, flow, 'egress'), ingress: explainSide(cluster, flow, 'ingress') };
}

export function explainSide(cluster: Cluster, flow: Flow, direction: Direction): Trace {
  const [end, other] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from];
  if (end.kind === 'external') return notEnforced(flow, 'external-subject');
  const hairpin = other.kind === 'pod' && samePod(end.pod, other.pod);
  if (hairpin && flow.through !== 'service') return notEnforced(flow, 'same-pod');
  if (notJudged(end.pod, other)) return notEnforced(flow, 'host-network');
  const attempt = { ...flow, other, destination: flow.to, asked: flow.ports, assumptions: cluster.assumptions };
  return walk(cluster, direction, end.pod, attempt, exemption(direction, end.pod, other, cluster.assumptions));
}

function notEnforced({ ports }: Flow, why: (Verdict & { kind: 'not-enforced' })['why']): Trace {
  return { steps: [], parts: [{ ports, verdict: { kind: 'not-enforced', why }, because: [] }] };
}

/** Admin, then NetworkPolicy unless the own node lifts it, then Baseline, then yes. */
function walk(cluster: Cluster, direction: Direction, subject: Pod, attempt: Attempt, exempt: Match): Trace {
  const [admin, baseline] = tiers.map((tier) => cluster.clusterPolicies.filter((policy) => policy.tier === tier));
  const first = walkTier(admin ?? [], direction, subject, attempt);
  const judged = { ...attempt, asked: first.on };
  // What the Admin tier decided, NetworkPolicies are not asked about.
  const skipped = exempt.holds === 'yes' || first.on.length === 0;
  const second = skipped ? untouched(first.on) : walkNetworkPolicies(cluster, direction, subject, judged);
  const on = exempt.holds === 'no' ? second.on : first.on;
  const third = walkTier(baseline ?? [], direction, subject, { ...attempt, asked: on });
  const other = otherDirection(cluster, direction, subject, third);
  const last: Outcome = { verdict: unjudged(exempt, second), ports: other.on, surely: other.on, because: [] };
  const outcomes = [...first.outcomes, ...second.outcomes, ...other.outcomes, last];
  const foreign = foreignOutcomes(cluster, direction, subject, attempt.asked);
  const detours = [
    ...first.detours,
    ...exemptionMatters(exempt, first.on, second.outcomes),
    ...unselected(second),
    ...other.detours,
    ...foreign.detours,
  ];
  return {
    steps: [...first.steps, ...second.steps, ...third.steps],
    parts: partsOf([...outcomes, ...foreign.outcomes], detours),
  };
}

function untouched(on: PortSet): NetworkPolicyWalk {
  return { steps: [], outcomes: [], on, unselected: [] };
}

/** Where only an assumption keeps policies from selecting the subject, that is the reason. */
function unselected({ on, unselected: because }: NetworkPolicyWalk): readonly Detour[] {
  return because.length === 0 ? [] : [{ ports: on, because }];
}

function unjudged(exempt: Match, { unselected }: NetworkPolicyWalk): Verdict {
  if (exempt.holds === 'yes') return { kind: 'not-enforced', why: 'own-node' };
  return unselected.length > 0 ? { kind: 'not-enforced', why: 'host-network' } : { kind: 'not-isolated' };
}

/** The own node, lifted or not, matters only where no rule has allowed it anyway. */
function exemptionMatters(exempt: Match, asked: PortSet, outcomes: readonly Outcome[]): readonly Detour[] {
  if (exempt.because.length === 0) return [];
  const denied = unionAll(outcomes.filter(({ verdict }) => decision(verdict) === 'no').map(({ ports }) => ports));
  const ports = exempt.holds === 'yes' ? asked : intersection(asked, denied);
  return ports.length === 0 ? [] : [{ ports, because: exempt.because }];
}
