// Counts times coefficients, always a range, and always apart from the counts it is made of.

import { type Coefficient, type CoefficientTable, coefficientKey } from './coefficients.ts';
import { type Column, type Operation, type Operations, ops, type State, type StateName, states } from './model.ts';

export interface Estimate<Unit extends 'ns' | 'bytes'> {
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
}

export interface Estimates {
  readonly firstPacket: Estimate<'ns'>;
  readonly state: Estimate<'bytes'>;
  /** 'calibrated' when every coefficient that was used is the user's own. */
  readonly source: 'default' | 'calibrated';
}

/** Counts without a coefficient (a chain, a set's header) add nothing: the range is a lower bound there. */
export function estimates(
  inside: Operations,
  state: State,
  sizes: Operations,
  column: Column,
  table: CoefficientTable,
): Estimates {
  const used: Coefficient[] = [];
  const range = <Unit extends 'ns' | 'bytes'>(
    counts: readonly (readonly [Operation | StateName, number])[],
    unit: Unit,
    size: (count: Operation | StateName) => number,
  ): Estimate<Unit> => {
    let low = 0;
    let high = 0;
    for (const [name, count] of counts) {
      const coefficient = coefficientFor(table, column, name, size(name));
      if (coefficient === undefined || coefficient.unit !== unit) continue;
      used.push(coefficient);
      low += count * coefficient.low;
      high += count * coefficient.high;
    }
    return { unit, low: Math.round(low), high: Math.round(high) };
  };
  const sizeOf = new Map<string, number>(ops.entries(sizes));
  const firstPacket = range(ops.entries(inside), 'ns', (name) => sizeOf.get(name) ?? 0);
  const bytes = range(states.entries(state), 'bytes', () => 0);
  const own = used.length > 0 && used.every((each) => table.calibrated.has(coefficientKey(each)));
  return { firstPacket, state: bytes, source: own ? 'calibrated' : 'default' };
}

function coefficientFor(
  { rows }: CoefficientTable,
  column: Column,
  count: Operation | StateName,
  size: number,
): Coefficient | undefined {
  const fitting = rows
    .filter((row) => row.column === column && row.count === count)
    .sort((a, b) => sizeLimit(a) - sizeLimit(b));
  return fitting.find((row) => size <= sizeLimit(row)) ?? fitting.at(-1);
}

function sizeLimit({ upTo }: Coefficient): number {
  return upTo === 'any-size' ? Number.POSITIVE_INFINITY : upTo;
}
