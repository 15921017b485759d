// The faults are planted by hand now and then; that each still fits the code, in one place, is looked at on every run.
// It is a test of the sources, not of what they do: where a fault is planted it must not be the one to notice.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from './faults.ts';

test('there are seventy-five planted faults or more, each under a name of its own', () => {
  expect(faults.length).toBeGreaterThanOrEqual(75);
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
});

test.each(faults)('$name fits $file in one place', ({ file, find }) => {
  expect(readFileSync(file, 'utf8').split(find).length - 1).toBe(1);
});
