// One side of one attempt, with its ends looked up, and what a tier may do with it.
import type { Outside, PodEnd } from './ends.ts';
import type { Answer, Assume, Direction, Family } from './three.ts';

export interface Side {
  readonly objects: readonly unknown[];
  readonly assume: Assume;
  readonly direction: Direction;
  readonly subject: PodEnd;
  readonly other: PodEnd | Outside;
  readonly protocol: string;
  readonly port: number;
  readonly family: Family;
}

export type Outcome = 'yes' | 'no';

/** 005: "a set of outcomes that may come about". A tier may end the walk so, and may or may not let it go on. */
export interface Ends {
  readonly ends: readonly Outcome[];
  readonly goesOn: 'yes' | 'perhaps' | 'no';
}

export function outcomesOf(answer: Answer): readonly Outcome[] {
  return answer === 'unknown' ? ['yes', 'no'] : [answer];
}

/** "yes where only yes may, no where only no may, unknown where both may" */
export function answerFrom(outcomes: readonly Outcome[]): Answer {
  if (outcomes.includes('yes') && outcomes.includes('no')) return 'unknown';
  return outcomes.includes('yes') ? 'yes' : 'no';
}

/** Named ports are looked up where the flow goes, in both directions (R45). */
export function destinationOf({ direction, subject, other }: Side): PodEnd | 'outside' {
  if (direction === 'ingress') return subject;
  return 'ranges' in other ? 'outside' : other;
}
