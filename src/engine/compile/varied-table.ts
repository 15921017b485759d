// The rows of a direction after classes came: only those of policies that name one of them say something else, and most
// are only asked about the one that came.

import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { eachBit, hasBit } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { lazy } from '../sets/lazy.ts';
import type { AnswerTable, ReachIds } from './answer-table.ts';
import type { CompiledFamily } from './compile.ts';
import type { DirectionTable, FirstTable, Latecomer } from './direction-table.ts';
import type { Fresh } from './fresh-selector.ts';
import type { namingPolicies } from './naming-policies.ts';
import { answerAt, type Row, type RowMaker } from './rows.ts';

/** A class that came, and the rules about it. */
export interface NamedFresh extends Fresh {
  readonly naming: ReturnType<typeof namingPolicies>;
}

/** `family` is what was before they came, `maker` knows them. */
export function variedTable(
  direction: Direction,
  family: CompiledFamily,
  maker: RowMaker,
  fresh: readonly NamedFresh[],
  answers: AnswerTable,
): FirstTable {
  const table = family[direction];
  const { first, signatureOf } = table;
  const { signatures } = first;
  const touched = lazy(() => signaturesOf(new Set(fresh.flatMap(({ naming }) => [...naming.keys()])), family, table));
  const varied = (number: number): boolean => touched().has(number) || first.varied(number);
  const made = new Map<number, Row>();
  const endOf = (i: number) => family.classes.list[i]!.representative;

  function whole(number: number): Row {
    const signature = signatures.signature(number);
    if (signature === 'open') return maker.openRow;
    return maker.row(direction, signature, endOf(signatures.subject(number)), signatures.stretches(number));
  }

  const row = (number: number): Row => (varied(number) ? entry(made, number, () => whole(number)) : first.row(number));

  function latecomer({ i, pod, naming }: NamedFresh): Latecomer {
    /** Policies for certain add up; what is only possible does not. */
    function said(policy: NetworkPolicy, subject: number): number {
      let sum = answers.none;
      for (const { rule, holds } of naming.get(policy) ?? []) {
        const end: Endpoint = direction === 'ingress' ? endOf(subject) : { kind: 'pod', pod };
        const opened = maker.opens(rule.ports, end);
        sum = answers.union(sum, holds === 'yes' ? opened : answers.perhaps(opened));
      }
      return sum;
    }
    function says(number: number): ReachIds {
      if (signatures.unsure(number)) return answerAt(row(number), i);
      let answer = answers.ofReach(first.origin.row(number).rest[0]!); // a class that came lies in zone 0
      const subject = signatures.subject(number);
      for (const policy of naming.keys()) {
        if (hasBit(family.selector.scope(policy.subject).possible, subject))
          answer = answers.union(answer, said(policy, subject));
      }
      return answers.reach(answer);
    }
    function addTo(opened: Int32Array): void {
      const unsure = new Set<number>();
      for (const policy of naming.keys()) {
        eachBit(family.selector.scope(policy.subject).possible, (subject) => {
          const number = signatureOf[subject]!;
          if (number >= signatures.count) return;
          if (signatures.unsure(number)) unsure.add(subject);
          else opened[subject] = answers.union(opened[subject]!, said(policy, subject));
        });
      }
      for (const subject of unsure) opened[subject] = answers.ofReach(answerAt(row(signatureOf[subject]!), i));
    }
    return { naming: touched, says, addTo };
  }
  const since = new Map(first.since);
  for (const each of fresh) since.set(each.i, latecomer(each));
  return { ...first, varied, row, since };
}

/** By signature: which of the policies are part of it. */
function signaturesOf(
  policies: Iterable<NetworkPolicy>,
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
