// Every rule of the API server's validation that we know by number has a row of input and code (X1 to X11 for
// NetworkPolicy, X20 to X31 for v1alpha1 and X40 to X46 for v1alpha2 of the cluster-wide kinds).

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tables = ['network-policy.test.ts', 'admin-policies.test.ts', 'cluster-policies.test.ts'].map((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8'),
);

/** A row begins with its name, and the name with its rule. */
const named = new Set(
  tables.flatMap((text) => [...text.matchAll(/\[\s*['"]X(\d+) /g)].map(([, rule]) => Number(rule))),
);

function from(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

test.each([...from(1, 11), ...from(20, 31), ...from(40, 46)])('X%i has a row', (rule) => {
  expect(named.has(rule)).toBe(true);
});

test('no row names a rule that there is not', () => {
  const known = new Set([...from(1, 11), ...from(20, 31), ...from(40, 46)]);
  expect([...named].filter((rule) => !known.has(rule))).toEqual([]);
});
