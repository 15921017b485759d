// What differs between two clusters that are mostly the same values: found by walking their lists in step.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { NetworkPolicy } from '../model/policy.ts';

export interface Differences {
  readonly policies: ListDifference<NetworkPolicy>;
  readonly pods: ListDifference<Pod>;
}

export interface ListDifference<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** More changes than this are not told one by one. */
const many = 64;

/** 'much': where something else than pods and NetworkPolicies changed, or very many of them. */
export function differences(before: Cluster, after: Cluster): Differences | 'much' {
  const alike =
    before.assumptions === after.assumptions &&
    sameList(before.namespaces, after.namespaces) &&
    sameList(before.clusterPolicies, after.clusterPolicies) &&
    sameList(before.foreignPolicies, after.foreignPolicies) &&
    sameList(before.families, after.families);
  if (!alike) return 'much';
  const policies = listDifference(before.policies, after.policies);
  const pods = listDifference(before.pods, after.pods);
  return policies === 'much' || pods === 'much' ? 'much' : { policies, pods };
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && sameFrom(a, 0, b, 0) === a.length);
}

/** Both sorted alike. What is on both sides but far from its place counts as gone and come, which is as right. */
function listDifference<T>(before: readonly T[], after: readonly T[]): ListDifference<T> | 'much' {
  if (before === after) return { gone: [], come: [] };
  const gone: T[] = [];
  const come: T[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const run = sameFrom(before, i, after, j);
    i += run;
    j += run;
    if (i === before.length && j === after.length) break;
    const skip = nextCommon(before, i, after, j);
    if (skip === 'none') return 'much';
    gone.push(...before.slice(i, i + skip.gone));
    come.push(...after.slice(j, j + skip.come));
    if (gone.length + come.length > many) return 'much';
    i += skip.gone;
    j += skip.come;
  }
  return { gone, come };
}

/**
 * How many in a row are the same. `Object.is` compares references; `===` first looks at what kind of thing both are, and
 * fetching each of a hundred thousand objects for that takes six times as long.
 */
function sameFrom<T>(before: readonly T[], i: number, after: readonly T[], j: number): number {
  const most = Math.min(before.length - i, after.length - j);
  let run = 0;
  while (run < most && Object.is(before[i + run], after[j + run])) run++;
  return run;
}

/** How many to pass over on each side until both go on alike: the fewest together. */
function nextCommon<T>(before: readonly T[], i: number, after: readonly T[], j: number) {
  for (let sum = 1; sum <= many; sum++) {
    for (let gone = 0; gone <= sum; gone++) {
      const come = sum - gone;
      const [a, b] = [i + gone, j + come];
      if (a > before.length || b > after.length) continue;
      const bothEnd = a === before.length && b === after.length;
      if (bothEnd || (a < before.length && b < after.length && before[a] === after[b])) return { gone, come };
    }
  }
  return 'none';
}
