// Lines and columns, worked out only when an answer shows them: that is when the YAML parser that keeps
// positions is loaded.

import type { Step } from '../engine/answer/rule-steps.ts';
import type { Origin } from '../engine/model/origin.ts';
import type { AnyPolicy, Direction } from '../engine/model/policy.ts';
import type { AnySource } from '../snapshot/snapshot.ts';
import type { Place } from './answers.ts';

export interface Places {
  readonly of: (origin: Origin, path?: readonly (string | number)[]) => Place;
  readonly ofRule: (step: Pick<Step, 'policy' | 'rule'>, direction: Direction) => Place;
  readonly ofPolicy: (policy: AnyPolicy) => Place;
}

export async function placesIn(sources: readonly AnySource[]): Promise<Places> {
  const { placeOf } = await import('../snapshot/place.ts');
  const of = (origin: Origin, path: readonly (string | number)[] = []): Place => {
    const { line, column } = placeOf(sources, origin, path);
    return { file: origin.file, line, column };
  };
  return {
    of,
    ofRule: ({ policy, rule }, direction) => of(policy.origin, ['spec', direction, rule.index]),
    ofPolicy: (policy) => of(policy.origin),
  };
}
