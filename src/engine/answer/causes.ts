// Which edited policies stand behind a change: those that differ between both clusters, by meaning,
// and judge an end of the change in its direction.

import type { Cluster } from '../model/cluster.ts';
import { type Direction, directions, type Policy } from '../model/policy.ts';
import { isSubject } from '../model/select.ts';
import type { Change } from './changes.ts';
import { type Level, unitKey, unitOf } from './units.ts';

/** A policy as it is now, or as it was where it is gone, with the units it judges on either side. */
export interface EditedPolicy {
  readonly policy: Policy;
  readonly judges: Readonly<Record<Direction, ReadonlySet<string>>>;
}

export function editedPolicies(before: Cluster, after: Cluster, level: Level): readonly EditedPolicy[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const policy = is ?? was;
    if (policy === undefined || (was !== undefined && is !== undefined && meaning(was) === meaning(is))) return [];
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

function byName({ policies, clusterPolicies }: Cluster): ReadonlyMap<string, Policy> {
  const nameOf = (policy: Policy): string =>
    policy.kind === 'NetworkPolicy' ? `${policy.namespace}/${policy.name}` : `${policy.kind} ${policy.name}`;
  return new Map([...policies, ...clusterPolicies].map((policy) => [nameOf(policy), policy]));
}

/** Where a policy stands is not what it means. */
function meaning({ origin: _, ...said }: Policy): string {
  return JSON.stringify(said, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value));
}

function judged(
  policy: Policy | undefined,
  direction: Direction,
  { pods, assumptions }: Cluster,
  level: Level,
): readonly string[] {
  if (policy === undefined || !isAbout(policy, direction)) return [];
  const selected = pods.filter((pod) => isSubject(policy.subject, pod, assumptions).holds !== 'no');
  return selected.map((pod) => unitKey(unitOf(pod, level)));
}

/** A NetworkPolicy isolates without any rule; a cluster-wide policy only has its rules. */
function isAbout(policy: Policy, direction: Direction): boolean {
  return policy.kind === 'NetworkPolicy' ? policy[direction] !== 'open' : policy[direction].length > 0;
}
