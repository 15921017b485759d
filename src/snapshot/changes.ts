// What is different between two lists of objects, told by identity: the lists are walked in step, and whatever is the
// same value is not looked at.

import { sameFrom } from '../engine/sets/list-difference.ts';
import type { ReadObject } from './snapshot.ts';

export interface Change {
  readonly gone: ReadObject | 'nothing';
  readonly come: ReadObject | 'nothing';
  /** 'end': after everything that stays. */
  readonly where: 'inside' | 'end';
}

/** Beyond it nothing is saved by looking at each. */
const most = 64;

export function changesBetween(
  before: readonly ReadObject[],
  after: readonly ReadObject[],
): readonly Change[] | 'too-many' {
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const run = sameFrom(before, i, after, j);
    i += run;
    j += run;
    if (i === before.length && j === after.length) return changes;
    const gone = before[i];
    const come = after[j];
    if (changes.length === most) return 'too-many';
    const left = gone === undefined || (come !== undefined && before[i + 1] !== after[j + 1] && gone === after[j + 1]);
    const right =
      !left && (come === undefined || (gone !== undefined && before[i + 1] !== after[j + 1] && before[i + 1] === come));
    const where = i >= before.length ? 'end' : 'inside';
    changes.push({
      gone: left ? 'nothing' : (gone ?? 'nothing'),
      come: right ? 'nothing' : (come ?? 'nothing'),
      where,
    });
    if (!left) i++;
    if (!right) j++;
  }
}
