// Three ways to the same answer: the oracle from raw objects, explain over the model, and the compiled
// classes must agree on every attempt, outside addresses at every boundary included.

import fc from 'fast-check';
import { assume, doubtful } from '../arbitrary/assume.ts';
import { nodeAttempts, outsideAttempts, podAttempts, spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { show } from '../arbitrary/show.ts';
import { endpoint, engineOf, evaluators, ternaryOf } from '../engine/evaluators.ts';
import { type Assume, type Attempt, oracle } from '../oracle/oracle.ts';
import { type Law, law } from './law.ts';

interface Case {
  readonly objects: readonly object[];
  readonly assume: Assume;
}

export const cases: fc.Arbitrary<Case> = fc.record({ objects: cluster(), assume: assume() });

const doubts: fc.Arbitrary<Case> = fc.record({ objects: cluster(), assume: doubtful() });

export function showCase({ objects, assume: assumed }: Case): string {
  return `${show(objects)}\n# assume: ${JSON.stringify(assumed)}`;
}

export const agreement: readonly Law[] = [
  law('the oracle, explain and the compiled form agree on every attempt', cases, agree, {
    few: 150,
    show: showCase,
    shares: { no: [0.1, 0.7], unknown: [0.005, 0.4] },
  }),
  law('they agree where the assumptions leave open what they can', doubts, agree, {
    few: 100,
    show: showCase,
    shares: { no: [0.1, 0.7], unknown: [0.02, 0.6] },
  }),
];

function agree({ objects, assume: assumed }: Case, count: (sort: string) => void): void {
  const judge = oracle(objects, assumed);
  const engine = engineOf(objects, assumed);
  const memo = new Map<
    string,
    readonly [ReturnType<typeof evaluators.explain>, ReturnType<typeof evaluators.explain>]
  >();
  for (const attempt of [
    ...spread(podAttempts(objects, assumed), 400),
    ...spread(outsideAttempts(objects, assumed), 200),
    ...spread(nodeAttempts(objects, assumed), 100),
  ]) {
    const key = JSON.stringify([attempt.from, attempt.to]);
    const [from, to] = [endpoint(attempt.from, engine.cluster, 'source'), endpoint(attempt.to, engine.cluster)];
    const both =
      memo.get(key) ?? ([evaluators.explain(engine, from, to), evaluators.compiled(engine, from, to)] as const);
    memo.set(key, both);
    const wanted = judge.ask(attempt);
    const [explained, compiled] = both.map((pairs) => ternaryOf(pairs[familyOf(attempt)], attempt));
    count(wanted);
    if (explained !== wanted || compiled !== wanted) {
      throw new Error(`${JSON.stringify(attempt)}: oracle ${wanted}, explain ${explained}, compiled ${compiled}`);
    }
  }
}

function familyOf({ family }: Attempt): 'IPv4' | 'IPv6' {
  return family ?? 'IPv4';
}
