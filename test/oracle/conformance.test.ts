import { describe, expect, test } from 'vitest';
import { CONFORMANCE, conformance, counts } from '../given/cluster-network-policy-conformance.ts';
import { oracle } from './oracle.ts';

const cases = conformance();
if (cases.length === 0) {
  console.warn(`SKIPPED: ${CONFORMANCE} is not here, so the oracle was not compared with the conformance suite`);
}

describe.skipIf(cases.length === 0)('the oracle agrees with the conformance suite of ClusterNetworkPolicy', () => {
  test('the suite has 301 pokes in 92 subtests of 24 tests', () => {
    expect(counts(cases)).toEqual({ tests: 24, subtests: 92, pokes: 301 });
  });

  for (const [index, { id, subtest, objects, pokes }] of cases.entries()) {
    test(`state ${index + 1}, ${id}: ${subtest}`, () => {
      const { ask } = oracle(objects);
      const told = pokes.map(({ from, to, protocol, port }) => ({
        poke: `${from} > ${to} ${protocol} ${port}`,
        connects: ask({ from: { pod: from }, to: { pod: to }, protocol, port }),
      }));
      const wanted = pokes.map(({ from, to, protocol, port, connects }) => ({
        poke: `${from} > ${to} ${protocol} ${port}`,
        connects: connects ? 'yes' : 'no',
      }));
      expect(told).toEqual(wanted);
    });
  }
});
