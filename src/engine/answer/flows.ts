// Every allowed flow, told at the level of pods, workloads or namespaces: unit by unit of those that send, so that only
// what one of them has is ever held.

import type { Compiled } from '../compile/compile.ts';
import { everyFlow, type FlowScope } from './flow-scope.ts';
import { insideFlows } from './inside-flows.ts';
import { endsOf } from './members.ts';
import { outsideFlows } from './outside-flows.ts';
import type { FlowItem } from './tally.ts';
import type { Grouping } from './units.ts';

/** Sorted by their ends. */
export function flows(compiled: Compiled, level: Grouping, scope: FlowScope = everyFlow): readonly FlowItem[] {
  return [...eachFlow(compiled, level, scope)];
}

/** The same, one after the other as they are asked for. */
export function* eachFlow(
  compiled: Compiled,
  level: Grouping,
  scope: FlowScope = everyFlow,
): Generator<FlowItem, void, undefined> {
  const ends = endsOf(compiled, level);
  const inside = insideFlows(compiled, ends, scope);
  const outside = outsideFlows(compiled, ends, scope);
  for (const [number, unit] of ends.units.entries()) {
    if (!scope.from(unit)) continue;
    yield* inside(number);
    if (scope.outside.to === 'told' && scope.near(unit)) yield* outside.to(number);
  }
  if (scope.outside.from === 'left out') return;
  const receiving = ends.units.flatMap((unit, number) => (scope.to(unit) && scope.near(unit) ? [number] : []));
  yield* outside.from(receiving);
}
