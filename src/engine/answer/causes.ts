// Which edited policies stand behind a change: those that differ between both clusters, by meaning,
// and judge an end of the change in its direction.

import type { Cluster } from '../model/cluster.ts';
import { type Direction, directions, type Policy } from '../model/policy.ts';
import type { Change } from './changes.ts';
import { isSameMeaning } from './same-meaning.ts';
import { apart, selected } from './touched.ts';
import { type Level, unitKey, unitOf } from './units.ts';

/** A policy as it is now, or as it was where it is gone, with the units it judges on either side. */
export interface EditedPolicy {
  readonly policy: Policy;
  readonly judges: Readonly<Record<Direction, ReadonlySet<string>>>;
}

export function editedPolicies(before: Cluster, after: Cluster, level: Level): readonly EditedPolicy[] {
  const { gone, come } = apart(everyPolicy(before), everyPolicy(after), nameOf, isSameMeaning);
  const [old, now] = [byName(gone), byName(come)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const policy = is ?? was;
    if (policy === undefined) return [];
    const judges = (direction: Direction) =>
      new Set([...judged(was, direction, before, level), ...judged(is, direction, after, level)]);
    return [{ policy, judges: { egress: judges('egress'), ingress: judges('ingress') } }];
  });
}

export function causes(change: Change, edited: readonly EditedPolicy[]): readonly Policy[] {
  const ends = { egress: unitKey(change.from), ingress: unitKey(change.to) };
  return edited
    .filter(({ judges }) => directions.some((direction) => judges[direction].has(ends[direction])))
    .map(({ policy }) => policy);
}

function everyPolicy({ policies, clusterPolicies }: Cluster): readonly Policy[] {
  return [...policies, ...clusterPolicies];
}

function nameOf(policy: Policy): string {
  return policy.kind === 'NetworkPolicy' ? `${policy.namespace}/${policy.name}` : `${policy.kind} ${policy.name}`;
}

function byName(policies: readonly Policy[]): ReadonlyMap<string, Policy> {
  return new Map(policies.map((policy) => [nameOf(policy), policy]));
}

function judged(policy: Policy | undefined, direction: Direction, cluster: Cluster, level: Level): readonly string[] {
  if (policy === undefined || !isAbout(policy, direction)) return [];
  return selected(policy, cluster).map((pod) => unitKey(unitOf(pod, level)));
}

/** A NetworkPolicy isolates without any rule; a cluster-wide policy only has its rules. */
function isAbout(policy: Policy, direction: Direction): boolean {
  return policy.kind === 'NetworkPolicy' ? policy[direction] !== 'open' : policy[direction].length > 0;
}
