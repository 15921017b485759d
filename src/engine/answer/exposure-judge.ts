// What the policies of some pods say to one end: the readable evaluator, asked on the side of those pods
// alone. What the other end's own policies say is another question.

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Endpoint, Namespace, Pod } from '../model/cluster.ts';
import type { Labels } from '../model/labels.ts';
import type { Direction } from '../model/policy.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { intersection, unionAll } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet } from '../sets/ports.ts';
import { explainSide, type Flow } from './explain.ts';
import type { RuleOf } from './exposure-scopes.ts';
import { commonFamilies, portsThat } from './reach.ts';
import { distinctReasons } from './verdict.ts';

/** every ⊆ some ⊆ possible: for certain on every pod and family, on one at least, perhaps on one. */
export interface Granted {
  readonly every: PortSet;
  readonly some: PortSet;
  readonly possible: PortSet;
  readonly by: readonly RuleOf[];
  readonly because: readonly Reason[];
}

export function judge(cluster: Cluster, subjects: readonly Pod[], direction: Direction, other: Endpoint): Granted {
  const asked = subjects.map((pod) => {
    const flow = ends(direction, pod, other);
    return commonFamilies(cluster, flow.from, flow.to).map((family) =>
      explainSide(cluster, { ...flow, family, ports: everyPort, through: 'nothing' }, direction),
    );
  });
  // A pod that shares no family with the other end has no port with it.
  const certain = asked.flatMap((own) =>
    own.length === 0 ? [noPorts] : own.map((trace) => portsThat(trace, ['yes'])),
  );
  const traces = asked.flat();
  const steps = traces.flatMap((trace) => trace.steps);
  return {
    every: certain.reduce(intersection, everyPort),
    some: unionAll(certain),
    possible: unionAll(traces.map((trace) => portsThat(trace, ['yes', 'unknown']))),
    by: distinctRules(
      steps
        .filter(({ outcome, ports }) => (outcome === 'matched' || outcome === 'may-match') && ports.length > 0)
        .map(({ policy, rule }) => ({ policy, rule }) as RuleOf) // a step's rule is its policy's
        .filter(({ rule }) => !('action' in rule) || rule.action === 'Accept'),
    ),
    because: distinctReasons(traces.flatMap(({ parts }) => parts.flatMap((part) => part.because))),
  };
}

function ends(direction: Direction, pod: Pod, other: Endpoint): Pick<Flow, 'from' | 'to'> {
  const subject: Endpoint = { kind: 'pod', pod };
  return direction === 'egress' ? { from: subject, to: other } : { from: other, to: subject };
}

export function distinctRules(rules: readonly RuleOf[]): readonly RuleOf[] {
  const known = new Map<string, RuleOf>();
  for (const each of rules) known.set(ruleKey(each), each);
  return [...known.keys()].sort().flatMap((key) => known.get(key) ?? []);
}

export function ruleKey({ policy, rule }: RuleOf): string {
  const namespace = policy.kind === 'NetworkPolicy' ? policy.namespace : '';
  return `${policy.kind} ${namespace}/${policy.name} ${String(rule.index).padStart(4, '0')}`;
}

/** What holds of both: the ports that no member of a region lacks. */
export function atLeast(a: Granted, b: Granted): Granted {
  return {
    every: intersection(a.every, b.every),
    some: intersection(a.some, b.some),
    possible: intersection(a.possible, b.possible),
    by: a.by.filter((each) => b.by.some((other) => ruleKey(other) === ruleKey(each))),
    because: a.because,
  };
}

/** A pod that does not exist: no address yet, no node, no port name. */
export function imagined(namespace: Namespace, labels: Labels, unassigned: AddressSet): Pod {
  return {
    kind: 'Pod',
    namespace,
    name: 'new-pod',
    labels: { values: labels, open: 'none' },
    addresses: unassigned,
    addressing: 'unassigned',
    ports: [],
    declared: [],
    network: 'pod',
    readiness: 'ready',
    node: 'unknown',
    workload: { kind: 'Pod', namespace: namespace.name, name: 'new-pod' },
    replicas: 1,
    origin: { file: '', start: 0, end: 0, items: [] },
  };
}
