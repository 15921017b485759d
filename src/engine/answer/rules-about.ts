// Of all that selects a subject, the rules that are about one peer: of what is open to it, no other rule is the reason.

import type { CompiledFamily } from '../compile/compile.ts';
import type { Selection } from '../compile/label-index.ts';
import type { Signature } from '../compile/rows.ts';
import type { AllowRule, Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, hasBit, isEmptyBitset, unionAllBits } from '../sets/bitset.ts';

export interface RulesAbout {
  /** Equal for peers about which the same rules say the same. */
  readonly key: string;
  /** In the order of the list, each cut down to one rule. */
  readonly policies: () => readonly NetworkPolicy[];
}

/** 'more': something else than NetworkPolicies that select it for certain judges the subject. Both are classes. */
export type AskRules = (subject: number, peer: number) => RulesAbout | 'more';

export function rulesAbout(family: CompiledFamily, direction: Direction, policies: readonly NetworkPolicy[]): AskRules {
  const table = family[direction];
  const memo = new Map<number, readonly OneRule[] | 'more'>();
  const ofPolicy = new Map<NetworkPolicy, readonly OneRule[]>();
  let positions: ReadonlyMap<NetworkPolicy, number> | undefined; // a memo nobody can see

  function rulesOf(policy: NetworkPolicy): readonly OneRule[] {
    const known = ofPolicy.get(policy);
    if (known !== undefined) return known;
    const rules = policy[direction];
    const made = rules === 'open' ? [] : rules.map((rule) => oneRule(family, policy, direction, rule));
    ofPolicy.set(policy, made);
    return made;
  }

  function rulesOfSignature(number: number): readonly OneRule[] | 'more' {
    const known = memo.get(number);
    if (known !== undefined) return known;
    positions ??= new Map(policies.map((policy, i) => [policy, i]));
    const at = (policy: NetworkPolicy): number => positions?.get(policy) ?? 0;
    const certain = onlyCertain(table.signature(number));
    const made = certain === 'more' ? certain : certain.toSorted((a, b) => at(a) - at(b)).flatMap(rulesOf);
    memo.set(number, made);
    return made;
  }

  return (subject, peer) => {
    const number = table.signatureOf[subject]!;
    const all = rulesOfSignature(number);
    if (all === 'more') return 'more';
    const found = all.filter(({ set }) => set === 'anyone' || hasBit(set, peer));
    // Port names are looked up on the destination.
    const names = direction === 'egress' && found.some((rule) => rule.names);
    let key = `${number} ${names ? peer : ''}`;
    for (const rule of found) key += ` ${all.indexOf(rule)}${matchKey(rule, peer)}`;
    return { key, policies: () => found.map(({ policy }) => policy) };
  };
}

function onlyCertain(signature: Signature | 'open'): readonly NetworkPolicy[] | 'more' {
  if (signature === 'open') return [];
  const { admin, baseline, perhaps, certain, foreign } = signature;
  return admin.length + baseline.length + perhaps.length > 0 || foreign !== 'nothing' ? 'more' : certain;
}

interface OneRule {
  readonly policy: NetworkPolicy;
  /** Whom it is about, or may be. */
  readonly set: Bitset | 'anyone';
  /** Where it hangs on an assumption: its peers one by one. */
  readonly peers: readonly Selection[];
  readonly names: boolean;
}

function oneRule({ selector }: CompiledFamily, policy: NetworkPolicy, direction: Direction, rule: AllowRule): OneRule {
  const { peers, ports } = rule;
  const chosen = peers === 'anyone' ? [] : peers.map(selector.peer);
  const clear = chosen.every(({ certain, possible, assumed }) => certain === possible && isEmptyBitset(assumed));
  return {
    policy: { ...policy, [direction]: [rule] },
    set: peers === 'anyone' ? 'anyone' : unionAllBits(chosen.map(({ possible }) => possible)),
    peers: clear ? [] : chosen,
    names: ports !== 'every-port' && ports.some(({ kind }) => kind === 'named'),
  };
}

function matchKey({ peers }: OneRule, peer: number): string {
  let key = '';
  for (const { certain, possible, assumed } of peers) {
    key += hasBit(possible, peer) ? (hasBit(certain, peer) ? 'c' : 'p') : '-';
    if (hasBit(assumed, peer)) key += 'a';
  }
  return key;
}
