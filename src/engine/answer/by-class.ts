// One class against all others of pods, an answer for each: where a whole row is looked at anyway, lists of numbers are
// quicker than sets.

import type { AnswerTable } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { answerAt } from '../compile/rows.ts';
import type { Direction } from '../model/policy.ts';
import { type Bitset, bitsBelow, eachBit } from '../sets/bitset.ts';
import { movedClasses, rowIndex } from './row-index.ts';

/** class → what the row of class `i` opens to it. */
export function openedTo(direction: Direction, i: number, family: CompiledFamily, answers: AnswerTable): Int32Array {
  const { rest, cells, zones } = rowOf(family[direction], i);
  const by = new Int32Array(family.classes.firstExternal).fill(answers.ofReach(rest[0]!));
  rest.forEach((says, zone) => {
    fill(by, zones.sets[zone]!, answers.ofReach(says));
  });
  for (const cell of cells) fill(by, cell.peers, answers.ofReach(cell));
  return by;
}

/** class → what its row opens to class `i`. */
export function openedBy(direction: Direction, i: number, family: CompiledFamily, answers: AnswerTable): Int32Array {
  const table = family[direction];
  const { first } = table;
  const { rests, members, cells } = rowIndex(table);
  const zone = family.zones.of[i]!;
  const by = new Int32Array(family.classes.firstExternal);
  for (const { rest, members: alike } of rests) fill(by, alike, answers.ofReach(rest[zone]!));
  cells.eachWith(i, ({ signature, says }) => fill(by, members[signature]!, answers.ofReach(says)));
  first.since.get(i)?.addTo(by);
  eachBit(movedClasses(table, by.length), (other) => {
    by[other] = answers.ofReach(answerAt(rowOf(table, other), i));
  });
  return by;
}

function fill(by: Int32Array, set: Bitset, value: number): void {
  eachBit(bitsBelow(set, by.length), (i) => {
    by[i] = value;
  });
}
