// Whether two clusters of the same pods answer every flow alike, pod by pod and family by family: what a rewrite of
// policies has to keep. Both lists of flows are walked in step, up to the first that differs.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Pod } from '../model/cluster.ts';
import { hasFamily } from '../sets/addresses.ts';
import { equal } from '../sets/intervals.ts';
import { everyFlow } from './flow-scope.ts';
import { eachFlow } from './flows.ts';
import type { FlowItem } from './tally.ts';
import { podKey } from './touched.ts';
import { unitKey } from './units.ts';

/** 'other-pods': the clusters do not hold the same pods, so that there is nothing to prove. */
export type Equivalence = 'same' | 'different' | 'other-pods';

/** `near`: whoever knows that only flows with an end among these pods, of either side, can differ need not look at others. */
export function equivalence(
  before: Compiled,
  after: Compiled,
  near: ((pod: Pod) => boolean) | 'all' = 'all',
): Equivalence {
  const twins = twinsOf(before, after);
  if (twins === undefined) return 'other-pods';
  if (before.families.length !== after.families.length) return 'different';
  const same = before.families.every((family) => {
    const now = after.families.find((each) => each.family === family.family);
    const takePart = ([pod, twin]: readonly [Pod, Pod]) =>
      hasFamily(pod.addresses, family.family) === hasFamily(twin.addresses, family.family);
    return now !== undefined && twins.every(takePart) && sameInFamily(before, family, after, now, twins, near);
  });
  return same ? 'same' : 'different';
}

/** The pods of `before`, each with the one of its kind, name and place in `after`. */
function twinsOf({ cluster: a }: Compiled, { cluster: b }: Compiled): readonly (readonly [Pod, Pod])[] | undefined {
  if (a.pods.length !== b.pods.length) return undefined;
  const byKey = new Map(b.pods.map((pod) => [podKey(pod), pod]));
  const twins: (readonly [Pod, Pod])[] = [];
  for (const pod of a.pods) {
    const twin = byKey.get(podKey(pod));
    if (twin === undefined || twin.node !== pod.node || twin.network !== pod.network) return undefined;
    twins.push([pod, twin]);
  }
  return twins;
}

function sameInFamily(
  before: Compiled,
  family: CompiledFamily,
  after: Compiled,
  now: CompiledFamily,
  twins: readonly (readonly [Pod, Pod])[],
  near: ((pod: Pod) => boolean) | 'all',
): boolean {
  const keys = near === 'all' ? near : new Set(twins.filter((both) => both.some(near)).map(([pod]) => keyOf(pod)));
  const flowsOf = (compiled: Compiled, alone: CompiledFamily) =>
    eachFlow({ ...compiled, families: [alone] }, 'pod', {
      ...everyFlow,
      why: 'left out',
      ...(keys === 'all' ? {} : { near: (unit) => keys.has(unitKey(unit)) }),
    });
  const others = flowsOf(after, now);
  for (const item of flowsOf(before, family)) {
    const other = others.next();
    if (other.done === true || !isSameItem(item, other.value)) return false;
  }
  return others.next().done === true;
}

function keyOf(pod: Pod): string {
  return unitKey({ kind: 'pod', pod });
}

function isSameItem(a: FlowItem, b: FlowItem): boolean {
  return (
    unitKey(a.from) === unitKey(b.from) &&
    unitKey(a.to) === unitKey(b.to) &&
    equal(a.ports, b.ports) &&
    equal(a.unknown, b.unknown) &&
    equal(a.partial, b.partial)
  );
}
