// Whether two clusters of the same pods answer every flow alike, pod by pod: what a rewrite of policies has
// to keep. Pods that neither cluster tells apart stand for each other, so that this is a comparison of
// classes and not of all pairs.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { disjoint } from '../sets/addresses.ts';
import { equal } from '../sets/intervals.ts';
import { countsAsNode, pairReach } from './reachable.ts';
import { standsForSeveral } from './units.ts';

/** 'other-pods': the clusters do not hold the same pods, so that there is nothing to prove. */
export type Equivalence = 'same' | 'different' | 'other-pods';

/** `near`: whoever knows that only flows with an end among these pods can differ need not look at others. */
export function equivalence(
  before: Compiled,
  after: Compiled,
  near: ((pod: Pod) => boolean) | 'all' = 'all',
): Equivalence {
  const twins = twinsOf(before, after);
  if (twins === undefined) return 'other-pods';
  const same = before.families.every((family) => {
    const now = after.families.find((each) => each.family === family.family);
    return (
      now !== undefined &&
      sameInFamily({ before, family, after, now }, groupsOf(before, after, family, now, twins), near)
    );
  });
  return same && before.families.length === after.families.length ? 'same' : 'different';
}

/** The pods of `before`, each with the one of its kind, name and place in `after`. */
function twinsOf({ cluster: a }: Compiled, { cluster: b }: Compiled): ReadonlyMap<Pod, Pod> | undefined {
  if (a.pods.length !== b.pods.length) return undefined;
  const key = ({ kind, namespace, name }: Pod): string => `${kind} ${namespace.name}/${name}`;
  const byKey = new Map(b.pods.map((pod) => [key(pod), pod]));
  const twins = new Map<Pod, Pod>();
  for (const pod of a.pods) {
    const twin = byKey.get(key(pod));
    if (twin === undefined || twin.node !== pod.node || twin.network !== pod.network) return undefined;
    twins.set(pod, twin);
  }
  return twins;
}

/** Ends that neither cluster tells apart, by a representative in each. */
interface Group {
  readonly before: Member;
  readonly after: Member;
  /** Another of the group, which the representative meets too; undefined where it stands alone. */
  readonly another?: { readonly before: Endpoint; readonly after: Endpoint };
}

interface Member {
  /** Its class; -1 where it takes no part in the family. */
  readonly i: number;
  readonly end: Endpoint;
}

function groupsOf(
  before: Compiled,
  after: Compiled,
  { classes: old }: CompiledFamily,
  { classes: now }: CompiledFamily,
  twins: ReadonlyMap<Pod, Pod>,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [pod, twin] of twins) {
    const [i, j] = [old.ofPod.get(pod) ?? -1, now.ofPod.get(twin) ?? -1];
    // What a host-network pod meets hangs on its node, which no class knows.
    const alone = countsAsNode(pod, before) || countsAsNode(twin, after) || someCountAsNode(before);
    const key = alone ? `${i} ${j} ${pod.node}` : `${i} ${j}`;
    const ends = { before: { kind: 'pod', pod }, after: { kind: 'pod', pod: twin } } as const;
    const known = groups.get(key);
    if (known?.another !== undefined) continue;
    const first = { before: { i, end: ends.before }, after: { i: j, end: ends.after } };
    if (known !== undefined) groups.set(key, { ...known, another: ends });
    else groups.set(key, standsForSeveral(pod) ? { ...first, another: ends } : first);
  }
  const outside = old.list.slice(old.firstExternal).flatMap(({ representative }, i) =>
    now.list.slice(now.firstExternal).flatMap(({ representative: other }, j): readonly Group[] => {
      if (representative.kind === 'pod' || other.kind === 'pod') return [];
      if (disjoint(representative.addresses, other.addresses)) return [];
      const [a, b] = [old.firstExternal + i, now.firstExternal + j];
      return [{ before: { i: a, end: representative }, after: { i: b, end: other } }];
    }),
  );
  return [...groups.values(), ...outside];
}

function someCountAsNode(compiled: Compiled): boolean {
  return compiled.cluster.pods.some((pod) => countsAsNode(pod, compiled));
}

interface Worlds {
  readonly before: Compiled;
  readonly family: CompiledFamily;
  readonly after: Compiled;
  readonly now: CompiledFamily;
}

function sameInFamily(worlds: Worlds, groups: readonly Group[], near: ((pod: Pod) => boolean) | 'all'): boolean {
  const isSame = (from: Group, to: Group) => !isPair(from, to) || samePair(worlds, from, to);
  if (near === 'all') return groups.every((from) => groups.every((to) => isSame(from, to)));
  const here = groups.filter(({ before: { end } }) => end.kind === 'pod' && near(end.pod));
  return here.every((one) => groups.every((other) => isSame(one, other) && isSame(other, one)));
}

/** Outside to outside is nobody's question, nor is one pod with itself. */
function isPair(from: Group, to: Group): boolean {
  if (from.before.end.kind === 'external' && to.before.end.kind === 'external') return false;
  return from !== to || from.another !== undefined;
}

function samePair({ before, family, after, now }: Worlds, from: Group, to: Group): boolean {
  const [a, b] = [from.before, to.before];
  const [c, d] = [from.after, to.after];
  if (a.i < 0 || b.i < 0 || c.i < 0 || d.i < 0) return a.i < 0 === c.i < 0 && b.i < 0 === d.i < 0;
  const other = from === to ? from.another : undefined;
  const old = pairReach(before, family, a.i, b.i, a.end, other?.before ?? b.end);
  const is = pairReach(after, now, c.i, d.i, c.end, other?.after ?? d.end);
  return (
    equal(before.ports.portSet(old.allowed), after.ports.portSet(is.allowed)) &&
    equal(before.ports.portSet(old.possible), after.ports.portSet(is.possible))
  );
}
