// The units (pods, workloads, namespaces) that an answer tells, numbered in the order in which it tells them, and the
// pods of each class by the unit that they belong to.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Pod } from '../model/cluster.ts';
import { hasFamily } from '../sets/addresses.ts';
import { type Grouping, standsForSeveral, type Unit, unitKey, unitOf } from './units.ts';

/** Pods of one class and one unit. */
export interface Members {
  readonly unit: number;
  readonly pods: readonly Pod[];
}

/** Its classes of one family, with the pods that it has there. */
export interface Own {
  readonly i: number;
  readonly members: Members;
}

export interface Ends {
  /** Sorted by key. */
  readonly units: readonly Unit[];
  readonly unitOf: (pod: Pod) => number;
  readonly families: readonly FamilyEnds[];
}

export interface FamilyEnds {
  /** class → its pods by unit; the outside has none */
  readonly members: readonly (readonly Members[])[];
  /** unit → its classes */
  readonly own: readonly (readonly Own[])[];
  /** By unit: how many pods take part in the family, and how many of them stand for several. */
  readonly pods: Float64Array;
  readonly several: Float64Array;
  /** By unit: pods without an address of the family. */
  readonly without: Float64Array;
}

export function endsOf(compiled: Compiled, level: Grouping): Ends {
  const { units, numbers } = numbered(compiled, level);
  const number = (pod: Pod): number => numbers.get(pod)!;
  const families = compiled.families.map((family) => familyEnds(compiled, family, units.length, number));
  return { units, unitOf: number, families };
}

function numbered({ cluster }: Compiled, level: Grouping) {
  const byKey = new Map<string, { readonly unit: Unit; readonly pods: Pod[] }>();
  for (const pod of cluster.pods) {
    const unit = unitOf(pod, level);
    const key = unitKey(unit);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { unit, pods: [pod] });
    else known.pods.push(pod);
  }
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const numbers = new Map<Pod, number>();
  sorted.forEach(({ pods }, unit) => {
    for (const pod of pods) numbers.set(pod, unit);
  });
  return { units: sorted.map(({ unit }) => unit), numbers };
}

function familyEnds(
  { cluster }: Compiled,
  { classes, family }: CompiledFamily,
  units: number,
  unitOf: (pod: Pod) => number,
): FamilyEnds {
  const own: Own[][] = Array.from({ length: units }, () => []);
  const [all, several, without] = [new Float64Array(units), new Float64Array(units), new Float64Array(units)];
  const members = classes.list.map(({ pods }, i) => {
    const list: { unit: number; pods: Pod[] }[] = [];
    const byUnit = new Map<number, Pod[]>();
    for (const pod of pods) {
      const unit = unitOf(pod);
      all[unit]! += 1;
      if (standsForSeveral(pod)) several[unit]! += 1;
      const known = byUnit.get(unit);
      if (known !== undefined) {
        known.push(pod);
        continue;
      }
      const made = { unit, pods: [pod] };
      byUnit.set(unit, made.pods);
      list.push(made);
      own[unit]!.push({ i, members: made });
    }
    return list;
  });
  for (const pod of cluster.pods) if (!hasFamily(pod.addresses, family)) without[unitOf(pod)]! += 1;
  return { members, own, pods: all, several, without };
}
