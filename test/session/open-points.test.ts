// The table of open points is complete, and names only switches, values and codes that there are.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assumptionKeys, assumptionValues, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { openPoints } from '../../src/session/open-points.ts';
import { codes } from '../../src/snapshot/diagnostic.ts';

const rows = readFileSync('docs/open-points.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| F') && !line.startsWith('| F |'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

function words(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

test.each(Array.from({ length: 24 }, (_, i) => `F${i + 1}`))('%s has a row', (flag) => {
  expect(rows.map(([, first]) => first)).toContain(flag);
});

test.each(assumptionKeys)('%s stands under its open point, with its values, the default first', (key) => {
  const row = rows.find(([, , , way]) => words(way)[0] === key);
  expect(row?.[1]).toBe(openPoints[key].flag);
  expect(words(row?.[3]).slice(1)).toEqual([...assumptionValues[key]]);
  expect(assumptionValues[key][0]).toBe(defaultAssumptions[key]);
});

test('a point without a switch has a note, and each tells its default and how it shows', () => {
  for (const [, flag, situation, way, answered, shows] of rows) {
    expect(way === 'note' || way?.startsWith('`'), flag).toBe(true);
    expect([situation, answered, shows], flag).not.toContain('');
  }
});

test('every code that it names is one that there is', () => {
  const known: readonly string[] = [...codes, 'because', 'partly', 'pairs', 'yes', 'unknown', 'networks'];
  const named = rows.flatMap((row) => words(row[5])).filter((word) => /^[a-z-]+$/.test(word));
  expect(named.filter((word) => !known.includes(word))).toEqual([]);
});
