// Every allowed flow, told at the level of pods, workloads or namespaces. The compiled form gives pairs
// of classes; here they are folded with their multiplicities, a pod with itself left out.

import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { isAssumed } from '../compile/rows.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { intersection, unionAll } from '../sets/intervals.ts';
import { everyPort, type PortSet } from '../sets/ports.ts';
import { classPairs } from './class-pairs.ts';
import { explain } from './explain.ts';
import { endsOf, type Members, membersOf } from './members.ts';
import type { Part } from './outcomes.ts';
import { gatherOutside } from './outside.ts';
import { countsAsNode, pairReach } from './reachable.ts';
import { add, countPairs, countPairsApart, type FlowItem, itemOf, type Tallies, type Tally } from './tally.ts';
import { type Grouping, podsOfUnits, standsForSeveral, type Unit, unitKey } from './units.ts';
import { decision } from './verdict.ts';

/**
 * `wanted`: of no other pair of units it is worked out what they have, nor why. `near`: one of the two is of these, so
 * that classes without any are only met with those that have some.
 */
export function flows(
  compiled: Compiled,
  level: Grouping,
  wanted: (from: Unit, to: Unit) => boolean = () => true,
  near: ((unit: Unit) => boolean) | 'all' = 'all',
): readonly FlowItem[] {
  const tallies: Tallies = new Map();
  const contexts = compiled.families.map((family) => {
    const members = membersOf(family, level);
    return { compiled, family, members, tallies, wanted, near: near === 'all' ? near : nearClasses(members, near) };
  });
  contexts.forEach(tallyFamily);
  // Only now: what one family closes may be open in the next, and is then closed for some attempts.
  for (const { members, family } of contexts) countPairs(tallies, members, family, compiled.ports);
  // With one family in play every pod has it.
  if (contexts.length > 1) countPairsApart(tallies, podsOfUnits(compiled.cluster, level));
  const items = [...tallies.values()].map((tally) => itemOf(tally, compiled.ports));
  return gatherOutside(items).toSorted(byEnds);
}

