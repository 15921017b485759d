// What the checks look at: the cluster, its classes of endpoints, and which of them a selector means. Selectors repeat
// each other, so each is asked once for each meaning; one that names its namespace looks only there.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Cluster, Pod } from '../model/cluster.ts';
import { matchesPeer } from '../model/match-peer.ts';
import type { Policy } from '../model/policy.ts';
import { type Bitset, bitset, bitsetRange, bitsOf, emptyBitset, isEmptyBitset } from '../sets/bitset.ts';
import type { Ternary } from '../sets/ternary.ts';
import { type AnyPeer, type RuleAt, rulesOf } from './rules-at.ts';

/** The classes of one family: certain ⊆ possible. */
export interface Meant {
  readonly certain: Bitset;
  readonly possible: Bitset;
}

export interface Look {
  readonly cluster: Cluster;
  readonly compiled: Compiled;
  /** One for each family of `compiled`, in its order. */
  readonly peer: (peer: AnyPeer) => readonly Meant[];
  /** Every policy that we evaluate, in the cluster's order. */
  readonly policies: readonly Policy[];
  /** The same values each time they are asked for. */
  readonly rules: (policy: Policy) => readonly RuleAt[];
  readonly subject: (policy: Policy) => readonly Meant[];
  /** Every endpoint there is. */
  readonly everyone: readonly Meant[];
  readonly podsOf: (meant: readonly Meant[], how: 'certain' | 'possible') => readonly Pod[];
}

export function lookAt(cluster: Cluster, compiled: Compiled): Look {
  const families = compiled.families;
  const ranges = families.map(classesByNamespace);
  const memo = new Map<string, readonly Meant[]>();

  function peer(wanted: AnyPeer): readonly Meant[] {
    const key = keyOf(wanted);
    const known = memo.get(key);
    if (known !== undefined) return known;
    const made = families.map((family, f) => meant(wanted, family, candidates(wanted, family, ranges[f]), cluster));
    memo.set(key, made);
    return made;
  }
  function subject({ subject: scope }: Policy): readonly Meant[] {
    if (scope !== 'unreadable') return peer(scope);
    // It may be about any pod.
    return families.map(({ classes }) => ({ certain: emptyBitset, possible: bitsetRange(0, classes.firstExternal) }));
  }
  const everyone = families.map(({ classes }) => {
    const all = bitsetRange(0, classes.list.length);
    return { certain: all, possible: all };
  });
  const policies: readonly Policy[] = [...cluster.clusterPolicies, ...cluster.policies];
  const rules = new Map(policies.map((policy) => [policy, rulesOf(policy)]));
  return {
    cluster,
    compiled,
    policies,
    rules: (policy) => rules.get(policy) ?? [],
    peer,
    subject,
    everyone,
    podsOf: (them, how) => podsOf(them, how, families),
  };
}

/** Whether anything is meant at all. */
export function holdsSomething(them: readonly Meant[]): Ternary {
  if (them.some(({ certain }) => !isEmptyBitset(certain))) return 'yes';
  return them.some(({ possible }) => !isEmptyBitset(possible)) ? 'unknown' : 'no';
}

export function keyOf(peer: AnyPeer): string {
  // Address sets hold bigints, which JSON has no way to write.
  return JSON.stringify(peer, (key, value) => {
    if (key === 'cidr' || key === 'except' || key === 'cidrs') return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}

interface Range {
  readonly first: number;
  readonly end: number;
}

function classesByNamespace({ classes }: CompiledFamily): ReadonlyMap<string, Range> {
  const ranges = new Map<string, Range>();
  for (const [i, { representative }] of classes.list.entries()) {
    if (representative.kind === 'external') break;
    const name = representative.pod.namespace.name;
    ranges.set(name, { first: ranges.get(name)?.first ?? i, end: i + 1 });
  }
  return ranges;
}

function candidates(peer: AnyPeer, { classes }: CompiledFamily, ranges?: ReadonlyMap<string, Range>): Range {
  if (peer.kind !== 'pods') return { first: 0, end: classes.list.length };
  if (peer.namespaces.kind === 'named') return ranges?.get(peer.namespaces.name) ?? { first: 0, end: 0 };
  return { first: 0, end: classes.firstExternal };
}

function meant(peer: AnyPeer, { classes, family }: CompiledFamily, range: Range, { assumptions }: Cluster): Meant {
  const certain: number[] = [];
  const possible: number[] = [];
  for (let i = range.first; i < range.end; i++) {
    const { representative: end, pods } = classes.list[i]!;
    if (end.kind === 'pod' && pods.length === 0) continue; // a class that nobody is in
    const { holds } = matchesPeer(peer, end, family, assumptions);
    if (holds === 'yes') certain.push(i);
    if (holds !== 'no') possible.push(i);
  }
  const may = bitset(possible);
  return { certain: certain.length === possible.length ? may : bitset(certain), possible: may };
}

function podsOf(
  them: readonly Meant[],
  how: 'certain' | 'possible',
  families: readonly CompiledFamily[],
): readonly Pod[] {
  const pods = new Set<Pod>();
  for (const [f, each] of them.entries()) {
    for (const i of bitsOf(each[how])) for (const pod of families[f]?.classes.list[i]?.pods ?? []) pods.add(pod);
  }
  return [...pods];
}
