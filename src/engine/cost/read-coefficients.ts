// A table of the user's own: `{ "kind": "CoefficientTable", "items": [{ "column", "count", "low", "high",
// "unit", "source", "upTo" }] }`. What it gives for a column and a count replaces the defaults of that
// pair; the rest stays. The file may hold anything: each fault is data, and nothing throws.

import { type Coefficient, type CoefficientTable, coefficientKey, defaultCoefficients } from './coefficients.ts';
import { columns, type Operation, operations, type StateName, stateNames } from './model.ts';

export interface CoefficientProblem {
  readonly kind: 'problem';
  readonly code:
    | 'not-a-table'
    | 'not-an-item'
    | 'unknown-column'
    | 'unknown-count'
    | 'bad-range'
    | 'bad-unit'
    | 'bad-size';
  readonly message: string;
}

export function readCoefficients(json: unknown): CoefficientTable | CoefficientProblem {
  if (!isRecord(json) || json.kind !== 'CoefficientTable' || !Array.isArray(json.items)) {
    return problem('not-a-table', 'the file should be an object with `kind: CoefficientTable` and a list `items`');
  }
  const given: Coefficient[] = [];
  for (const [i, item] of json.items.entries()) {
    const row = readRow(item, `items[${i}]`);
    if ('kind' in row) return row;
    given.push(row);
  }
  const calibrated = new Set(given.map(coefficientKey));
  const kept = defaultCoefficients.rows.filter((row) => !calibrated.has(coefficientKey(row)));
  return { rows: [...kept, ...given], calibrated };
}

function readRow(item: unknown, at: string): Coefficient | CoefficientProblem {
  if (!isRecord(item)) return problem('not-an-item', `${at} should be an object`);
  const column = columns.find((name) => name === item.column);
  if (column === undefined) return problem('unknown-column', `${at}.column should be one of ${columns.join(', ')}`);
  const names: readonly (Operation | StateName)[] = [...operations, ...stateNames];
  const count = names.find((name) => name === item.count);
  if (count === undefined) return problem('unknown-count', `${at}.count should be one of ${names.join(', ')}`);
  const { low, high, unit, source, upTo } = item;
  if (!isAmount(low) || !isAmount(high) || low > high) {
    return problem('bad-range', `${at} should have numbers \`low\` and \`high\`, not negative, low first`);
  }
  const expected = operations.some((name) => name === count) ? 'ns' : 'bytes';
  if (unit !== expected) return problem('bad-unit', `${at}.unit should be \`${expected}\` for ${count}`);
  if (upTo !== undefined && !(isAmount(upTo) && upTo > 0)) {
    return problem('bad-size', `${at}.upTo should be a number of entries above zero, or be left out`);
  }
  const said = typeof source === 'string' ? source : 'calibrated';
  return { column, count, upTo: upTo === undefined ? 'any-size' : upTo, low, high, unit: expected, source: said };
}

function problem(code: CoefficientProblem['code'], message: string): CoefficientProblem {
  return { kind: 'problem', code, message };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
