// What the other side says: a pod that is added to a namespace falls under the policies there, and they may
// keep it from using what the workload would accept.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { intersection, isSubset, unionAll } from '../sets/intervals.ts';
import { everyPort, type PortSet } from '../sets/ports.ts';
import { explainSide } from './explain.ts';
import type { PodsEntry, Where } from './exposure-entries.ts';
import { imagined } from './exposure-judge.ts';
import type { Example } from './exposure-places.ts';
import type { RuleOf } from './exposure-scopes.ts';
import { commonFamilies, portsThat } from './reach.ts';

export interface Stopped {
  /** An existing namespace, or any new one. */
  readonly namespace: string | 'new';
  readonly policies: readonly RuleOf['policy'][];
  /** What is left of the entry's ports, perhaps. */
  readonly left: PortSet;
}

/** The cluster as a namespace's pods see it on their own side: with no other namespace's policies. */
export type SeenFrom = (namespace: string) => Cluster;

export function seenFrom(cluster: Cluster): SeenFrom {
  const policies = new Map<string, NetworkPolicy[]>();
  for (const policy of cluster.policies) {
    const own = policies.get(policy.namespace);
    if (own === undefined) policies.set(policy.namespace, [policy]);
    else own.push(policy);
  }
  return (namespace) => ({ ...cluster, policies: policies.get(namespace) ?? [] });
}

export function stoppedAt(
  seen: SeenFrom,
  subjects: readonly Pod[],
  direction: Direction,
  { where, example, granted }: PodsEntry,
  unassigned: AddressSet,
): readonly Stopped[] {
  const theirs = direction === 'egress' ? 'ingress' : 'egress';
  return examplesIn(where, example, seen(example.namespace.name)).flatMap((each): readonly Stopped[] => {
    const own = seen(each.namespace.name);
    const pod = imagined(each.namespace, each.labels, unassigned);
    const policies = selecting(own, pod, theirs);
    if (policies.length === 0) return [];
    const left = intersection(granted.possible, mayPass(own, subjects, pod, theirs));
    if (isSubset(granted.possible, left)) return [];
    const isNew = where.kind === 'new' || (where.kind === 'any' && each === example);
    return [{ namespace: isNew ? 'new' : each.namespace.name, policies, left }];
  });
}

function examplesIn(where: Where, example: Example, { namespaces }: Cluster): readonly Example[] {
  switch (where.kind) {
    case 'new':
      return [example];
    case 'existing':
      return where.namespaces.map((namespace) => ({ ...example, namespace }));
    case 'any':
      return [...namespaces.map((namespace) => ({ ...example, namespace })), example];
  }
}

function selecting(cluster: Cluster, pod: Pod, direction: Direction): readonly RuleOf['policy'][] {
  const { policies, clusterPolicies, assumptions } = cluster;
  return [
    ...policies.filter(
      (policy) => policy[direction] !== 'open' && selectsPod(policy.subject, pod, assumptions).holds !== 'no',
    ),
    ...clusterPolicies.filter(
      ({ subject, ...rules }) =>
        rules[direction].length > 0 &&
        (subject === 'unreadable' || selectsPod(subject, pod, assumptions).holds !== 'no'),
    ),
  ];
}

function mayPass(cluster: Cluster, subjects: readonly Pod[], pod: Pod, theirs: Direction): PortSet {
  const other = { kind: 'pod', pod } as const;
  return unionAll(
    subjects.flatMap((each) => {
      const subject = { kind: 'pod', pod: each } as const;
      const [from, to] = theirs === 'egress' ? [other, subject] : [subject, other];
      return commonFamilies(cluster, from, to).map((family) => {
        const flow = { from, to, family, ports: everyPort, through: 'nothing' } as const;
        return portsThat(explainSide(cluster, flow, theirs), ['yes', 'unknown']);
      });
    }),
  );
}
