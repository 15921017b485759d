// Whether a cluster without a policy answers every flow as it does with it. Only classes that the policy selects can
// answer otherwise, and of the other policies only those that select one of them have a say there: a compiled
// form of those few is enough, and it keeps the numbers of the classes.

import { pairReach, type ReachIds } from '../answer/reachable.ts';
import { standsForSeveral } from '../answer/units.ts';
import { type Compiled, type CompiledFamily, compile } from '../compile/compile.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { type Direction, directions, type Policy } from '../model/policy.ts';
import { type Bitset, bitsOf, emptyBitset, hasBit, intersectBits, isEmptyBitset, unionBits } from '../sets/bitset.ts';
import type { Look, Meant } from './look.ts';

/** 'rows': each side by itself is the same. 'flows': only both sides together are. */
export type Sameness = 'rows' | 'flows' | 'different';

export function withoutPolicies(look: Look, removed: readonly Policy[]): Sameness {
  const touched = look.compiled.families.map((_, f) => touchedBy(look, removed, f));
  const kept = look.policies.filter(
    (policy) => !removed.includes(policy) && sharesClass(look.subject(policy), touched),
  );
  const { cluster, compiled } = look;
  const after = compile(
    {
      ...cluster,
      policies: cluster.policies.filter((policy) => kept.includes(policy)),
      clusterPolicies: cluster.clusterPolicies.filter((policy) => kept.includes(policy)),
    },
    compiled,
  );
  let worst: Sameness = 'rows';
  for (const [f, family] of compiled.families.entries()) {
    const sameness = sameInFamily(compiled, family, after, after.families[f] ?? family, touched[f]);
    if (sameness === 'different') return 'different';
    if (sameness === 'flows') worst = 'flows';
  }
  return worst;
}

function touchedBy(look: Look, removed: readonly Policy[], family: number): Bitset {
  return removed.map((policy) => look.subject(policy)[family]?.possible ?? emptyBitset).reduce(unionBits, emptyBitset);
}

export function sharesClass(meant: readonly Meant[], touched: readonly Bitset[]): boolean {
  return meant.some(({ possible }, f) => {
    const classes = touched[f];
    return classes !== undefined && !isEmptyBitset(intersectBits(possible, classes));
  });
}

function sameInFamily(
  before: Compiled,
  family: CompiledFamily,
  after: Compiled,
  now: CompiledFamily,
  touched?: Bitset,
): Sameness {
  if (touched === undefined) return 'rows';
  let worst: Sameness = 'rows';
  for (const a of bitsOf(touched)) {
    for (const direction of directions) {
      for (const b of differing(family, now, direction, a)) {
        if (a === b && isAlone(family, a)) continue;
        worst = 'flows';
        if (!sameBothWays(before, family, now, touched, direction, a, b)) return 'different';
      }
    }
  }
  return sameOnNodes(before, family, after, now, touched) ? worst : 'different';
}

/** The classes for which the row of class `a` says something else than before. */
function differing(family: CompiledFamily, now: CompiledFamily, direction: Direction, a: number): readonly number[] {
  const [was, is] = [rowOf(family, direction, a), rowOf(now, direction, a)];
  if (was === is) return [];
  const changed: number[] = [];
  for (let b = 0; b < family.classes.list.length; b++) {
    const [old, next] = [cellAt(was, b), cellAt(is, b)];
    if (old?.allowed !== next?.allowed || old?.possible !== next?.possible) changed.push(b);
  }
  return changed;
}

type Row = CompiledFamily['egress']['rows'][number];

function rowOf(family: CompiledFamily, direction: Direction, i: number): Row | undefined {
  const table = family[direction];
  return table.rows[table.rowOf[i] ?? 0];
}

function cellAt(row: Row | undefined, b: number): ReachIds | undefined {
  return row?.cells.find(({ peers }) => hasBit(peers, b));
}

/** What the other end closes in both, nobody can tell apart. */
function sameBothWays(
  { ports }: Compiled,
  family: CompiledFamily,
  now: CompiledFamily,
  touched: Bitset,
  direction: Direction,
  a: number,
  b: number,
): boolean {
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const other = (of: CompiledFamily) => cellAt(rowOf(hasBit(touched, b) ? of : family, opposite, b), a);
  const [was, is] = [family, now].map((of) => {
    const [own, met] = [cellAt(rowOf(of, direction, a), b), other(of)];
    const both = (part: 'allowed' | 'possible') =>
      ports.intersect(own?.[part] ?? ports.none, met?.[part] ?? ports.none);
    return `${both('allowed')} ${both('possible')}`;
  });
  return was === is;
}

/** A pod to itself is never judged. */
function isAlone({ classes }: CompiledFamily, a: number): boolean {
  const pods = classes.list[a]?.pods ?? [];
  return pods.length === 1 && pods.every((pod) => pod.kind === 'Pod' && !standsForSeveral(pod));
}

/** Between a pod and its own node another rule holds, so those pairs are asked one by one. */
function sameOnNodes(
  before: Compiled,
  family: CompiledFamily,
  after: Compiled,
  now: CompiledFamily,
  touched: Bitset,
): boolean {
  const hosts = before.cluster.pods.filter((pod) => pod.network === 'host');
  const reading = before.cluster.assumptions['host-network-pods'];
  if (hosts.length === 0 || reading === 'as-pods') return true;
  // Then policies that were left out above may select them: no proof, no claim.
  if (reading === 'unknown') return false;
  return bitsOf(touched).every((a) =>
    onePerNode(family.classes.list[a]?.pods ?? []).every((pod) =>
      hosts.every((host) => {
        const b = family.classes.ofPod.get(host);
        if (b === undefined) return true;
        const [mine, theirs]: readonly Endpoint[] = [
          { kind: 'pod', pod },
          { kind: 'pod', pod: host },
        ];
        if (mine === undefined || theirs === undefined) return true;
        return (
          same(pairReach(before, family, a, b, mine, theirs), pairReach(after, now, a, b, mine, theirs)) &&
          same(pairReach(before, family, b, a, theirs, mine), pairReach(after, now, b, a, theirs, mine))
        );
      }),
    ),
  );
}

function same(a: ReachIds, b: ReachIds): boolean {
  return a.allowed === b.allowed && a.possible === b.possible;
}

function onePerNode(pods: readonly Pod[]): readonly Pod[] {
  return [...new Map(pods.map((pod) => [pod.node, pod])).values()];
}
