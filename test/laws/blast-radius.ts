// The blast radius against a breadth-first walk over single attempts that the oracle answers, and what it may do when
// more is held or more is open: only grow.
import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { type Blast, blastRadius, type Walk } from '../../src/engine/attack/blast-radius.ts';
import { internetKey, podKey } from '../../src/engine/graph/attack-graph.ts';
import { unionAddresses } from '../../src/engine/sets/addresses.ts';
import { readAddresses } from '../../src/snapshot/address-text.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { endpoint, engineOf } from '../engine/evaluators.ts';
import type { PodEnd } from '../oracle/ends.ts';
import { oracle } from '../oracle/oracle.ts';
import { list, own, text } from '../oracle/raw.ts';
import { additions, withRuleAdded } from './adding.ts';
import { showCase } from './agreement.ts';
import { isSeveral, type Port, pairAnswer, parts, somePorts } from './brute-force.ts';
import { type CaseOf, type Law, law } from './law.ts';
import { endsOf } from './selected.ts';

/** What stands for the internet here, and an address in every part of it that generated blocks tell apart. */
const INTERNET = ['203.0.113.0/24', '8.8.8.0/24', '2000::/3'] as const;
const ADDRESSES = ['203.0.113.1', '203.0.113.9', '203.0.113.128', '203.0.113.200', '8.8.8.8', '2000::1'] as const;
const internet = INTERNET.map((block) => readAddresses(block) ?? { v4: [], v6: [] }).reduce(unionAddresses);

const starts = fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 2 });
const attacks = fc.record({
  objects: cluster(),
  assume: assume(),
  starts,
  ports: fc.constantFrom<Walk['ports']>('every-port', 'declared-ports'),
});
type Attack = CaseOf<typeof attacks>;

export const blastLaws: readonly Law[] = [
  law(
    'the blast radius is a breadth-first walk over what is possible, and the first ring is direct reach',
    attacks,
    (attack, count) => {
      const blast = walked(attack);
      const hops = walkedByHand(attack);
      deepStrictEqual(hopsOf(attack, blast), Object.fromEntries([...hops].sort()));
      const reaches = reachesIn(attack);
      const parents = parentsIn(blast);
      for (const [to, ring] of hops) {
        const wanted = [...hops].filter(([from, hop]) => ring > 0 && hop === ring - 1 && reaches(from, to));
        const nearest = wanted.map(([from]) => from).sort();
        if (to === internetKey) ok(nearest.includes(parents.get(to) ?? ''));
        else deepStrictEqual(parents.get(to), nearest[0]);
        count(ring > 1 ? 'later rings' : ring === 1 ? 'first ring' : 'held');
      }
      const missed = oracle(attack.objects, attack.assume).ends.length + 1 - hops.size;
      for (let at = 0; at < missed; at++) count('never');
    },
    {
      few: 40,
      show: showAttack,
      shares: { 'first ring': [0.1, 0.8], 'later rings': [0.005, 0.4], never: [0.02, 0.6] },
    },
  ),
  law(
    'who holds more reaches no less, in no more steps',
    fc.tuple(attacks, fc.nat(5)),
    ([attack, more], count) => {
      const grown = { ...attack, starts: [...attack.starts, more] };
      expectGrown(hopsOf(attack, walked(attack)), hopsOf(grown, walked(grown)), count);
    },
    { few: 50, show: ([attack, more]) => `${showAttack(attack)} and ${more}`, shares: { nearer: [0.02, 0.6] } },
  ),
  law(
    'where a rule opens more, nothing is further away',
    fc.tuple(additions, starts),
    ([addition, starts], count) => {
      const attack: Attack = { ...addition, starts, ports: 'every-port' };
      const opened: Attack = { ...attack, objects: withRuleAdded(addition) };
      expectGrown(hopsOf(attack, walked(attack)), hopsOf(opened, walked(opened)), count);
    },
    { few: 50, shares: { nearer: [0.001, 0.5] } },
  ),
];

type Hops = Readonly<Record<string, number>>;

