// Whether a cluster without a policy answers every flow as it does with it. Only classes that the policy selects can
// answer otherwise, and of the other policies only those that select one of them have a say there: a compiled
// form of those few is enough, and it keeps the numbers of the classes.

import { pairReach, type ReachIds } from '../answer/reachable.ts';
import { standsForSeveral } from '../answer/units.ts';
import { type Compiled, type CompiledFamily, compile } from '../compile/compile.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { type Direction, directions, type Policy } from '../model/policy.ts';
import { selectorHolds } from '../model/select.ts';
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
    look.scratch,
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
        if (a === b && isAlone(before, family, a)) continue;
        worst = 'flows';
        if (!sameBothWays(before, family, now, touched, direction, a, b)) return 'different';
      }
    }
  }
  return sameFromNodes(before, family, now, touched) && sameOnNodes(before, family, after, now, touched)
    ? worst
    : 'different';
}

/** A node's own addresses meet its pods without the NetworkPolicy tier: that part of the rows must stay too. */
function sameFromNodes({ cluster }: Compiled, family: CompiledFamily, now: CompiledFamily, touched: Bitset): boolean {
  if (cluster.nodes.length === 0) return true;
  return bitsOf(touched).every((a) =>
    directions.every((direction) => {
      const [was, is] = [rowOf(family, direction, a)?.lifted, rowOf(now, direction, a)?.lifted];
      return was === is || outside(family).every((b) => sameReach(cellAt(was, b), cellAt(is, b)));
    }),
  );
}

function outside({ classes }: CompiledFamily): readonly number[] {
  return classes.list.slice(classes.firstExternal).map((_, i) => classes.firstExternal + i);
}

function sameReach(a: ReachIds | undefined, b: ReachIds | undefined): boolean {
  return a?.allowed === b?.allowed && a?.possible === b?.possible;
}

/** The classes for which the row of class `a` says something else than before. */
function differing(family: CompiledFamily, now: CompiledFamily, direction: Direction, a: number): readonly number[] {
  const [was, is] = [rowOf(family, direction, a)?.cells, rowOf(now, direction, a)?.cells];
  if (was === is) return [];
  const changed: number[] = [];
  for (let b = 0; b < family.classes.list.length; b++) {
    if (!sameReach(cellAt(was, b), cellAt(is, b))) changed.push(b);
  }
  return changed;
}

type Row = CompiledFamily['egress']['rows'][number];

function rowOf(family: CompiledFamily, direction: Direction, i: number): Row | undefined {
  const table = family[direction];
  return table.rows[table.rowOf[i] ?? 0];
}

function cellAt(cells: Row['cells'] | undefined, b: number): ReachIds | undefined {
  return cells?.find(({ peers }) => hasBit(peers, b));
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
  const other = (of: CompiledFamily) => cellAt(rowOf(hasBit(touched, b) ? of : family, opposite, b)?.cells, a);
  const [was, is] = [family, now].map((of) => {
    const [own, met] = [cellAt(rowOf(of, direction, a)?.cells, b), other(of)];
    const both = (part: 'allowed' | 'possible') =>
      ports.intersect(own?.[part] ?? ports.none, met?.[part] ?? ports.none);
    return `${both('allowed')} ${both('possible')}`;
  });
  return was === is;
}

/** A pod to itself is never judged, but through a Service (R86). */
function isAlone({ cluster: { services } }: Compiled, { classes }: CompiledFamily, a: number): boolean {
  const [pod, ...more] = classes.list[a]?.pods ?? [];
  if (pod === undefined || more.length > 0 || pod.kind !== 'Pod' || standsForSeveral(pod)) return false;
  return services.every(
    ({ namespace, backends }) =>
      backends.kind === 'selected' &&
      (namespace !== pod.namespace.name || selectorHolds(backends.selector, pod.labels) === 'no'),
  );
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
          sameReach(pairReach(before, family, a, b, mine, theirs), pairReach(after, now, a, b, mine, theirs)) &&
          sameReach(pairReach(before, family, b, a, theirs, mine), pairReach(after, now, b, a, theirs, mine))
        );
      }),
    ),
  );
}

function onePerNode(pods: readonly Pod[]): readonly Pod[] {
  return [...new Map(pods.map((pod) => [pod.node, pod])).values()];
}
