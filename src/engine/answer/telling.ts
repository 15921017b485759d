// Peers of a subject that none of its rules tells apart have the same reasons: the sets that its rules tell peers by.

import type { CompiledFamily } from '../compile/compile.ts';
import type { Signature } from '../compile/rows.ts';
import type { ClusterPeer, Direction, NetworkPolicy, Peer, PortMatch } from '../model/policy.ts';
import { type Bitset, hasBit, isEmptyBitset } from '../sets/bitset.ts';

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

interface RuleText {
  readonly peers: 'anyone' | readonly (Peer | ClusterPeer)[];
  readonly ports: 'every-port' | readonly PortMatch[];
}

function rulesOf({ admin, certain, perhaps, baseline }: Signature, direction: Direction): readonly RuleText[] {
  const own = [...certain, ...perhaps].flatMap((policy): readonly RuleText[] => {
    const rules = policy[direction];
    return rules === 'open' ? [] : rules;
  });
  return [...own, ...[...admin, ...baseline].flatMap(({ policy }) => policy[direction])];
}

/**
 * The NetworkPolicies of a class that are about a peer, in the order of the list, where nothing else judges the class, and
 * these for certain; else 'more'.
 */
export function policiesAbout(
  family: CompiledFamily,
  direction: Direction,
  policies: readonly NetworkPolicy[],
): (subject: number, peer: number) => readonly NetworkPolicy[] | 'more' {
  const table = family[direction];
  const memo = new Map<number, readonly About[] | 'more'>();
  let positions: ReadonlyMap<NetworkPolicy, number> | undefined; // a memo nobody can see
  const aboutsOf = (number: number): readonly About[] | 'more' => {
    const known = memo.get(number);
    if (known !== undefined) return known;
    positions ??= new Map(policies.map((policy, i) => [policy, i]));
    const made = abouts(family, table.signature(number), direction, positions);
    memo.set(number, made);
    return made;
  };
  return (subject, peer) => {
    const all = aboutsOf(table.signatureOf[subject]!);
    if (all === 'more') return 'more';
    return all.flatMap(({ policy, sets }) =>
      sets === 'anyone' || sets.some((set) => hasBit(set, peer)) ? [policy] : [],
    );
  };
}

interface About {
  readonly policy: NetworkPolicy;
  readonly sets: 'anyone' | readonly Bitset[];
}

function abouts(
  { selector }: CompiledFamily,
  signature: Signature | 'open',
  direction: Direction,
  positions: ReadonlyMap<NetworkPolicy, number>,
): readonly About[] | 'more' {
  if (signature === 'open') return [];
  const { admin, baseline, perhaps, certain, foreign } = signature;
  if (admin.length + baseline.length + perhaps.length > 0 || foreign !== 'nothing') return 'more';
  const sorted = certain.toSorted((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
  return sorted.map((policy) => {
    const rules = policy[direction];
    const peers = rules === 'open' ? [] : rules.map((rule) => rule.peers);
    const sets = peers.flatMap((list) => (list === 'anyone' ? [] : list.map((peer) => selector.peer(peer).possible)));
    return { policy, sets: peers.includes('anyone') ? 'anyone' : sets };
  });
}