function expectGrown(less: Hops, more: Hops, count: (sort: string) => void): void {
  for (const [key, hops] of Object.entries(less)) {
    if ((more[key] ?? Number.POSITIVE_INFINITY) > hops)
      throw new Error(`${key} was ${hops} hops away, is ${more[key]}`);
    count(more[key] === hops ? 'as far' : 'nearer');
  }
  for (const key of Object.keys(more)) if (!(key in less)) count('nearer');
}

function walked(attack: Attack): Blast {
  const { cluster, compiled } = engineOf(attack.objects, attack.assume);
  const pods = startsOf(attack).flatMap((end) => {
    const found = endpoint({ pod: end }, cluster);
    return found.kind === 'pod' ? [found.pod] : [];
  });
  return blastRadius(compiled, pods, { ports: attack.ports, steps: 'all', internet });
}

function hopsOf(attack: Attack, { pods, internet: outside }: Blast): Hops {
  const reached = pods.flatMap((group) => group.pods.map((pod) => [podKey(pod), group.hops] as const));
  const held = startsOf(attack).map((start) => [keyOf(start), 0] as const);
  const all = [...held, ...reached, ...(outside === 'not-reached' ? [] : [[internetKey, outside.hops] as const])];
  return Object.fromEntries(all.sort());
}

/** From where each is first reached. */
function parentsIn({ pods, internet: outside }: Blast): ReadonlyMap<string, string> {
  const parents = pods.flatMap(({ pods, from }) => pods.map((pod) => [podKey(pod), podKey(from)] as const));
  return new Map(outside === 'not-reached' ? parents : [...parents, [internetKey, podKey(outside.from)]]);
}

function startsOf({ objects, assume, starts }: Attack): readonly string[] {
  const { ends } = oracle(objects, assume);
  return [...new Set(starts.flatMap((start) => ends[start % ends.length] ?? []))];
}

/** As the graph names them: namespace/Kind/name. */
function keyOf(end: string): string {
  return parts(end).join('/');
}

function walkedByHand(attack: Attack): ReadonlyMap<string, number> {
  const reaches = reachesIn(attack);
  const all = [...oracle(attack.objects, attack.assume).ends.map(keyOf), internetKey];
  const hops = new Map(startsOf(attack).map((start) => [keyOf(start), 0]));
  // A Map's loop meets what is added while it runs: that is the queue.
  for (const [from, hop] of hops) {
    for (const to of all) if (!hops.has(to) && reaches(from, to)) hops.set(to, hop + 1);
  }
  return hops;
}

/** Whether some port is possible, in some family. Nothing goes on from the internet. */
function reachesIn({ objects, assume, ports }: Attack): (from: string, to: string) => boolean {
  const judge = oracle(objects, assume);
  const ends = new Map(endsOf(objects, assume).map((end) => [keyOf(end.name), end]));
  const every = somePorts(objects, assume);
  return (from, to) => {
    const [source, target] = [ends.get(from), ends.get(to)];
    if (source === undefined || (source === target && !isSeveral(source.name, objects))) return false;
    const open = (port: Port, end: { pod: string } | { address: string }) => {
      const { some, unknown } = pairAnswer(judge, { pod: source.name }, end, port);
      return some || unknown;
    };
    if (target === undefined) return ADDRESSES.some((address) => every.some((port) => open(port, { address })));
    const tried = ports === 'every-port' ? every : declaredPorts(target);
    return tried.some((port) => open(port, { pod: target.name }));
  };
}

/** Of containers and sidecars, named or not. */
function declaredPorts({ spec }: PodEnd): readonly Port[] {
  const sidecars = list(spec, 'initContainers').filter((each) => text(each, 'restartPolicy') === 'Always');
  return [...list(spec, 'containers'), ...sidecars].flatMap((container) =>
    list(container, 'ports').map((declared) => {
      const protocol = (['UDP', 'SCTP'] as const).find((each) => each === text(declared, 'protocol')) ?? 'TCP';
      return { protocol, port: Number(own(declared, 'containerPort')) };
    }),
  );
}

function showAttack(attack: Attack): string {
  return `${showCase(attack)}\n# from ${startsOf(attack).join(', ')} over ${attack.ports}`;
}
