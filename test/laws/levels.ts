// What flows say of pods, workloads and namespaces is what all the pairs of their pods do, one by one, and what they
// say of an outside address is what each pod does with it.
import fc from 'fast-check';
import { flows } from '../../src/engine/answer/flows.ts';
import type { FlowItem } from '../../src/engine/answer/tally.ts';
import type { Level, Unit } from '../../src/engine/answer/units.ts';
import { disjoint } from '../../src/engine/sets/addresses.ts';
import { has } from '../../src/engine/sets/intervals.ts';
import { portRange } from '../../src/engine/sets/ports.ts';
import { readAddresses } from '../../src/snapshot/address-text.ts';
import { assume, doubtful } from '../arbitrary/assume.ts';
import { outsideAddresses, spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { engineOf } from '../engine/evaluators.ts';
import { type End, oracle } from '../oracle/oracle.ts';
import { showCase } from './agreement.ts';
import { isSeveral, type PairAnswer, type Port, pairAnswer, parts, somePorts, workloadOf } from './brute-force.ts';
import { type CaseOf, type Law, law } from './law.ts';

const folded = fc.record({
  objects: cluster(),
  assume: fc.oneof(assume(), doubtful()),
  level: fc.constantFrom<Level>('pod', 'workload', 'namespace'),
});
type Folded = CaseOf<typeof folded>;
type Count = (sort: string) => void;

export const levelLaws: readonly Law[] = [
  law('flows by pod, workload and namespace say what every pair of their pods does', folded, between, {
    few: 60,
    show: showFolded,
    shares: { every: [0.2, 0.9], partly: [0.001, 0.5], unknown: [0.002, 0.5], none: [0.05, 0.7] },
  }),
  law('flows to and from outside addresses say what every pod does with each address', folded, outside, {
    few: 60,
    show: showFolded,
    shares: { every: [0.2, 0.95], partly: [0.001, 0.5], unknown: [0.002, 0.5], none: [0.03, 0.7] },
  }),
];

function between({ objects, assume, level }: Folded, count: Count): void {
  const judge = oracle(objects, assume);
  const units = byUnit(judge.ends, level, objects);
  const items = flows(engineOf(objects, assume).compiled, level);
  const told = new Map(items.map((item) => [`${unitName(item.from)} > ${unitName(item.to)}`, item]));
  if (told.size < items.filter(({ from, to }) => ![from, to].some(isOutside)).length)
    throw new Error('a pair is told twice');
  for (const port of somePorts(objects, assume, 4)) {
    for (const [from, sources] of units) {
      for (const [to, targets] of units) {
        const pairs = sources.flatMap((source) =>
          targets
            .filter((target) => source !== target || isSeveral(source, objects))
            .map((target) => [source, target] as const),
        );
        const answers = pairs.map(([source, target]) => pairAnswer(judge, { pod: source }, { pod: target }, port));
        expectFold(told.get(`${from} > ${to}`), answers, port, `${from} > ${to}`, count);
      }
    }
  }
}

function outside({ objects, assume, level }: Folded, count: Count): void {
  const judge = oracle(objects, assume);
  const units = byUnit(judge.ends, level, objects);
  const items = flows(engineOf(objects, assume).compiled, level).filter(({ from, to }) => [from, to].some(isOutside));
  for (const address of spread(outsideAddresses(objects), 8)) {
    const holding = items.filter(({ from, to }) => [from, to].some((unit) => holds(unit, address)));
    for (const port of somePorts(objects, assume, 3)) {
      for (const [name, members] of units) {
        for (const direction of ['to', 'from'] as const) {
          const groups = holding.filter((item) => unitName(direction === 'to' ? item.from : item.to) === name);
          if (groups.length > 1) throw new Error(`${address} is in ${groups.length} groups of ${name}`);
          const ends = (pod: string): readonly [End, End] =>
            direction === 'to' ? [{ pod }, { address }] : [{ address }, { pod }];
          const answers = members.map((pod) => pairAnswer(judge, ...ends(pod), port));
          expectFold(groups[0], answers, port, `${name} ${direction} ${address}`, count);
        }
      }
    }
  }
}

/** `ports` has what every pair has, `partial` what some but not all have, `unknown` what is open for some. */
function expectFold(
  item: FlowItem | undefined,
  answers: readonly PairAnswer[],
  { protocol, port }: Port,
  what: string,
  count: Count,
): void {
  const every = answers.length > 0 && answers.every((answer) => answer.every);
  const wanted = {
    ports: every,
    unknown: answers.some(({ unknown }) => unknown),
    partial: !every && answers.some(({ some }) => some),
  };
  for (const set of ['ports', 'unknown', 'partial'] as const) {
    const [member = 0] = portRange(protocol, port, port);
    const found = item !== undefined && has(item[set], member);
    if (found === wanted[set]) continue;
    throw new Error(`${what} ${protocol} ${port}: \`${set}\` should ${wanted[set] ? '' : 'not '}have it`);
  }
  count(every ? 'every' : wanted.unknown ? 'unknown' : wanted.partial ? 'partly' : 'none');
}

function byUnit(
  ends: readonly string[],
  level: Level,
  objects: readonly object[],
): ReadonlyMap<string, readonly string[]> {
  const units = new Map<string, string[]>();
  for (const end of ends) {
    const [namespace, kind, name] = parts(end);
    const own = level === 'pod' ? `${namespace}/${kind}/${name}` : workloadOf(end, objects);
    const unit = level === 'namespace' ? namespace : own;
    units.set(unit, [...(units.get(unit) ?? []), end]);
  }
  return units;
}

function unitName(unit: Unit): string {
  switch (unit.kind) {
    case 'pod':
      return `${unit.pod.namespace.name}/${unit.pod.kind}/${unit.pod.name}`;
    case 'workload':
      return `${unit.workload.namespace}/${unit.workload.kind}/${unit.workload.name}`;
    case 'namespace':
      return unit.name;
    case 'node':
      return unit.node.name;
    case 'external':
      return 'outside';
  }
}

function isOutside({ kind }: Unit): boolean {
  return kind === 'external';
}

function holds(unit: Unit, address: string): boolean {
  const asked = readAddresses(address);
  return unit.kind === 'external' && asked !== undefined && !disjoint(unit.addresses, asked);
}

function showFolded(example: Folded): string {
  return `${showCase(example)}\n# by ${example.level}`;
}
