import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from './law.ts';
import { laws } from './laws.ts';

const SEED = 20261122;
/** Only to end what hangs: on a busy machine a law may take many times as long as by itself. */
const HANGS = 120_000;

describe('laws', () => {
  test.each(laws)('$name', { timeout: HANGS }, ({ run, few }) => {
    expect(run(few, SEED).size).toBeGreaterThan(0);
  });
});

describe('a law', () => {
  test('that is broken shows the smallest case and the seed', () => {
    const small = law('numbers are small', fc.nat(1000), (n, count) => {
      count('number');
      if (n > 7) throw new Error(`${n} is not small`);
    });
    expect(() => small.run(100, 1)).toThrow(/numbers are small: broken with --seed 1 by\n8\nError: 8 is not small/);
  });

  test('whose cases are too much alike is broken too', () => {
    const idle = law('all is well', fc.constant(1), (_, count) => count('allowed'), { shares: { denied: [0.1, 0.5] } });
    expect(() => idle.run(10, 1)).toThrow('all is well: idle, since `denied` is 0.000 of the cases, not 0.1 to 0.5');
  });
});
