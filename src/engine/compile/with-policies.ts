// The compiled form after a few policies came and went: classes keep their numbers, and only those that a changed
// policy selects get another signature.

import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import { type Bitset, eachBit, hasBit, unionAllBits } from '../sets/bitset.ts';
import type { ListDifference } from '../sets/list-difference.ts';
import type { AnswerTable } from './answer-table.ts';
import type { CompiledFamily } from './compile.ts';
import { type DirectionTable, type LaterSignature, laterSignature, laterTable } from './direction-table.ts';
import { looksUpPorts, portNamesOf } from './port-names.ts';
import { addsUp, rowPatch } from './row-patch.ts';
import type { Signature, Stretch } from './rows.ts';

export function familyWithPolicies(
  family: CompiledFamily,
  changed: ListDifference<NetworkPolicy>,
  answers: AnswerTable,
): CompiledFamily {
  const [egress, ingress] = directions.map((direction) => tableWithPolicies(direction, family, changed, answers));
  return { ...family, egress: egress!, ingress: ingress! };
}

function tableWithPolicies(
  direction: Direction,
  family: CompiledFamily,
  changed: ListDifference<NetworkPolicy>,
  answers: AnswerTable,
): DirectionTable {
  const table = family[direction];
  const gone = changed.gone.filter((policy) => policy[direction] !== 'open');
  const come = changed.come.filter((policy) => policy[direction] !== 'open');
  if (gone.length + come.length === 0) return table;
  const { selector, maker, classes } = family;
  const selects = new Map([...gone, ...come].map((policy) => [policy, selector.scope(policy.subject)]));
  const touched = unionAllBits([...selects.values()].map(({ possible }) => possible));
  const parting = come.some((policy) => looksUpPorts(policy, direction));

  const signatureOf = table.signatureOf.slice();
  const later: LaterSignature[] = [...table.later];
  const numbers = new Map<string, number>();
  const shortened = shortening(table, new Set(gone));
  const patch = rowPatch(direction, [...gone, ...come], maker, answers);
  eachBit(touched, (i) => {
    const old = table.signatureOf[i]!;
    const subject = classes.list[i]!.representative;
    const selected = come.map((policy) => matchOf(selects.get(policy)!, i));
    const key = `${old} ${selected.join()} ${parting ? portNamesOf(subject) : ''}`;
    let number = numbers.get(key);
    if (number === undefined) {
      const before = table.signature(old);
      const next = without(before, gone, come, selected);
      const own: Stretch = { end: 'itself', policies: come.filter((_, k) => selected[k] === 'yes') };
      const stretches = [...shortened(old), own].filter(({ policies }) => policies.length > 0);
      number = table.first.signatures.count + later.length;
      if (patch !== 'wide' && addsUp(before) && addsUp(next)) {
        const row = patch.row(table.row(old), next, subject);
        const near = { signature: old, peers: patch.peers };
        later.push({ signature: next, stretches, subject, row: () => row, near });
      } else later.push(laterSignature(direction, next, stretches, subject, maker));
      numbers.set(key, number);
    }
    signatureOf[i] = number;
  });
  return laterTable(table.first, signatureOf, later);
}

type Match = 'yes' | 'unknown' | 'no';

function matchOf({ certain, possible }: { readonly certain: Bitset; readonly possible: Bitset }, i: number): Match {
  return hasBit(certain, i) ? 'yes' : hasBit(possible, i) ? 'unknown' : 'no';
}

function without(
  signature: Signature | 'open',
  gone: readonly NetworkPolicy[],
  come: readonly NetworkPolicy[],
  selected: readonly Match[],
): Signature | 'open' {
  const { certain, perhaps, ...others } = signature === 'open' ? nothing : signature;
  const stays = (policy: NetworkPolicy): boolean => !gone.includes(policy);
  const next: Signature = {
    ...others,
    certain: [...certain.filter(stays), ...come.filter((_, k) => selected[k] === 'yes')],
    perhaps: [...perhaps.filter(stays), ...come.filter((_, k) => selected[k] === 'unknown')],
  };
  const judged = next.admin.length + next.certain.length + next.perhaps.length + next.baseline.length > 0;
  return judged || next.foreign !== 'nothing' ? next : 'open';
}

const nothing: Signature = {
  admin: [],
  certain: [],
  perhaps: [],
  baseline: [],
  skipsBaseline: 'no',
  foreign: 'nothing',
};

/** The stretches of a signature without some policies: what several signatures share they still share. */
function shortening(
  table: DirectionTable,
  gone: ReadonlySet<NetworkPolicy>,
): (signature: number) => readonly Stretch[] {
  const shortened = new Map<number | Stretch, Stretch>();
  return (signature) => {
    let same = true;
    return table.stretches(signature).map((stretch) => {
      same &&= !stretch.policies.some((policy) => gone.has(policy));
      if (same) return stretch;
      const key = stretch.end === 'itself' ? stretch : stretch.end;
      const known = shortened.get(key);
      if (known !== undefined) return known;
      const made: Stretch = { end: 'itself', policies: stretch.policies.filter((policy) => !gone.has(policy)) };
      shortened.set(key, made);
      return made;
    });
  };
}
