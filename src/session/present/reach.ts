// One answer to "can this reach that", with both sides explained.

import type { Trace } from '../../engine/answer/explain.ts';
import type { Part } from '../../engine/answer/outcomes.ts';
import { decision, type Verdict } from '../../engine/answer/verdict.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Endpoint } from '../../engine/model/cluster.ts';
import type { Direction } from '../../engine/model/policy.ts';
import { intersection, unionAll } from '../../engine/sets/intervals.ts';
import type { EndpointView, Envelope, PairView, ReachAnswer, SideView, VerdictView } from '../answers.ts';
import { type Answer, type Attempt, allowedOf, answerOf, deniedOf, unknownOf } from '../attempts.ts';
import type { Places } from '../places.ts';
import { endName, endpointView, policyView, portsView } from './ends.ts';
import { reasonView } from './envelope.ts';
import { stepWords, verdictWords } from './words.ts';

export function reachAnswer(
  envelope: Envelope<'ReachAnswer'>,
  ends: { readonly from: EndpointView; readonly to: EndpointView },
  attempts: readonly Attempt[],
  places: Places,
  answer: Answer = answerOf(attempts),
): ReachAnswer {
  const deciding = decidingAttempt(attempts, answer);
  const allowed = attempts.map(allowedOf);
  return {
    ...envelope,
    answer,
    ...ends,
    asked: portsView(unionAll(attempts.map(({ asked }) => asked))),
    ports: portsView(allowed.length === 0 ? [] : allowed.reduce(intersection)),
    unknownPorts: portsView(unionAll(attempts.map(unknownOf))),
    because: [...becauseOf(deciding), ...familiesDiffer(attempts)].map(reasonView),
    egress: sideView('egress', deciding, answer, places),
    ingress: sideView('ingress', deciding, answer, places),
    pairs: differ(attempts) ? attempts.map(pairView) : [],
  };
}

/** The first attempt that shows why the answer is what it is. */
function decidingAttempt(attempts: readonly Attempt[], answer: Answer): Attempt | undefined {
  if (answer === 'partly') return attempts.find((attempt) => deniedOf(attempt).length > 0);
  if (answer === 'unknown') return attempts.find((attempt) => unknownOf(attempt).length > 0);
  return attempts[0];
}

function becauseOf(attempt: Attempt | undefined): readonly Reason[] {
  return attempt === undefined || attempt.explained === 'no-common-family' ? [] : attempt.explained.because;
}

/** Pods that have both families, and answers that depend on which one is used (R64). */
function familiesDiffer(attempts: readonly Attempt[]): readonly Reason[] {
  const neighbours = attempts.slice(1).map((attempt, i) => ({ before: attempts[i], attempt }));
  const differing = neighbours.find(
    ({ before, attempt }) => before?.from === attempt.from && before.to === attempt.to && differ([before, attempt]),
  );
  if (differing === undefined) return [];
  const [from, to] = [differing.attempt.from, differing.attempt.to].map((end) => endName(endpointView(end)));
  return [{ flag: 'F13', key: 'none', why: `what ${from} reaches of ${to} depends on the IP family` }];
}

function differ(attempts: readonly Attempt[]): boolean {
  return new Set(attempts.map((attempt) => `${allowedOf(attempt)};${unknownOf(attempt)}`)).size > 1;
}

export function pairView(attempt: Attempt): PairView {
  const { from, to, explained } = attempt;
  return {
    from: endpointView(from),
    to: endpointView(to),
    family: explained === 'no-common-family' ? 'none' : explained.family,
    answer: answerOf([attempt]),
    ports: portsView(allowedOf(attempt)),
    unknownPorts: portsView(unknownOf(attempt)),
  };
}

const noFamily: SideView = {
  verdict: { kind: 'no-common-family', policies: [], why: 'the two ends share no IP family' },
  parts: [],
  steps: [],
};

function sideView(direction: Direction, attempt: Attempt | undefined, answer: Answer, places: Places): SideView {
  if (attempt === undefined || attempt.explained === 'no-common-family') return noFamily;
  const trace = attempt.explained.traces[direction];
  const [subject, other] = direction === 'egress' ? [attempt.from, attempt.to] : [attempt.to, attempt.from];
  const parts = sorted(trace, answer).map(({ ports, verdict }) => ({
    ports: portsView(ports),
    verdict: verdictView(verdict, direction, subject, places),
  }));
  const [first] = parts;
  return { verdict: first?.verdict ?? noFamily.verdict, parts, steps: stepViews(trace, direction, other, places) };
}

/** What made the answer comes first: denials unless everything is allowed. */
function sorted({ parts }: Trace, answer: Answer): readonly Part[] {
  const order =
    answer === 'yes'
      ? ['yes', 'unknown', 'no']
      : answer === 'unknown'
        ? ['unknown', 'no', 'yes']
        : ['no', 'unknown', 'yes'];
  return parts.toSorted((a, b) => order.indexOf(decision(a.verdict)) - order.indexOf(decision(b.verdict)));
}

function verdictView(verdict: Verdict, direction: Direction, subject: Endpoint, places: Places): VerdictView {
  const why = verdictWords(verdict, direction, endName(endpointView(subject)));
  switch (verdict.kind) {
    case 'decided-by':
    case 'allowed-by':
      return {
        kind: verdict.kind,
        policies: [policyView(verdict.policy)],
        rule: verdict.rule.index,
        ...(verdict.kind === 'decided-by' && verdict.rule.action !== 'Pass' ? { action: verdict.rule.action } : {}),
        at: places.ofRule(verdict, direction),
        why,
      };
    case 'isolated-by':
      return {
        kind: verdict.kind,
        policies: verdict.policies.map(policyView),
        at: places.ofPolicy(verdict.policies[0]),
        why,
      };
    case 'foreign': // never a verdict of its own: see outcomes.ts
    case 'undecided':
      return { kind: 'undecided', policies: verdict.policies.map(policyView), why };
    default:
      return { kind: verdict.kind, policies: [], why };
  }
}

function stepViews({ steps }: Trace, direction: Direction, other: Endpoint, places: Places): SideView['steps'] {
  return steps.map((step) => ({
    policy: policyView(step.policy),
    tier: step.policy.kind === 'NetworkPolicy' ? 'NetworkPolicy' : step.policy.tier,
    ...('action' in step.rule ? { action: step.rule.action } : {}),
    rule: step.rule.index,
    outcome: step.outcome,
    why: stepWords(step, other),
    at: places.ofRule(step, direction),
  }));
}
