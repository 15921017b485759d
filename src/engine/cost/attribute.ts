// What a first packet spends inside each policy, over the uniform traffic of the pods that the policy
// selects: where the policy decides, and where it is only in the way. The mean over all those flows, so
// that the parts of a path add up to its whole; and the worst single flow.

import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import type { Kind } from './kinds.ts';
import { type Installed, type Operation, type Operations, ops } from './model.ts';
import type { Site } from './site.ts';
import { uniformTraffic, type WeightedAttempt } from './traffic.ts';

export interface Traversal {
  /** Operations a flow, on average over the flows of the policy's pods. */
  readonly deciding: Operations;
  readonly inTheWay: Operations;
  /** The most operations that one flow spends inside the policy. */
  readonly worst: Operations;
  /** Of all the flows of the policy's pods, in (pod, peer, port) combinations: a sample is scaled up. */
  readonly flows: { readonly decided: number; readonly inTheWay: number; readonly all: number };
}

interface Sums {
  readonly deciding: Map<Operation, number>;
  readonly inTheWay: Map<Operation, number>;
  worst: Operations;
  decided: number;
  visited: number;
  all: number;
}

export function traversals(site: Site, installed: Installed): ReadonlyMap<NetworkPolicy, Traversal> {
  const sums = new Map(site.policies.map((policy) => [policy, emptySums()]));
  for (const kind of site.kinds.filter(({ count }) => count > 0)) {
    for (const direction of directions) creditKind(site, installed, kind, direction, sums);
  }
  return new Map([...sums].map(([policy, sum]) => [policy, traversal(sum)]));
}

function creditKind(
  site: Site,
  installed: Installed,
  kind: Kind,
  direction: Direction,
  sums: ReadonlyMap<NetworkPolicy, Sums>,
): void {
  const policies = site.isolating(kind.index, direction);
  if (policies.length === 0) return;
  const flows = uniformTraffic(site, kind, direction);
  const all = flows.reduce((total, { weight }) => total + weight, 0);
  for (const policy of policies) {
    const sum = sums.get(policy);
    if (sum !== undefined) sum.all += all;
  }
  for (const flow of flows) creditFlow(installed, flow, direction, sums);
}

function creditFlow(
  installed: Installed,
  { attempt, weight }: WeightedAttempt,
  direction: Direction,
  sums: ReadonlyMap<NetworkPolicy, Sums>,
): void {
  for (const share of installed.side(attempt, direction).shares) {
    const sum = sums.get(share.policy);
    if (sum === undefined) continue;
    const into = share.decided ? sum.deciding : sum.inTheWay;
    for (const [name, count] of ops.entries(share.ops)) into.set(name, (into.get(name) ?? 0) + count * weight);
    if (share.decided) sum.decided += weight;
    else sum.visited += weight;
    if (size(share.ops) > size(sum.worst)) sum.worst = share.ops;
  }
}

function traversal({ deciding, inTheWay, worst, decided, visited, all }: Sums): Traversal {
  const mean = (totals: ReadonlyMap<Operation, number>): Operations =>
    ops.build((name) => (all === 0 ? 0 : thousandths((totals.get(name) ?? 0) / all)));
  return {
    deciding: mean(deciding),
    inTheWay: mean(inTheWay),
    worst,
    flows: { decided: Math.round(decided), inTheWay: Math.round(visited), all: Math.round(all) },
  };
}

function emptySums(): Sums {
  return { deciding: new Map(), inTheWay: new Map(), worst: ops.none, decided: 0, visited: 0, all: 0 };
}

function size(operations: Operations): number {
  return ops.entries(operations).reduce((sum, [, count]) => sum + count, 0);
}

/** A mean is no exact count; three places are enough to see it, and print the same everywhere. */
function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
