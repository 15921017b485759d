import { describe, expect, test } from 'vitest';
import { apart } from '../../src/pictures/apart.ts';
import { layersOf } from '../../src/pictures/layering.ts';
import { nearest } from '../../src/pictures/nearest.ts';
import { random } from './given-views.ts';

const arcs = (...texts: readonly string[]) =>
  texts.map((text) => {
    const [from = 0, to = 0, weight = 1] = text.split(' ').map(Number);
    return { from, to, weight };
  });

test.each([
  ['a chain', 3, arcs('0 1', '1 2'), [0, 1, 2]],
  ['the longest way counts', 4, arcs('0 1', '1 2', '0 2', '2 3'), [0, 1, 2, 3]],
  ['a source stands next to what it leads to', 4, arcs('0 1', '1 2', '3 2'), [0, 1, 2, 1]],
  ['of two ways round the heavier holds', 2, arcs('0 1 1', '1 0 5'), [1, 0]],
  ['of equal ways the lower number leads', 3, arcs('0 1', '1 2', '2 0'), [0, 1, 2]],
  ['an arc to itself is none', 1, arcs('0 0'), [0]],
  ['no vertices', 0, [], []],
])('layers: %s', (_, size, given, layers) => {
  expect(layersOf(size, given)).toEqual(layers);
});

test('without a cycle every arc leads to the right', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const next = random(seed);
    const given = Array.from({ length: 60 }, () => {
      const from = Math.floor(next() * 29);
      return { from, to: from + 1 + Math.floor(next() * (29 - from)), weight: next() };
    });
    const layers = layersOf(30, given);
    expect(given.filter(({ from, to }) => (layers[from] ?? 0) >= (layers[to] ?? 0))).toEqual([]);
  }
});

test.each([
  [
    [0, 10, 20],
    [5, 5, 5],
    [0, 10, 20],
  ],
  [
    [0, 0],
    [10, 10],
    [-5, 5],
  ],
  [
    [20, 0, 5],
    [10, 10, 10],
    [-5 / 3, 25 / 3, 55 / 3],
  ],
  [[], [], []],
])('%j apart by %j stand at %j', (wishes, extents, placed) => {
  for (const [i, at] of apart(wishes, extents).entries()) expect(at).toBeCloseTo(placed[i] ?? 0, 9);
});

describe('from a mark', () => {
  const mark = (key: string, x: number, y: number) => ({ key, x, y });
  const here = mark('here', 0, 0);
  const marks = [
    here,
    mark('far', 300, 0),
    mark('near', 100, 10),
    mark('aside', 60, 200),
    mark('below', 0, 50),
    mark('left', -40, 0),
  ];
  test.each([
    ['right', 'near'],
    ['left', 'left'],
    ['down', 'below'],
    ['up', undefined],
  ] as const)('%s is %s', (way, key) => {
    expect(nearest(marks, here, way)?.key).toBe(key);
  });
});
