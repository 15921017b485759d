// The rows of a direction after classes came: only those of policies that name one of them say something else, and most
// are only asked about the one that came.

import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { eachBit } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import type { AnswerTable, ReachIds } from './answer-table.ts';
import type { CompiledFamily } from './compile.ts';
import type { DirectionTable, FirstTable, Latecomer } from './direction-table.ts';
import type { Fresh } from './fresh-selector.ts';
import { answerAt, type Row, type RowMaker } from './rows.ts';

/** `family` is what was before they came, `maker` knows them. */
export function variedTable(
  direction: Direction,
  family: CompiledFamily,
  maker: RowMaker,
  fresh: readonly Fresh[],
  naming: readonly NetworkPolicy[],
  answers: AnswerTable,
): FirstTable {
  const { first } = family[direction];
  const { signatures } = first;
  const touched = signaturesOf(naming, family, family[direction]);
  const varied = new Set([...first.varied, ...touched.keys()]);
  const numbers = new Set(touched.keys());
  const made = new Map<number, Row>();
  const subjectOf = (number: number) => family.classes.list[signatures.subject(number)]!.representative;

  function whole(number: number): Row {
    const signature = signatures.signature(number);
    if (signature === 'open') return maker.openRow;
    return maker.row(direction, signature, subjectOf(number), signatures.stretches(number));
  }

  const row = (number: number): Row =>
    varied.has(number) ? entry(made, number, () => whole(number)) : first.row(number);

  function latecomer({ i, representative }: Fresh): Latecomer {
    const towards = maker.towards(representative);
    const says = (number: number): ReachIds => {
      // Policies for certain add up; what is only possible does not.
      if (signatures.unsure(number)) return answerAt(row(number), i);
      const rest = first.origin.row(number).rest[0]!; // a class that came lies in zone 0
      const subject = subjectOf(number);
      const said = (touched.get(number) ?? []).map((policy) => towards(direction, policy, subject));
      return answers.reach(said.reduce(answers.union, answers.of(rest.allowed, rest.possible)));
    };
    return { naming: numbers, says };
  }
  const since = new Map(first.since);
  for (const each of fresh) since.set(each.i, latecomer(each));
  return { ...first, varied, row, since };
}

/** By signature: which of the policies are part of it. */
function signaturesOf(
  policies: readonly NetworkPolicy[],
  { selector }: CompiledFamily,
  { signatureOf }: DirectionTable,
): ReadonlyMap<number, readonly NetworkPolicy[]> {
  const found = new Map<number, NetworkPolicy[]>();
  for (const policy of policies) {
    const numbers = new Set<number>();
    eachBit(selector.scope(policy.subject).possible, (i) => void numbers.add(signatureOf[i] ?? 0));
    for (const number of numbers) entry(found, number, () => []).push(policy);
  }
  return found;
}