function byEnds(a: FlowItem, b: FlowItem): number {
  const [keyA, keyB] = [`${unitKey(a.from)} ${unitKey(a.to)}`, `${unitKey(b.from)} ${unitKey(b.to)}`];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

interface Context {
  readonly compiled: Compiled;
  readonly family: CompiledFamily;
  readonly members: readonly (readonly Members[])[];
  readonly tallies: Tallies;
  readonly wanted: (from: Unit, to: Unit) => boolean;
  readonly near: ReadonlySet<number> | 'all';
}

function nearClasses(members: Context['members'], near: (unit: Unit) => boolean): ReadonlySet<number> {
  return new Set(members.flatMap((units, i) => (units.some(({ unit }) => near(unit)) ? [i] : [])));
}

function tallyFamily(context: Context): void {
  const { compiled, family, near } = context;
  const nodes = nodeClasses(compiled, family);
  for (const { a, b, reach } of classPairs(compiled, family, near)) {
    if (!nodes.has(a) && !nodes.has(b)) addClassPair(context, a, b, reach);
  }
  // Pods of a class differ in their node, so pairs with a host-network pod are judged pod by pod.
  for (const node of nodes) {
    for (let other = 0; other < family.classes.list.length; other++) {
      if (near !== 'all' && !near.has(node) && !near.has(other)) continue;
      addPodPairs(context, node, other);
      if (!nodes.has(other)) addPodPairs(context, other, node);
    }
  }
}

function nodeClasses(compiled: Compiled, { classes }: CompiledFamily): ReadonlySet<number> {
  const isNode = ([first]: readonly Pod[]) => first !== undefined && countsAsNode(first, compiled);
  return new Set(classes.list.flatMap(({ pods }, i) => (isNode(pods) ? [i] : [])));
}

function addClassPair(context: Context, a: number, b: number, reach: ReachIds): void {
  for (const from of context.members[a] ?? []) {
    for (const to of context.members[b] ?? []) {
      const pairs = a === b && from.key === to.key ? pairsWithin(from.pods) : pairsBetween(from, to);
      if (pairs === 0 || !context.wanted(from.unit, to.unit)) continue;
      const { family } = context.family;
      const tally = add(context.tallies, { from, to, reach, pairs, family }, context.compiled.ports);
      if (hangsOnAssumption(context, a, b)) note(tally, reasonsOf(context, from, to));
    }
  }
}

/** Ordered pairs of different pods; an entry that stands for several pods makes one pair with itself. */
function pairsWithin(pods: readonly Pod[]): number {
  return pods.length * (pods.length - 1) + pods.filter(standsForSeveral).length;
}

function pairsBetween(from: Members, to: Members): number {
  return Math.max(from.pods.length, 1) * Math.max(to.pods.length, 1);
}

function addPodPairs(context: Context, a: number, b: number): void {
  const { compiled, family } = context;
  for (const from of context.members[a] ?? []) {
    for (const to of context.members[b] ?? []) {
      if (!context.wanted(from.unit, to.unit)) continue;
      for (const { source, target } of podPairs(from, to)) {
        const reach = pairReach(compiled, family, a, b, source, target);
        if (reach.possible === compiled.ports.none) continue;
        const attempts = { from, to, reach, pairs: 1, family: family.family };
        note(add(context.tallies, attempts, compiled.ports), explained(context, source, target));
      }
    }
  }
}

function podPairs(from: Members, to: Members): readonly { readonly source: Endpoint; readonly target: Endpoint }[] {
  return endsOf(from).flatMap((source) =>
    endsOf(to).flatMap((target) => (isPair(source, target) ? [{ source, target }] : [])),
  );
}

function isPair(source: Endpoint, target: Endpoint): boolean {
  if (source.kind === 'external' || target.kind === 'external') return source.kind !== target.kind;
  return source.pod !== target.pod || standsForSeveral(source.pod);
}

/** Only pairs that touch an assumption are asked why: asking walks the model. */
function hangsOnAssumption({ family: { egress, ingress, classes } }: Context, a: number, b: number): boolean {
  return (
    isAssumed(rowOf(egress, a), b) ||
    isAssumed(rowOf(ingress, b), a) ||
    restsOnInput(classes.list[a]!.representative) ||
    restsOnInput(classes.list[b]!.representative)
  );
}

/** An end about which the input leaves something open. */
function restsOnInput(end: Endpoint): boolean {
  if (end.kind === 'external') return false;
  const { labels, namespace, ports } = end.pod;
  const repeated = new Set(ports.map((port) => `${port.protocol}/${port.name}`)).size < ports.length;
  const sidecars = ports.some((port) => port.container === 'sidecar');
  return (
    labels.open !== 'none' ||
    labels.assumedAbsent !== undefined ||
    namespace.origin === 'not-given' ||
    repeated ||
    sidecars
  );
}

/** Members of a class have one answer, so any pair of them tells why. */
function reasonsOf(context: Context, from: Members, to: Members): readonly Reason[] {
  const [pair] = podPairs(from, to);
  return pair === undefined ? [] : explained(context, pair.source, pair.target);
}

/** The reasons of what is open; why the rest is closed is not this answer's matter. */
function explained({ compiled, family }: Context, from: Endpoint, to: Endpoint): readonly Reason[] {
  const { egress, ingress } = explain(compiled.cluster, { from, to, family: family.family, ports: everyPort });
  const open = intersection(openPorts(egress.parts), openPorts(ingress.parts));
  return [...egress.parts, ...ingress.parts]
    .filter(({ ports }) => intersection(ports, open).length > 0)
    .flatMap(({ because }) => because);
}

function openPorts(parts: readonly Part[]): PortSet {
  return unionAll(parts.filter(({ verdict }) => decision(verdict) !== 'no').map(({ ports }) => ports));
}

function note({ because }: Tally, reasons: readonly Reason[]): void {
  for (const reason of reasons) because.set(`${reason.flag} ${reason.why}`, reason);
}
