// The pods of a class, by the unit (pod, workload, namespace) that an answer tells them as.

import type { CompiledFamily } from '../compile/compile.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { type Grouping, type Unit, unitKey, unitOf } from './units.ts';

/** A class's members, by the unit they belong to. */
export interface Members {
  readonly unit: Unit;
  readonly key: string;
  readonly pods: readonly Pod[];
}

export function membersOf({ classes }: CompiledFamily, level: Grouping): readonly (readonly Members[])[] {
  return classes.list.map(({ representative, pods }) => {
    if (representative.kind === 'external') {
      return [{ unit: representative, key: unitKey(representative), pods: [] }];
    }
    const units = new Map<string, { unit: Unit; key: string; pods: Pod[] }>();
    for (const pod of pods) {
      const unit = unitOf(pod, level);
      const key = unitKey(unit);
      const known = units.get(key);
      if (known === undefined) units.set(key, { unit, key, pods: [pod] });
      else known.pods.push(pod);
    }
    return [...units.values()];
  });
}

export function endsOf({ unit, pods }: Members): readonly Endpoint[] {
  return unit.kind === 'external' ? [unit] : pods.map((pod) => ({ kind: 'pod', pod }));
}
