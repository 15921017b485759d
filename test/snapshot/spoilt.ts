// Objects that are valid, and what a generated mutation makes of them: fields replaced, removed, doubled, wrapped, renamed.
import fc from 'fast-check';

export interface Mutation {
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

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  what: fc.constantFrom('replaced', 'replaced', 'replaced', 'removed', 'doubled', 'wrapped', 'renamed'),
  by: odd.map(([by]) => by),
});

type Parent = Record<string | number, unknown>;

export function spoilt(given: readonly unknown[], mutations: readonly Mutation[]): readonly unknown[] {
  const objects: unknown[] = structuredClone([...given]);
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
    if (what === 'renamed') set(parent, typeof by === 'object' ? 'renamed' : String(by), value);
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

export function listText(objects: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}
