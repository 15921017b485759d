import { expect, test } from 'vitest';
import { assumptionKeys, assumptionValues, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assumedPairs, assumptions, knownAssume, withAssumption } from '../../src/ui/assumptions.ts';
import { isAssumed, reduce } from '../../src/ui/reduce.ts';
import { inventory, loaded, stateAfter } from './given.ts';

test('the page knows the assumptions of the engine, each with its values and its default first', () => {
  expect(assumptions.map(({ key }) => key)).toEqual(assumptionKeys);
  for (const { key, values } of assumptions) {
    expect(values.map(({ value }) => value)).toEqual(assumptionValues[key]);
    expect(values[0].value).toBe(defaultAssumptions[key]);
  }
});

test('a choice is said, and going back to the usual says nothing', () => {
  const chosen = withAssumption({}, 'host-network-pods', 'as-pods');
  expect(assumedPairs(chosen)).toEqual([['host-network-pods', 'as-pods']]);
  expect(withAssumption(chosen, 'host-network-pods', 'as-nodes')).toEqual({});
});

test('what nobody knows is not taken', () => {
  expect(
    knownAssume([
      ['warp', '9'],
      ['sidecar-ports', 'perhaps'],
      ['finished-pods', 3],
    ]),
  ).toEqual({});
});

test('another assumption asks for every answer anew, once the session has taken it', () => {
  const state = stateAfter(loaded, { kind: 'went', view: { assume: { 'host-network-pods': 'as-pods' } } });
  expect(isAssumed(state)).toBe(false);
  const taken = { ...inventory().assumptions, 'host-network-pods': 'as-pods' };
  const after = reduce(state, { kind: 'assumed', edited: 'whole', inventory: inventory({ assumptions: taken }) });
  expect(isAssumed(after)).toBe(true);
  expect(after.revision).toBe(state.revision + 1);
});
