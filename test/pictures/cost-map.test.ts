import { describe, expect, test } from 'vitest';
import { costMapOf } from '../../src/pictures/cost-map.ts';
import { overlap } from '../../src/pictures/rect.ts';
import type { PolicyCostView } from '../../src/session/answers.ts';
import { random, shuffled } from './given-views.ts';

const size = { width: 1200, height: 700 };

function cost(name: string, entries: number): PolicyCostView {
  const [namespace = '', own = ''] = name.split('/');
  return {
    policy: { kind: 'NetworkPolicy', namespace, name: own },
    state: { busiestNode: {}, cluster: { mapEntries: entries }, scope: 'every-node' },
    marginal: { busiestNode: {}, cluster: {} },
    firstPacket: { deciding: {}, inTheWay: {}, worst: {}, position: 1, of: 1 },
    established: {},
    churn: [],
    estimates: {
      firstPacket: { unit: 'ns', low: 0, high: 0 },
      state: { unit: 'bytes', low: 0, high: 0 },
      source: 'default',
    },
  };
}

const entries = (item: PolicyCostView) => item.state.cluster['mapEntries'] ?? 0;

function some(count: number, seed: number): readonly PolicyCostView[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, i) => cost(`n${i % 5}/p${i}`, Math.floor(next() ** 3 * 200)));
}

describe.each([1, 12, 80, 400].map((count) => [count, some(count, count)] as const))('%i policies', (_, items) => {
  const map = costMapOf(items, entries, size);
  const cells = map.groups.flatMap((group) => group.cells);

  test('the values add up, and policies without any are counted', () => {
    const values = items.map(entries);
    expect(cells.reduce((sum, cell) => sum + cell.value, 0)).toBe(map.total);
    expect(map.total).toBe(values.reduce((sum, value) => sum + value, 0));
    const without = map.groups.reduce((sum, group) => sum + group.without, map.without);
    expect(cells.length + without).toBe(items.length);
    expect(cells.length).toBe(values.filter((value) => value > 0).length);
  });

  test('areas do not overlap and lie in their namespace', () => {
    for (const rects of [cells, map.groups]) {
      expect(rects.flatMap((a, i) => rects.slice(i + 1).filter((b) => overlap(shrunk(a), shrunk(b))))).toEqual([]);
    }
    for (const group of map.groups) for (const cell of group.cells) expect(overlap(group, cell)).toBe(true);
  });

  test('areas of namespaces add up to the map, less the space between them', () => {
    const area = map.groups.reduce((sum, { width, height }) => sum + width * height, 0);
    const whole = size.width * size.height;
    expect(area <= whole).toBe(true);
    expect(map.groups.length === 0 || area > 0.9 * whole).toBe(true);
  });

  test('the order of the input does not show', () => {
    expect(costMapOf(shuffled(items, 3), entries, size)).toEqual(map);
  });
});

test('a larger count never gets a smaller area in its namespace', () => {
  const map = costMapOf(
    ['a/one', 'a/two', 'a/three'].map((name, i) => cost(name, (i + 1) * 50)),
    entries,
    size,
  );
  const areas = map.groups.flatMap(({ cells }) =>
    cells.map(({ value, width, height }) => ({ value, area: width * height })),
  );
  const inOrder = [...areas].sort((a, b) => a.value - b.value).map(({ area }) => area);
  expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
});

test('no policies are an empty map', () => {
  expect(costMapOf([], entries, size)).toEqual({ groups: [], total: 0, without: 0 });
});

function shrunk({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: x + 0.01, y: y + 0.01, width: Math.max(0, width - 0.02), height: Math.max(0, height - 0.02) };
}
