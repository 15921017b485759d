// The upstream e2e suite, by both evaluators of the engine (the oracle runs it beside itself).

import { describe, expect, test } from 'vitest';
import { kubernetesE2e } from '../given/kubernetes-e2e.ts';
import { endpoint, engineOf, evaluators, ternaryOf } from './evaluators.ts';

const cases = kubernetesE2e();

describe.skipIf(cases.length === 0)('../shared/cases/kubernetes-e2e.json', () => {
  test.each(['explain', 'compiled'] as const)('%s answers 65 of 65 probes', (name) => {
    const right = cases.filter(({ objects, pods, probe }) => {
      const engine = engineOf(objects);
      const denied = new Set(probe.denied.map(([from, to]) => `${from} ${to}`));
      return pods.every((from) =>
        pods
          .filter((to) => to !== from)
          .every((to) => {
            const ends = [from, to].map((pod) => endpoint({ pod }, engine.cluster));
            const [a, b] = ends;
            if (a === undefined || b === undefined) return false;
            const answers = Object.values(evaluators[name](engine, a, b)).map((pair) => ternaryOf(pair, probe));
            const wanted = denied.has(`${from} ${to}`) ? 'no' : 'yes';
            return answers.length > 0 && answers.every((answer) => answer === wanted);
          }),
      );
    });
    expect(right.length).toBe(65);
    expect(cases.length).toBe(65);
  });
});
