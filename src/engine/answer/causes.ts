// Which edited policies stand behind a change: those that differ between both clusters, by meaning,
// and isolate an end of the change in its direction.

import type { Cluster } from '../model/cluster.ts';
import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import type { Change } from './changes.ts';
import { type Level, unitKey, unitOf } from './units.ts';

/** A policy as it is now, or as it was where it is gone, with the units it isolates on either side. */
export interface EditedPolicy {
  readonly policy: NetworkPolicy;
  readonly isolates: Readonly<Record<Direction, ReadonlySet<string>>>;
}

export function editedPolicies(before: Cluster, after: Cluster, level: Level): readonly EditedPolicy[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const policy = is ?? was;
    if (policy === undefined || (was !== undefined && is !== undefined && meaning(was) === meaning(is))) return [];
    const isolates = (direction: Direction) =>
      new Set([...isolated(was, direction, before, level), ...isolated(is, direction, after, level)]);
    return [{ policy, isolates: { egress: isolates('egress'), ingress: isolates('ingress') } }];
  });
}

export function causes(change: Change, edited: readonly EditedPolicy[]): readonly NetworkPolicy[] {
  const ends = { egress: unitKey(change.from), ingress: unitKey(change.to) };
  return edited
    .filter(({ isolates }) => directions.some((direction) => isolates[direction].has(ends[direction])))
    .map(({ policy }) => policy);
}

function byName({ policies }: Cluster): ReadonlyMap<string, NetworkPolicy> {
  return new Map(policies.map((policy) => [`${policy.namespace}/${policy.name}`, policy]));
}

/** Where a policy stands is not what it means. */
function meaning({ subject, ingress, egress }: NetworkPolicy): string {
  return JSON.stringify([subject, ingress, egress], (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}

function isolated(
  policy: NetworkPolicy | undefined,
  direction: Direction,
  { pods, assumptions }: Cluster,
  level: Level,
): readonly string[] {
  if (policy === undefined || policy[direction] === 'open') return [];
  const selected = pods.filter((pod) => selectsPod(policy.subject, pod, assumptions).holds !== 'no');
  return selected.map((pod) => unitKey(unitOf(pod, level)));
}
