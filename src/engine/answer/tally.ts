// Flows folded over pairs of pods: what every pair has, what only some have, what is open.

import type { ReachIds } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import type { PortTable } from '../compile/port-table.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import { type Family, hasFamily } from '../sets/addresses.ts';
import { difference, intersection, union } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet } from '../sets/ports.ts';
import type { Members } from './members.ts';
import { standsForSeveral, type Unit, unitKey } from './units.ts';
import { distinctReasons } from './verdict.ts';

export interface FlowItem {
  readonly from: Unit;
  readonly to: Unit;
  /** Ports that every pair of pods has, for certain. */
  readonly ports: PortSet;
  /** Ports that are open to question for some pair. */
  readonly unknown: PortSet;
  /** Ports that some pair has for certain, but not every one. */
  readonly partial: PortSet;
  readonly because: readonly Reason[];
}

/** Attempts between two units, gathered by what they may use. */
export interface Tally {
  readonly from: Unit;
  readonly to: Unit;
  readonly counts: Map<string, { readonly reach: ReachIds; pairs: number }>;
  pairs: number;
  /** What some pair of the family may use: families that differ are told (R64). */
  readonly byFamily: Map<Family, ReachIds>;
  readonly because: Map<string, Reason>;
}

export type Tallies = Map<string, Tally>;

/** `pairs` attempts of one family, all with the same answer. */
export interface Attempts {
  readonly from: Members;
  readonly to: Members;
  readonly reach: ReachIds;
  readonly pairs: number;
  readonly family: Family;
}

export function add(tallies: Tallies, { from, to, reach, pairs, family }: Attempts, ports: PortTable): Tally {
  const key = `${from.key} > ${to.key}`;
  const tally = tallies.get(key) ?? emptyTally(from.unit, to.unit);
  tallies.set(key, tally);
  const before = tally.byFamily.get(family) ?? { allowed: ports.none, possible: ports.none };
  tally.byFamily.set(family, {
    allowed: ports.union(before.allowed, reach.allowed),
    possible: ports.union(before.possible, reach.possible),
  });
  const counted = `${reach.allowed} ${reach.possible}`;
  const known = tally.counts.get(counted);
  if (known === undefined) tally.counts.set(counted, { reach, pairs });
  else known.pairs += pairs;
  return tally;
}

function emptyTally(from: Unit, to: Unit): Tally {
  return { from, to, counts: new Map(), pairs: 0, byFamily: new Map(), because: new Map() };
}

/** How many attempts there are between the units that were met: those without any port count too. */
export function countPairs(
  tallies: Tallies,
  members: readonly (readonly Members[])[],
  { classes, family }: CompiledFamily,
  ports: PortTable,
): void {
  const sizes = new Map<string, { pods: number; within: number }>();
  for (const [i, list] of members.entries()) {
    for (const { key, pods } of list) {
      const known = sizes.get(key) ?? { pods: 0, within: 0 };
      const count = i >= classes.firstExternal ? 1 : pods.length;
      sizes.set(key, { pods: known.pods + count, within: known.within + pods.filter(standsForSeveral).length });
    }
  }
  for (const tally of tallies.values()) {
    const from = sizes.get(unitKey(tally.from));
    const to = sizes.get(unitKey(tally.to));
    if (from === undefined || to === undefined) continue;
    const same = unitKey(tally.from) === unitKey(tally.to);
    const pairs = same ? from.pods * (from.pods - 1) + from.within : from.pods * to.pods;
    tally.pairs += pairs;
    if (pairs > 0 && !tally.byFamily.has(family))
      tally.byFamily.set(family, { allowed: ports.none, possible: ports.none });
  }
}

/**
 * Pairs that no family joins: nothing passes between them, so that their units lack every port for one pair.
 * `units` has the pods of each unit that a tally may name.
 */
export function countPairsApart(tallies: Tallies, units: ReadonlyMap<string, readonly Pod[]>): void {
  const stacks = new Map(
    [...units].map(([key, pods]) => [key, { noV4: without(pods, 'IPv4'), noV6: without(pods, 'IPv6') }]),
  );
  for (const tally of tallies.values()) {
    const from = stacks.get(unitKey(tally.from)) ?? outsideStack(tally.from);
    const to = stacks.get(unitKey(tally.to)) ?? outsideStack(tally.to);
    tally.pairs += from.noV4 * to.noV6 + from.noV6 * to.noV4;
  }
}

function without(pods: readonly Pod[], family: Family): number {
  return pods.filter(({ addresses }) => !hasFamily(addresses, family)).length;
}

/** One end, of one family. */
function outsideStack(unit: Unit): { readonly noV4: number; readonly noV6: number } {
  const hasV4 = unit.kind === 'external' && hasFamily(unit.addresses, 'IPv4');
  return { noV4: hasV4 ? 0 : 1, noV6: hasV4 ? 1 : 0 };
}

export function itemOf({ from, to, counts, pairs, byFamily, because }: Tally, table: PortTable): FlowItem {
  let every: PortSet = everyPort;
  let some: PortSet = noPorts;
  let unknown: PortSet = noPorts;
  let counted = 0;
  for (const { reach, pairs: alike } of counts.values()) {
    const allowed = table.portSet(reach.allowed);
    every = intersection(every, allowed);
    some = union(some, allowed);
    unknown = union(unknown, difference(table.portSet(reach.possible), allowed));
    counted += alike;
  }
  const ports = counted < pairs ? noPorts : every;
  return {
    from,
    to,
    ports,
    unknown,
    partial: difference(some, ports),
    because: distinctReasons([...because.values(), ...familyReasons([...byFamily.values()])]),
  };
}

function familyReasons([first, ...others]: readonly ReachIds[]): readonly Reason[] {
  const differ = others.some(({ allowed, possible }) => allowed !== first?.allowed || possible !== first.possible);
  return differ ? [{ flag: 'F13', key: 'none', why: 'what is open between them depends on the IP family' }] : [];
}

export function reaches({ ports, unknown, partial }: Pick<FlowItem, 'ports' | 'unknown' | 'partial'>): boolean {
  return ports.length > 0 || unknown.length > 0 || partial.length > 0;
}
