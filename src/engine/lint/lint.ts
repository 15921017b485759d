// Every finding about a cluster. A finding that hangs on an unknown fact is not raised: what is told holds whatever
// the input leaves open.

import type { Compiled } from '../compile/compile.ts';
import type { Cluster } from '../model/cluster.ts';
import type { NetworkPolicy, Policy } from '../model/policy.ts';
import { checks } from './checks.ts';
import { coveredRules } from './covered.ts';
import { duplicateFindings, duplicates } from './duplicates.ts';
import type { Finding } from './finding.ts';
import { type Look, lookAt } from './look.ts';
import { removable, removablePolicies } from './removable.ts';
import { isNetworkPolicy } from './rules-at.ts';
import { tiered } from './tiers.ts';

/** Sorted by file and place in it, then by code. */
export function lint(cluster: Cluster, compiled: Compiled): readonly Finding[] {
  const look = lookAt(cluster, compiled);
  return [...superfluous(look), ...checks.flatMap((check) => check(look))].toSorted(byPlace);
}

/** A policy is told once: as a duplicate, as removable as a whole, or rule by rule. */
function superfluous(look: Look): readonly Finding[] {
  const groups = duplicates(look);
  const twins: readonly Policy[] = [...groups].flatMap(([first, more]) => [first, ...more]);
  const removed = removablePolicies(look, new Set(twins));
  const gone = removed.map(({ policy }) => policy);
  const told: ReadonlySet<Policy> = new Set([...twins, ...gone]);
  const whole: ReadonlySet<NetworkPolicy> = new Set([...told].filter(isNetworkPolicy));
  const leaving = new Set([...gone, ...[...groups.values()].flat()]);
  return [
    ...duplicateFindings(groups),
    ...removed.map(removable),
    ...coveredRules(look, whole, leaving),
    ...tiered(look, told),
  ];
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.about.origin.file, b.about.origin.file) ||
    a.about.origin.start - b.about.origin.start ||
    compareLists(a.about.origin.items, b.about.origin.items) ||
    compareLists(a.path, b.path) ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compareLists(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const different = a.findIndex((part, i) => part !== b[i]);
  if (different < 0) return a.length - b.length;
  return compare(a[different] ?? '', b[different] ?? '');
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
