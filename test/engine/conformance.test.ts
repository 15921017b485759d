// The conformance suite of ClusterNetworkPolicy, by both evaluators of the engine (the oracle runs it beside itself).
import { describe, expect, test } from 'vitest';
import { CONFORMANCE, conformance, counts } from '../given/cluster-network-policy-conformance.ts';
import { endpoint, engineOf, evaluators, ternaryOf } from './evaluators.ts';

const cases = conformance();
if (cases.length === 0) {
  console.warn(`SKIPPED: ${CONFORMANCE} is not here, so the engine was not compared with the conformance suite`);
}

describe.skipIf(cases.length === 0)(CONFORMANCE, () => {
  test.each(['explain', 'compiled'] as const)('%s answers 301 of 301 pokes', (name) => {
    const wrong = cases.flatMap(({ id, subtest, objects, pokes }) => {
      const engine = engineOf(objects);
      return pokes.flatMap((poke) => {
        const [from, to] = [endpoint({ pod: poke.from }, engine.cluster), endpoint({ pod: poke.to }, engine.cluster)];
        const answers = Object.values(evaluators[name](engine, from, to)).map((pair) => ternaryOf(pair, poke));
        const wanted = poke.connects ? 'yes' : 'no';
        const right = answers.length > 0 && answers.every((answer) => answer === wanted);
        return right ? [] : [`${id}: ${subtest}: ${JSON.stringify(poke)} is ${answers}`];
      });
    });
    expect(wrong).toEqual([]);
    expect(counts(cases).pokes).toBe(301);
  });
});
