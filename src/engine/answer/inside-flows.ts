// Flows between the pods of one unit and those of each other: pairs of classes with some possible port, counted.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Pod } from '../model/cluster.ts';
import type { PortSet } from '../sets/ports.ts';
import type { FlowScope } from './flow-scope.ts';
import { type Hangs, hangingOf } from './hanging.ts';
import type { Ends, FamilyEnds, Own } from './members.ts';
import { type Hosts, hostsOf, type Near } from './own-hosts.ts';
import { countApart, countBetween, countInFamily, type PodPair, podPairs } from './pod-pairs.ts';
import { type Receivers, receiversOf } from './receivers.ts';
import { count, emptyTally, type FlowItem, folding, note, reasonsOf, type Tally } from './tally.ts';
import { isNamedInReasons, type Placed, type Why, whyOf } from './why.ts';

/** By number of a unit: what its pods may send. Units are asked for in ascending order. */
export type FlowsFrom = (unit: number) => Generator<FlowItem, void, undefined>;

export function insideFlows(compiled: Compiled, ends: Ends, scope: FlowScope): FlowsFrom {
  const { answers } = compiled;
  const asked: Asked = {
    to: ends.units.map(scope.to),
    near: ends.units.map(scope.near),
    senders: ends.units.flatMap((unit, number) => (scope.from(unit) ? [number] : [])),
    why: scope.why,
  };
  const families = compiled.families.map((family, index) => familyFlows(compiled, family, index, ends, asked));
  const fold = folding(answers);
  return function* (from) {
    const tallies: Tallies = new Map();
    for (const family of families) tallyFamily(compiled, family, from, tallies, asked);
    for (const [to, tally] of [...tallies].sort(([a], [b]) => a - b)) {
      const byFamily = ends.families.map((family) => countInFamily(family, from, to));
      const pairs = byFamily.reduce((sum, each) => sum + each, countApart(ends, from, to));
      const because = reasonsOf(tally, byFamily, answers.none);
      yield { from: ends.units[from]!, to: ends.units[to]!, ...fold(tally, pairs), because };
    }
  };
}

/** By unit of a receiver. */
type Tallies = Map<number, Tally>;

/** By number of a unit. */
interface Asked {
  readonly to: readonly boolean[];
  readonly near: readonly boolean[];
  readonly senders: readonly number[];
  readonly why: FlowScope['why'];
}

interface FamilyFlows {
  readonly index: number;
  readonly ends: FamilyEnds;
  readonly hangs: Hangs;
  readonly hosts: Hosts;
  readonly why: Why;
  readonly receivers: (from: number) => Receivers;
}

function familyFlows(
  compiled: Compiled,
  family: CompiledFamily,
  index: number,
  { families, unitOf }: Ends,
  asked: Asked,
): FamilyFlows {
  const ends = families[index]!;
  const receivers = (isTold: (unit: number) => boolean, senders: readonly number[]) =>
    lazily(() => {
      const wanted = ends.members.flatMap((list, i) => (list.some(({ unit }) => isTold(unit)) ? [i] : []));
      return receiversOf(family, compiled.answers, wanted, senders, (unit) => ends.own[unit]!.map(({ i }) => i));
    });
  // A unit that is not near sends to those that are.
  const near = receivers(
    (unit) => asked.to[unit]! && asked.near[unit]!,
    asked.senders.filter((unit) => !asked.near[unit]!),
  );
  const all = receivers(
    (unit) => asked.to[unit]!,
    asked.senders.filter((unit) => asked.near[unit]!),
  );
  return {
    index,
    ends,
    hangs: hangingOf(family),
    hosts: hostsOf(compiled, family, ends, unitOf),
    why: whyOf(compiled, family),
    receivers: (from) => (asked.near[from]! ? all() : near()),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined; // a memo nobody can see
  return () => {
    made ??= make();
    return made;
  };
}

function tallyFamily(
  { answers, ports }: Compiled,
  { index, ends, hangs, hosts, why, receivers }: FamilyFlows,
  from: number,
  tallies: Tallies,
  asked: Asked,
): void {
  const isTold = (to: number): boolean => asked.to[to]! && (asked.near[from]! || asked.near[to]!);
  const possible = (answer: number): PortSet => ports.portSet(answers.reach(answer).possible);
  const asking =
    (answer: number): WhyFar =>
    (from, to) =>
      why(from, to, 'far', possible(answer));
  const counted = (to: Own, answer: number, pairs: number): Tally => {
    const unit = to.members.unit;
    const tally = tallies.get(unit) ?? emptyTally();
    tallies.set(unit, tally);
    count(tally, index, answer, pairs, answers);
    return tally;
  };
  for (const sender of ends.own[from]!) {
    const near = hosts.near(sender, isTold);
    for (const { source, target, to, answer } of near.pairs) {
      if (answers.reach(answer).possible === ports.none) continue;
      const tally = counted(to, answer, 1);
      if (asked.why === 'told')
        note(tally, why(placed(source, sender.i), placed(target, to.i), 'near', possible(answer)));
    }
    receivers(from).of(from, sender.i, (i, answer) => {
      for (const members of ends.members[i]!) {
        if (!isTold(members.unit)) continue;
        const to = { i, members };
        const pairs = countBetween(sender, to) - near.to(members);
        if (pairs === 0) continue;
        const tally = counted(to, answer, pairs);
        if (asked.why === 'left out') continue;
        // Of host-network pods it is told what they count as.
        if (hosts.has(sender.i) || hosts.has(i)) note(tally, reasonsOfFar(sender, to, near, asking(answer)));
        else if (hangs(sender.i, i)) note(tally, reasonsOfAny(sender, to, asking(answer)));
      }
    });
  }
}

/** Of two ends that share no node, and open to each other what is asked about. */
type WhyFar = (from: Placed, to: Placed) => readonly Reason[];

function placed(pod: Pod, i: number) {
  return { end: { kind: 'pod' as const, pod }, i };
}

/** Members of a class have one answer, so any pair of them tells why. */
function reasonsOfAny(from: Own, to: Own, why: WhyFar): readonly Reason[] {
  for (const pair of podPairs(from.members.pods, to.members.pods)) return whyOfPair(pair, from, to, why);
  return [];
}

function reasonsOfFar(from: Own, to: Own, near: Near, why: WhyFar): readonly Reason[] {
  const one = ![...from.members.pods, ...to.members.pods].some(isNamedInReasons);
  const found: Reason[] = [];
  for (const pair of podPairs(from.members.pods, to.members.pods)) {
    if (isNear(pair, near)) continue;
    found.push(...whyOfPair(pair, from, to, why));
    if (one) break;
  }
  return found;
}

/** Known to be apart only where both say their node. */
function isNear({ source, target }: PodPair, { pairs }: Near): boolean {
  return pairs.length > 0 && (source.node === 'unknown' || target.node === 'unknown' || source.node === target.node);
}

function whyOfPair({ source, target }: PodPair, from: Own, to: Own, why: WhyFar): readonly Reason[] {
  return why(placed(source, from.i), placed(target, to.i));
}
