// The readable evaluator: walks the model as the API page reads, for a set of ports at once, and says
// of every port what decided it. It uses nothing of compile/ and is the judge of the fast form.

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import { isNonEmpty } from '../model/non-empty.ts';
import type { AllowRule, Direction, NetworkPolicy } from '../model/policy.ts';
import { type Match, selectsPod } from '../model/select.ts';
import type { Family } from '../sets/addresses.ts';
import { difference, intersection, unionAll } from '../sets/intervals.ts';
import { everyPort, type PortSet } from '../sets/ports.ts';
import { ownNode, samePod } from './own-node.ts';
import { type Attempt, ruleSteps, type Step } from './rule-steps.ts';
import type { Verdict } from './verdict.ts';

/** One attempted conversation, on each of `ports`; both ends have an address of the family. */
export interface Flow {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly family: Family;
  readonly ports: PortSet;
}

/** Asked ports with one fate. */
export interface Part {
  readonly ports: PortSet;
  readonly verdict: Verdict;
  readonly because: readonly Reason[];
}

export interface Trace {
  readonly steps: readonly Step[];
  /** A partition of the asked ports. */
  readonly parts: readonly Part[];
}

/** A policy that isolates the subject in this direction, for certain or perhaps, and what its rules do. */
interface Isolating {
  readonly policy: NetworkPolicy;
  readonly selects: Match;
  readonly steps: readonly Step[];
}

export function explain(cluster: Cluster, flow: Flow): Readonly<Record<Direction, Trace>> {
  return { egress: explainSide(cluster, flow, 'egress'), ingress: explainSide(cluster, flow, 'ingress') };
}

export function explainSide(cluster: Cluster, flow: Flow, direction: Direction): Trace {
  const [end, other] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from];
  if (end.kind === 'external') return notEnforced(flow, 'external-subject');
  if (other.kind === 'pod' && samePod(end.pod, other.pod)) return notEnforced(flow, 'same-pod');
  const exempt = ownNode(direction, end.pod, other, cluster.assumptions);
  if (exempt.holds === 'yes') return notEnforced(flow, 'own-node', exempt.because);
  const attempt = { ...flow, other, destination: flow.to, asked: flow.ports, assumptions: cluster.assumptions };
  return decide(isolatingPolicies(cluster, direction, end.pod, attempt), attempt, exempt);
}

function notEnforced(
  { ports }: Flow,
  why: (Verdict & { kind: 'not-enforced' })['why'],
  because: readonly Reason[] = [],
): Trace {
  return { steps: [], parts: [{ ports, verdict: { kind: 'not-enforced', why }, because }] };
}

/** Those that select the subject, may select it, or would but for an assumption. */
function isolatingPolicies(
  { policies, assumptions }: Cluster,
  direction: Direction,
  subject: Pod,
  attempt: Attempt,
): readonly Isolating[] {
  return policies.flatMap((policy) => {
    const rules: 'open' | readonly AllowRule[] = policy[direction];
    if (rules === 'open') return [];
    const selects = selectsPod(policy.subject, subject, assumptions);
    if (selects.holds === 'no' && selects.because.length === 0) return [];
    return [{ policy, selects, steps: selects.holds === 'no' ? [] : ruleSteps(policy, rules, attempt) }];
  });
}

function decide(looked: readonly Isolating[], { asked }: Attempt, exempt: Match): Trace {
  const certain = looked.filter(({ selects }) => selects.holds === 'yes');
  const perhaps = looked.filter(({ selects }) => selects.holds === 'unknown');
  const selecting = [...certain, ...perhaps];
  const because = looked.flatMap(({ selects }) => selects.because);
  if (selecting.length === 0) return { steps: [], parts: [unisolated(asked, looked)] };
  const steps = selecting.flatMap((each) => each.steps);
  const surely = intersection(asked, certain.length > 0 ? openedBy(certain) : openedByEach(perhaps));
  const allowed = allowedParts(steps, surely, because);
  const left = difference(asked, surely);
  const open = certain.length === 0 || exempt.holds === 'unknown' ? left : intersection(left, mayOpen(steps));
  return {
    steps,
    parts: [
      ...allowed,
      // The own node matters only where no rule has allowed it anyway.
      ...undecided(open, selecting, steps, [...exempt.because, ...because]),
      ...denied(difference(left, open), certain, because),
    ],
  };
}

/** Where only an assumption keeps policies from selecting the subject, that is the reason. */
function unisolated(ports: PortSet, looked: readonly Isolating[]): Part {
  const because = looked.flatMap(({ selects }) => selects.because);
  const verdict: Verdict =
    because.length > 0 ? { kind: 'not-enforced', why: 'host-network' } : { kind: 'not-isolated' };
  return { ports, verdict, because };
}

/** Isolated only perhaps: open for certain is what each policy alone would leave open. */
function openedByEach(isolating: readonly Isolating[]): PortSet {
  return isolating.map((each) => openedBy([each])).reduce(intersection, everyPort);
}

function openedBy(isolating: readonly Isolating[]): PortSet {
  const matched = isolating.flatMap(({ steps }) => steps).filter(({ outcome }) => outcome === 'matched');
  return unionAll(matched.map(({ ports }) => ports));
}

function mayOpen(steps: readonly Step[]): PortSet {
  return unionAll(steps.map(({ ports }) => ports));
}

/** Each port goes to the first rule that opens it. */
function allowedParts(steps: readonly Step[], surely: PortSet, selection: readonly Reason[]): readonly Part[] {
  const parts: Part[] = [];
  let left = surely;
  for (const { policy, rule, outcome, ports, because } of steps) {
    const taken = outcome === 'matched' ? intersection(left, ports) : [];
    if (taken.length === 0) continue;
    parts.push({ ports: taken, verdict: { kind: 'allowed-by', policy, rule }, because: [...selection, ...because] });
    left = difference(left, taken);
  }
  return parts;
}

function undecided(
  ports: PortSet,
  selecting: readonly Isolating[],
  steps: readonly Step[],
  selection: readonly Reason[],
): readonly Part[] {
  if (ports.length === 0) return [];
  const because = [...selection, ...steps.filter((step) => step.ports.length > 0).flatMap((step) => step.because)];
  return [{ ports, verdict: { kind: 'undecided', policies: selecting.map(({ policy }) => policy) }, because }];
}

function denied(ports: PortSet, certain: readonly Isolating[], selection: readonly Reason[]): readonly Part[] {
  const policies = certain.map(({ policy }) => policy);
  if (ports.length === 0 || !isNonEmpty(policies)) return [];
  const missed = certain.flatMap(({ steps }) => steps).filter(({ outcome }) => outcome === 'other-peer');
  const because = [...selection, ...missed.flatMap((step) => step.because)];
  return [{ ports, verdict: { kind: 'isolated-by', policies }, because }];
}
