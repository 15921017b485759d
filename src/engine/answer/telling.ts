// Peers of a subject that none of its rules tells apart have the same reasons: the sets that its rules tell peers by.

import type { CompiledFamily } from '../compile/compile.ts';
import type { Signature } from '../compile/rows.ts';
import type { RuleText } from '../compile/rule-map.ts';
import type { Direction } from '../model/policy.ts';
import { type Bitset, isEmptyBitset } from '../sets/bitset.ts';

export interface Telling {
  /** Peers that are in the same of these sets have the same reasons. */
  readonly sets: readonly Bitset[];
  readonly names: boolean;
}

/** By class of a subject. */
export function tellingSets(family: CompiledFamily, direction: Direction): (subject: number) => Telling {
  const table = family[direction];
  const memo = new Map<number, Telling>();
  return (subject) => {
    const number = table.signatureOf[subject]!;
    const known = memo.get(number);
    if (known !== undefined) return known;
    const made = tellingOf(family, table.signature(number), direction);
    memo.set(number, made);
    return made;
  };
}

function tellingOf({ selector }: CompiledFamily, signature: Signature | 'open', direction: Direction): Telling {
  const rules = signature === 'open' ? [] : rulesOf(signature, direction);
  const sets = new Set<Bitset>();
  for (const { peers } of rules) {
    if (peers === 'anyone') continue;
    for (const peer of peers) {
      const { certain, possible, assumed } = selector.peer(peer);
      for (const set of [certain, possible, assumed]) if (!isEmptyBitset(set)) sets.add(set);
    }
  }
  const names = rules.some(({ ports }) => ports !== 'every-port' && ports.some(({ kind }) => kind === 'named'));
  return { sets: [...sets], names };
}

function rulesOf({ admin, certain, perhaps, baseline }: Signature, direction: Direction): readonly RuleText[] {
  const own = [...certain, ...perhaps].flatMap((policy): readonly RuleText[] => {
    const rules = policy[direction];
    return rules === 'open' ? [] : rules;
  });
  return [...own, ...[...admin, ...baseline].flatMap(({ policy }) => policy[direction])];
}
