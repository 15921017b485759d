// The rows of a direction after classes came: only those of policies that name one of them say something else, and most
// are only asked about the one that came.

import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { eachBit, hasBit } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import type { AnswerTable } from './answer-table.ts';
import type { CompiledFamily } from './compile.ts';
import type { DirectionTable, FirstTable } from './direction-table.ts';
import type { Fresh } from './fresh-selector.ts';
import type { PeerMap } from './peer-map.ts';
import type { Row } from './rows.ts';

/** `family` selects and makes rows as with the new classes; its table is still the one without them. */
export function variedTable(
  direction: Direction,
  family: CompiledFamily,
  fresh: readonly Fresh[],
  naming: readonly NetworkPolicy[],
  answers: AnswerTable,
): FirstTable {
  const { maker, classes } = family;
  const { first } = family[direction];
  const { signatures } = first;
  const touched = signaturesOf(naming, family, family[direction]);
  const varied = new Set([...first.varied, ...touched.keys()]);
  const made = new Map<number, Row>();
  const subjectOf = (number: number) => classes.list[signatures.subject(number)]!.representative;

  function whole(number: number): Row {
    const signature = signatures.signature(number);
    if (signature === 'open') return maker.openRow;
    return maker.row(direction, signature, subjectOf(number), signatures.stretches(number));
  }

  function towards(number: number, i: number): ReturnType<FirstTable['towards']> {
    const signature = number < signatures.count ? signatures.signature(number) : 'open';
    // Policies for certain add up; what is only possible does not.
    if (signature === 'open' || signature.perhaps.length > 0 || !fresh.some((each) => each.i === i)) {
      return 'ask-the-row';
    }
    const { rest } = first.row(number);
    const said = (touched.get(number) ?? []).map((policy) =>
      valueAt(maker.ofPolicy(direction, policy, subjectOf(number)).map, i),
    );
    return answers.reach(said.reduce(answers.union, answers.of(rest[0]!.allowed, rest[0]!.possible)));
  }

  const row = (number: number): Row =>
    varied.has(number) ? entry(made, number, () => whole(number)) : first.row(number);
  return { ...first, varied, row, towards };
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

/** A class that came lies in zone 0. */
function valueAt({ rest, parts }: PeerMap, i: number): number {
  return parts.find(({ peers }) => hasBit(peers, i))?.value ?? rest.by[0]!;
}
