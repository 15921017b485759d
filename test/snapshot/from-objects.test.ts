// Objects that are parsed already read as a List of them does.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readObjects } from '../../src/snapshot/from-objects.ts';
import { read } from '../../src/snapshot/read.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { givenObjects } from './given-objects.ts';
import { codes, names } from './reading.ts';
import { listText, mutation, spoilt } from './spoilt.ts';

/** What is read, each origin as the way to its object: there is no text whose place it could tell. */
function plain({ mode, objects, ignored, diagnostics }: Snapshot): string {
  const without = (key: string, value: unknown): unknown => {
    if (key === 'origin' && typeof value === 'object') return (value as { readonly items: unknown }).items;
    if (value instanceof Map) return [...value];
    if (value instanceof Set) return [...value];
    return typeof value === 'bigint' ? `${value}n` : value;
  };
  return JSON.stringify({ mode, objects, ignored, diagnostics }, without, 1);
}

function expectAsRead(objects: readonly unknown[], lenient: boolean): void {
  const text = listText(objects);
  const items: unknown = JSON.parse(text).items;
  expect(plain(readObjects(items as unknown[], { lenient, file: 'cluster.json' }))).toBe(
    plain(read([{ file: 'cluster.json', text }], { lenient })),
  );
}

describe('objects that are parsed already', () => {
  test('read as a List of them does, whatever is wrong with them', () => {
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 4 }), fc.boolean(), (mutations, lenient) => {
        expectAsRead(spoilt(givenObjects, mutations), lenient);
      }),
      { numRuns: 300 },
    );
  });

  test('read as a List of them does, in any order', () => {
    fc.assert(
      fc.property(cluster(), cluster(), (one, other) => expectAsRead([...one, ...other], false)),
      { numRuns: 60 },
    );
  });

  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 's' } };
  const rows: readonly (readonly [
    what: string,
    items: readonly unknown[],
    objects: readonly string[],
    said: string[],
  ])[] = [
    ['none are none', [], [], []],
    ['a List among them is its items', [{ kind: 'List', apiVersion: 'v1', items: [pod] }], ['Pod s/a'], []],
    [
      'a PodList gives its items their kind',
      [{ kind: 'PodList', apiVersion: 'v1', items: [{ metadata: pod.metadata }] }],
      ['Pod s/a'],
      [],
    ],
    ['what is no object is told', [null, 1, 'a', []], [], Array(4).fill('not-an-object')],
    ['the later of two stays', [pod, pod], ['Pod s/a'], ['duplicate-object']],
  ];
  test.each(rows)('%s', (_, items, objects, said) => {
    const snapshot = readObjects(items, { lenient: false });
    expect(names(snapshot)).toEqual(objects);
    expect(codes(snapshot)).toEqual(said);
    expectAsRead(items, false);
  });

  test('any iterable will do, and origins name its file', () => {
    const snapshot = readObjects(new Set([pod]), { lenient: false, file: 'from the cluster' });
    expect(snapshot.objects.map(({ origin }) => [origin.file, origin.items])).toEqual([['from the cluster', [0]]]);
    expect(readObjects([pod], { lenient: false }).objects[0]?.origin.file).toBe('objects');
  });
});
