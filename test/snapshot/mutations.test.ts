// Valid objects of every kind, spoilt at random: whatever stands where, reading gives objects and diagnostics,
// and everything that is asked of what is left answers.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSession } from '../../src/session/session.ts';
import { givenObjects } from './given-objects.ts';

interface Mutation {
  /** Which of the places of the objects, as a share of all. */
  readonly where: number;
  readonly what: 'replaced' | 'removed' | 'doubled' | 'wrapped' | 'renamed';
  readonly by: unknown;
}

const odd = fc.constantFrom<readonly unknown[]>(
  [null],
  [0],
  [-1],
  [65_536],
  [1.5],
  [1e300],
  [true],
  [''],
  [' '],
  ['80'],
  ['-'],
  ['s'],
  ['web'],
  ['__proto__'],
  ['constructor'],
  ['0.0.0.0/0'],
  ['::/129'],
  ['fd00::5'],
  ['300.1.1.1'],
  ['\ud800'],
  ['a'.repeat(300)],
  [[]],
  [{}],
  [[null]],
  [[[]]],
  [{ kind: 'Pod' }],
  [JSON.parse('{"__proto__": {"a": 1}, "constructor": [], "toString": null}')],
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  what: fc.constantFrom('replaced', 'replaced', 'replaced', 'removed', 'doubled', 'wrapped', 'renamed'),
  by: odd.map(([by]) => by),
});

type Parent = Record<string | number, unknown>;

function mutated(mutations: readonly Mutation[]): readonly unknown[] {
  const objects: unknown[] = structuredClone([...givenObjects]);
  for (const one of mutations) spoil(objects, one);
  return objects;
}

function spoil(objects: unknown[], { where, what, by }: Mutation): void {
  const places = placesIn(objects);
  const place = places[Math.floor(where * places.length)];
  if (place === undefined) return;
  const { parent, key } = place;
  const value = parent[key];
  if (what === 'replaced') set(parent, key, by);
  else if (what === 'wrapped') set(parent, key, Array.isArray(value) ? { items: value } : [value]);
  else if (what === 'doubled' && Array.isArray(parent)) parent.push(structuredClone(value));
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else {
    delete parent[key];
    if (what === 'renamed') set(parent, String(by), value);
  }
}

/** An own field, whatever its name. */
function set(parent: Parent, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: unknown): readonly { readonly parent: Parent; readonly key: string | number }[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Parent;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

const all: readonly string[] = [];

async function everything(text: string, lenient: boolean): Promise<readonly object[]> {
  const ask = createSession();
  const flows = { from: all, to: all, port: '', namespaces: all };
  return [
    await ask('load', { sources: [{ file: 'cluster.json', content: text }], assume: {}, lenient }),
    await ask('flows', { ...flows, by: 'pod', beyond: ['nodes', 'services'] }),
    await ask('lint', { namespaces: all }),
    await ask('exposure', { workloads: all, namespaces: all, entries: 'all' }),
    await ask('canReach', { from: 's/web', to: 'svc/web:80', namespace: 's' }),
    await ask('canReach', { from: '203.0.113.9', to: 'svc/web:80', namespace: 's' }),
  ];
}

function textOf(objects: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

test('the objects that are spoilt are valid', async () => {
  const [inventory] = await everything(textOf(givenObjects), false);
  const errors = (inventory as { diagnostics: readonly { severity: string }[] }).diagnostics.filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors).toEqual([]);
});

test('no spoilt object makes reading or any question throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.boolean(), async (mutations, lenient) => {
      // What cannot cross to a worker would throw there.
      for (const answer of await everything(textOf(mutated(mutations)), lenient)) structuredClone(answer);
    }),
    { numRuns: 40, seed: 20_260_101 },
  );
}, 60_000);
