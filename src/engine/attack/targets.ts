// What can be reached in one family: classes, apart by the ports that count. Sorted by the rows that say who gets in, so
// that a ring of senders is met with rows rather than with pods.

import type { CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import type { PortSetId } from '../compile/port-table.ts';
import type { Opened } from '../compile/rows.ts';
import { entry } from '../sets/entry.ts';

export interface Target {
  readonly class: number;
  readonly ports: PortSetId;
}

export interface Targets {
  readonly list: readonly Target[];
  /** group of pods alike → target, -1 where it is none */
  readonly ofGroup: readonly number[];
  readonly ofClass: ReadonlyMap<number, readonly number[]>;
  /** Those that the same policies isolate from senders. */
  readonly bySignature: ReadonlyMap<number, readonly number[]>;
  readonly byRest: readonly TargetsOfRest[];
}

/** Targets of one zone whose rows have one rest. */
export interface TargetsOfRest {
  readonly rest: Opened['rest'];
  readonly zone: number;
  readonly ports: PortSetId;
  readonly targets: readonly number[];
}

/** A class of -1 is none. */
export function targetsOf({ ingress, zones }: CompiledFamily, groups: readonly Target[]): Targets {
  const list: Target[] = [];
  const numbers = new Map<number, number>();
  const ofClass = new Map<number, number[]>();
  const bySignature = new Map<number, number[]>();
  const byRest = new Map<Opened['rest'], Map<string, TargetsOfRest & { readonly targets: number[] }>>();
  const ofGroup = groups.map((group) =>
    group.class < 0 ? -1 : entry(numbers, group.class * 2 ** 26 + group.ports, () => list.push(group) - 1),
  );
  list.forEach(({ class: own, ports }, target) => {
    const { rest } = rowOf(ingress, own);
    const zone = zones.of[own] ?? 0;
    entry(ofClass, own, () => []).push(target);
    entry(bySignature, ingress.signatureOf[own] ?? 0, () => []).push(target);
    const ofRest = entry(byRest, rest, () => new Map());
    entry(ofRest, `${zone} ${ports}`, () => ({ rest, zone, ports, targets: [] })).targets.push(target);
  });
  return { list, ofGroup, ofClass, bySignature, byRest: [...byRest.values()].flatMap((each) => [...each.values()]) };
}
