import { describe, expect, test } from 'vitest';
import { defaultCoefficients } from '../../src/engine/cost/coefficients.ts';
import { estimates } from '../../src/engine/cost/estimate.ts';
import { readCoefficients } from '../../src/engine/cost/read-coefficients.ts';

const row = { column: 'iptables-legacy', count: 'match', low: 10, high: 30, unit: 'ns', source: 'here' };

function table(...items: readonly unknown[]) {
  return { kind: 'CoefficientTable', items };
}

function read(json: unknown) {
  const found = readCoefficients(json);
  if ('kind' in found) throw new Error(found.message);
  return found;
}

describe('estimates', () => {
  test('are counts times coefficients: 3·20 + 2·51.5 to 3·55 + 2·57.5 ns, 10·503 to 10·630 bytes', () => {
    expect(estimates({ match: 3, jump: 2 }, { rules: 10 }, {}, 'iptables-legacy', defaultCoefficients)).toEqual({
      firstPacket: { unit: 'ns', low: 163, high: 280 },
      state: { unit: 'bytes', low: 5030, high: 6300 },
      source: 'default',
    });
  });

  test.each([
    [1, 90, 108],
    [100, 90, 108],
    [101, 95, 140],
    [16_384, 240, 520],
    [1_000_000, 870, 960],
  ])('two lookups in a policy map of %i entries take %i to %i ns', (entries, low, high) => {
    const { firstPacket } = estimates({ lpm: 2 }, {}, { lpm: entries }, 'bpf', defaultCoefficients);
    expect(firstPacket).toEqual({ unit: 'ns', low, high });
  });

  test('every default is a range with a unit and a source', () => {
    for (const { low, high, unit, source } of defaultCoefficients.rows) {
      expect(low).toBeLessThanOrEqual(high);
      expect(['ns', 'bytes']).toContain(unit);
      expect(source).not.toBe('');
    }
  });
});

describe("a user's table", () => {
  test('replaces what it gives and leaves the rest', () => {
    const own = read(table(row));
    const { firstPacket, source } = estimates({ match: 1, jump: 2 }, {}, {}, 'iptables-legacy', own);
    expect(firstPacket).toEqual({ unit: 'ns', low: 113, high: 145 });
    // The jump is a default still.
    expect(source).toBe('default');
  });

  test('makes an estimate calibrated when nothing else was used', () => {
    expect(estimates({ match: 1 }, {}, {}, 'iptables-legacy', read(table(row))).source).toBe('calibrated');
  });

  test('replaces all sizes of a count', () => {
    const own = read(table({ ...row, column: 'bpf', count: 'lpm', low: 1, high: 2 }));
    expect(estimates({ lpm: 2 }, {}, { lpm: 16_000 }, 'bpf', own).firstPacket).toMatchObject({ low: 2, high: 4 });
  });

  test.each([
    ['not-a-table', undefined],
    ['not-a-table', null],
    ['not-a-table', 'text'],
    ['not-a-table', []],
    ['not-a-table', { kind: 'CoefficientTable' }],
    ['not-a-table', { kind: 'Other', items: [] }],
    ['not-an-item', table(7)],
    ['not-an-item', table(row, [])],
    ['unknown-column', table({ ...row, column: 'ipvs' })],
    ['unknown-count', table({ ...row, count: '__proto__' })],
    ['bad-range', table({ ...row, low: 40 })],
    ['bad-range', table({ ...row, low: -1 })],
    ['bad-range', table({ ...row, high: Number.POSITIVE_INFINITY })],
    ['bad-range', table({ ...row, high: '30' })],
    ['bad-unit', table({ ...row, unit: 'bytes' })],
    ['bad-size', table({ ...row, upTo: 0 })],
  ])('%s: %j', (code, json) => {
    expect(readCoefficients(json)).toMatchObject({ kind: 'problem', code });
  });
});
