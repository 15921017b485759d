// Members of a class can be exchanged, and a flow is what both its sides leave open. The compiled form says which
// ends are of a class; the readable evaluator, which knows no classes, says whether they answer alike.
import fc from 'fast-check';
import { explainSide } from '../../src/engine/answer/explain.ts';
import { portsThat } from '../../src/engine/answer/reach.ts';
import { classOf, countsAsNode } from '../../src/engine/answer/reachable.ts';
import type { CompiledFamily } from '../../src/engine/compile/compile.ts';
import type { Endpoint } from '../../src/engine/model/cluster.ts';
import { type Direction, directions } from '../../src/engine/model/policy.ts';
import { equal } from '../../src/engine/sets/intervals.ts';
import { everyPort } from '../../src/engine/sets/ports.ts';
import { POD_IPV4 } from '../arbitrary/alphabet.ts';
import { assume } from '../arbitrary/assume.ts';
import { outsideAttempts, podAttempts, spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { type Engine, endpoint, engineOf, evaluators, ternaryOf } from '../engine/evaluators.ts';
import { type Family, oracle } from '../oracle/oracle.ts';
import { kindOf, own } from '../oracle/raw.ts';
import { and } from '../oracle/three.ts';
import { cases, showCase } from './agreement.ts';
import { type Law, law } from './law.ts';
import { someAddresses } from './open-rows.ts';

/** Among the ends are two pods that differ in one port, or in their address, or in nothing. */
const withTwins = fc
  .record({
    objects: cluster(),
    assume: assume(),
    name: fc.constantFrom('http', 'dns'),
    protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
    numbers: fc.tuple(fc.constantFrom(53, 80), fc.constantFrom(53, 80)),
    addresses: fc.tuple(fc.constantFrom(...POD_IPV4), fc.constantFrom(...POD_IPV4)),
  })
  .map(({ objects, assume, name, protocol, numbers, addresses }) => {
    const pod = objects.find((object) => kindOf(object) === 'v1 Pod');
    const [one, two] = [0, 1].map((at) => {
      const ports = [{ name, protocol, containerPort: numbers[at] }];
      const spec = { containers: [{ name: 'main', image: 'i', ports }] };
      const metadata = { ...Object(own(pod, 'metadata')), name: `twin-${at}` };
      return { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { podIP: addresses[at] } };
    });
    return { objects: pod === undefined ? objects : [...objects, Object(one), Object(two)], assume };
  });

export const classLaws: readonly Law[] = [
  law(
    'two members of a class answer alike to every other end',
    withTwins,
    ({ objects, assume }, count) => {
      const engine = engineOf(objects, assume);
      const pods = engine.cluster.pods.map((pod): Endpoint => ({ kind: 'pod', pod }));
      const ends = [...pods, ...someAddresses(objects).map((address) => endpoint({ address }, engine.cluster))];
      for (const family of engine.compiled.families) {
        const members = ends.filter((end) => classOf(family, end) !== undefined && !isNode(end, engine));
        for (const [a, b] of twins(members, family)) {
          for (const other of members) {
            if (other === a || other === b || (a.kind === 'external' && other.kind === 'external')) continue;
            expectAlike(engine, family.family, [a, b], other);
            count(a.kind === 'pod' ? 'two pods' : 'two addresses');
          }
        }
      }
    },
    { few: 60, show: showCase, shares: { 'two pods': [0.02, 0.9], 'two addresses': [0.1, 0.98] } },
  ),
  law(
    'a flow is what egress at its source and ingress at its destination both leave open',
    cases,
    ({ objects, assume }, count) => {
      const engine = engineOf(objects, assume);
      const judge = oracle(objects, assume);
      const tried = [...spread(podAttempts(objects, assume), 30), ...spread(outsideAttempts(objects, assume), 15)];
      for (const attempt of tried) {
        const family: Family = attempt.family ?? 'IPv4';
        const [from, to] = [endpoint(attempt.from, engine.cluster), endpoint(attempt.to, engine.cluster)];
        const whole = evaluators.compiled(engine, from, to)[family];
        if (whole === undefined) continue;
        const sides = directions.map((direction) => {
          const wanted = judge.side(direction, { ...attempt, family });
          const found = ternaryOf(sideOf(engine, family, from, to, direction), attempt);
          if (found === wanted) return wanted;
          throw new Error(`${direction} of ${JSON.stringify(attempt)}: the oracle says ${wanted}, the engine ${found}`);
        });
        const both = ternaryOf(whole, attempt);
        if (both !== and(sides)) throw new Error(`${JSON.stringify(attempt)}: ${sides} make ${both}`);
        count(sides.join(' and '));
      }
    },
    {
      few: 60,
      show: showCase,
      shares: { 'yes and no': [0.05, 0.5], 'no and yes': [0.03, 0.5], 'no and no': [0.005, 0.3] },
    },
  ),
];

/** The own node of a pod is told by no class. */
function isNode(end: Endpoint, { compiled }: Engine): boolean {
  return end.kind === 'pod' && countsAsNode(end.pod, compiled);
}

/** The first of each class with each of the others. */
function twins(ends: readonly Endpoint[], family: CompiledFamily): readonly (readonly [Endpoint, Endpoint])[] {
  const firsts = new Map<number | undefined, Endpoint>();
  return ends.flatMap((end) => {
    const first = firsts.get(classOf(family, end));
    if (first === undefined) firsts.set(classOf(family, end), end);
    return first === undefined ? [] : [[first, end] as const];
  });
}

function expectAlike(engine: Engine, family: Family, [a, b]: readonly [Endpoint, Endpoint], other: Endpoint): void {
  for (const direction of directions) {
    const pairs = [
      [sideOf(engine, family, a, other, direction), sideOf(engine, family, b, other, direction)],
      [sideOf(engine, family, other, a, direction), sideOf(engine, family, other, b, direction)],
    ] as const;
    for (const [left, right] of pairs) {
      if (equal(left.allowed, right.allowed) && equal(left.possible, right.possible)) continue;
      throw new Error(`${direction}: ${[a, b, other].map(shown).join(' and ')} are of one class, and differ`);
    }
  }
}

function sideOf({ cluster }: Engine, family: Family, from: Endpoint, to: Endpoint, direction: Direction) {
  const trace = explainSide(cluster, { from, to, family, ports: everyPort }, direction);
  return { allowed: portsThat(trace, ['yes']), possible: portsThat(trace, ['yes', 'unknown']) };
}

function shown(end: Endpoint): string {
  return end.kind === 'pod'
    ? `${end.pod.namespace.name}/${end.pod.name}`
    : `${[...end.addresses.v4, ...end.addresses.v6]}`;
}
