// The walk of an attacker over the network, ring by ring from the starts: whoever is first reached by k steps
// stands in ring k. It goes over groups of pods alike (alike.ts), and keeps of each the first step that led there.

import type { Compiled } from '../compile/compile.ts';
import type { Certainty } from '../graph/attack-graph.ts';
import type { Pod } from '../model/cluster.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { entry } from '../sets/entry.ts';
import { type Alike, type Crowd, crowdOf } from './alike.ts';
import { type Gates, internetGates } from './internet.ts';
import type { PortScope } from './network.ts';
import { nextRing } from './next-ring.ts';

export interface Walk {
  readonly ports: PortScope;
  /** 'certain' walks only what the objects alone grant. */
  readonly steps: 'all' | 'certain';
  readonly internet: AddressSet;
}

/** Pods that are first reached from one pod, by as many steps. `from` is the first, by key, of those a step nearer. */
export interface ReachedPods {
  readonly pods: readonly Pod[];
  readonly hops: number;
  readonly from: Pod;
}

export interface ReachedInternet {
  readonly hops: number;
  readonly from: Pod;
  readonly certainty: Certainty;
}

export interface Blast {
  /** Nearer ones first. */
  readonly pods: readonly ReachedPods[];
  readonly internet: ReachedInternet | 'not-reached';
}

export function blastRadius(compiled: Compiled, starts: readonly Pod[], walk: Walk): Blast {
  return blastWalker(compiled, walk)(starts);
}

/** For many starts, each by itself: those of which the same groups are held share one walk. */
export function blastWalker(compiled: Compiled, walk: Walk): (starts: readonly Pod[]) => Blast {
  const crowd = crowdOf(compiled, walk.ports);
  const gates = internetGates(compiled, walk.internet);
  const walks = new Map<string, Walked>();
  return (starts) => {
    const parts = startGroups(crowd, starts);
    const key = parts.map(({ number }) => number).join();
    if (walks.size >= mostWalks && !walks.has(key)) walks.clear();
    return blastOf(
      entry(walks, key, () => walkFrom(crowd, parts, gates, walk)),
      parts,
    );
  };
}

/** Workloads that are alike stand near each other in every list. */
const mostWalks = 16;

function blastOf({ groups, internet }: Walked, starts: readonly Alike[]): Blast {
  const held = new Map(starts.map(({ number, pods }) => [number, new Set(pods)]));
  /** Of a group that the walk starts from the held part goes on: whatever the others would reach it has reached before. */
  const first = (number: number, { pods }: Alike) => (held.get(number)?.values().next().value ?? pods[0])!;
  const pods = groups.flatMap(({ group, hops, from }) => {
    const own = held.get(group.number);
    const reached = own === undefined ? group.pods : group.pods.filter((pod) => !own.has(pod));
    return reached.length === 0 ? [] : [{ pods: reached, hops, from: first(from.number, from) }];
  });
  return {
    pods,
    internet: internet === 'not-reached' ? internet : { ...internet, from: first(internet.from.number, internet.from) },
  };
}

/** The parts of groups that are held, in the order of their first pods. */
function startGroups({ groups, of, rank }: Crowd, starts: readonly Pod[]): readonly Alike[] {
  const sorted = starts.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  const parts = new Map<number, Pod[]>();
  for (const pod of sorted) entry(parts, of.get(pod) ?? 0, () => []).push(pod);
  return [...parts].map(([number, pods]) => ({ ...groups[number]!, pods }));
}

interface Walked {
  readonly groups: readonly Step[];
  readonly internet: (Omit<ReachedInternet, 'from'> & { readonly from: Alike }) | 'not-reached';
}

interface Step {
  readonly group: Alike;
  readonly hops: number;
  readonly from: Alike;
}

/** What is not held of a group that the walk starts from may be reached like any other. */
function walkFrom(crowd: Crowd, starts: readonly Alike[], gates: Gates, walk: Walk): Walked {
  const groups: Step[] = [];
  let internet: Walked['internet'] = 'not-reached';
  let unreached = walk.steps === 'certain' ? [] : crowd.groups;
  let ring = starts;
  for (let hops = 1; ring.length > 0; hops++) {
    if (internet === 'not-reached') internet = toInternet(ring, hops, gates, walk);
    const { reached, others } = nextRing(crowd, ring, unreached);
    for (const { group, from } of reached) groups.push({ group, hops, from });
    unreached = others;
    ring = reached.map(({ group }) => group);
  }
  return { groups, internet };
}

/** Nothing goes on from there. Only the starts are held for certain, so only their steps are certain. */
function toInternet(ring: readonly Alike[], hops: number, gates: Gates, { steps }: Walk): Walked['internet'] {
  const open = ring.map((from) => ({ from, gate: gates(from.classes) })).filter(({ gate }) => gate !== 'closed');
  const sure = hops === 1 ? open.find(({ gate }) => gate === 'certain') : undefined;
  const found = sure ?? (steps === 'certain' ? undefined : open[0]);
  if (found === undefined) return 'not-reached';
  return { hops, from: found.from, certainty: sure === undefined ? 'possible' : 'certain' };
}
