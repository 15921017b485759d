// Generated labels and label selectors.
import fc from 'fast-check';
import { ADDED, KEYS, NAMESPACES, perhaps, raw, VALUES, weighted } from './alphabet.ts';

export function labels(): fc.Arbitrary<Record<string, string>> {
  const value = fc.option(fc.constantFrom(...VALUES), { nil: undefined, freq: 2 });
  const added = weighted<string | undefined>([9, fc.constant(undefined)], [1, fc.constantFrom(...VALUES)]);
  return fc
    .tuple(value, value, added, fc.constantFrom(...ADDED))
    .map(([app, tier, hash, key]) => raw({ app, tier, [key]: hash }) as Record<string, string>);
}

/** A selector that may be empty, but is there. */
export function selector(): fc.Arbitrary<object> {
  return weighted<object>(
    [4, fc.constant({})],
    [3, matchLabels().map((matchLabels) => ({ matchLabels }))],
    [4, expressions().map((matchExpressions) => ({ matchExpressions }))],
    [1, fc.record({ matchLabels: perhaps(matchLabels()), matchExpressions: perhaps(expressions()) }).map(raw)],
  );
}

/** A namespaceSelector, which may ask for the name that every namespace has as a label. */
export function namespaceSelector(): fc.Arbitrary<object> {
  const key = 'kubernetes.io/metadata.name';
  const named = fc.constantFrom(...NAMESPACES);
  return weighted<object>(
    [2, selector()],
    [2, expressions().map((matchExpressions) => ({ matchExpressions }))],
    [2, named.map((name) => ({ matchLabels: { [key]: name } }))],
    [1, named.map((name) => ({ matchExpressions: [{ key, operator: 'NotIn', values: [name] }] }))],
  );
}

function matchLabels(): fc.Arbitrary<Record<string, string>> {
  return fc.tuple(key(), fc.constantFrom(...VALUES, '')).map(([key, value]) => ({ [key]: value }));
}

function expressions(): fc.Arbitrary<readonly object[]> {
  return fc.array(expression(), { maxLength: 2, size: 'max' });
}

function expression(): fc.Arbitrary<object> {
  const values = fc.subarray([...VALUES], { minLength: 1 });
  return fc.oneof(
    fc.record({ key: key(), operator: fc.constantFrom('In', 'NotIn', 'NotIn'), values }, { noNullPrototype: true }),
    fc
      .record({ key: key(), operator: fc.constantFrom('Exists', 'DoesNotExist'), values: perhaps(fc.constant([]), 1) })
      .map(raw),
  );
}

function key(): fc.Arbitrary<string> {
  return weighted<string>(
    [5, fc.constantFrom(...KEYS)],
    [3, fc.constantFrom(...ADDED)],
    [1, fc.constant('constructor')],
  );
}
