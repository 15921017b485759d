// What the page makes of the answers of an input that is too large to list.

import { describe, expect, test } from 'vitest';
import type { Inventory, NamespaceContents, NamespaceView } from '../../src/session/questions.ts';
import { overlaid } from '../../src/ui/large.ts';
import { needs } from '../../src/ui/needs.ts';
import { reduce, textAsLoaded } from '../../src/ui/reduce.ts';
import type { AppState } from '../../src/ui/state.ts';
import { flowList, inventory, policy, stateAfter } from './given.ts';

const one = { yes: 1, no: 0, unknown: 0 };
const namespace = (name: string, policies = 1): NamespaceView => ({
  name,
  given: true,
  labels: {},
  holds: { pods: 1, workloads: 1, policies, ingress: one, egress: one },
});
const counted = (changes: Partial<Inventory> = {}): Inventory =>
  inventory({
    detail: 'by-namespace',
    namespaces: [namespace('data'), namespace('shop')],
    policies: [],
    ...changes,
  });
const contents: NamespaceContents = {
  kind: 'NamespaceContents',
  namespaces: ['shop'],
  workloads: [],
  policies: [policy],
  before: [],
  ends: [],
};

function open(view: Partial<AppState['view']> = {}): AppState {
  return stateAfter({ kind: 'load-ended', title: 'large', scenario: '', inventory: counted() }, { kind: 'went', view });
}
const asked = (state: AppState) => needs(state).map(({ slot, question }) => [slot, question]);

describe('of a large input', () => {
  test('nothing is asked before somebody looks at a namespace', () => {
    expect(asked(open())).toEqual([]);
    expect(asked(open({ namespace: 'nowhere' }))).toEqual([]);
  });

  test('what is asked is about the namespaces in view', () => {
    expect(asked(open({ namespace: 'shop', focus: 'data/sts/db' }))).toEqual([
      ['contents', { namespaces: ['data', 'shop'] }],
      ['flows', { by: 'workload', from: [], to: [], port: '', namespaces: ['shop'], far: 'folded' }],
    ]);
    expect(asked(open({ query: 'ns=web -dns' }))).toEqual([['found', { text: 'web', most: 20 }]]);
  });

  test('pods are not listed one by one', () => {
    const [, flows] = asked(open({ namespace: 'shop', by: 'pod' }));
    expect(flows?.[1]).toMatchObject({ by: 'workload' });
  });

  test('the contents of a namespace become its lists, and the texts that edits start from', () => {
    const waiting = reduce(open({ namespace: 'shop' }), { kind: 'asked', slot: 'contents', key: 'k' });
    const state = reduce(waiting, { kind: 'answered', slot: 'contents', key: 'k', answer: contents });
    expect(state.input).toMatchObject({ inventory: { policies: [policy] } });
    expect(textAsLoaded(state, 'edit:shop/deny')).toBe(policy.text);
  });

  test('the flows of one namespace do not pass for those of another', () => {
    const waiting = reduce(open({ namespace: 'shop' }), { kind: 'asked', slot: 'flows', key: 'k' });
    const state = reduce(waiting, { kind: 'answered', slot: 'flows', key: 'k', answer: flowList() });
    expect(reduce(state, { kind: 'went', view: { focus: 'shop/deploy/web' } }).answers.flows.answer).not.toBe('none');
    expect(reduce(state, { kind: 'went', view: { namespace: 'data' } }).answers.flows.answer).toBe('none');
  });
});

test('edits replace the namespaces that they touch, and take away and add others', () => {
  const edits = counted({
    detail: 'edits',
    files: [],
    namespaces: [namespace('new'), namespace('shop', 2)],
    gone: ['data'],
  });
  const after = overlaid(counted(), edits);
  expect(after.detail).toBe('by-namespace');
  expect(after.files).toEqual(counted().files);
  expect(after.namespaces.map(({ name, holds }) => [name, holds?.policies])).toEqual([
    ['new', 1],
    ['shop', 2],
  ]);
});

test('progress is told while an input is read, and no longer', () => {
  const progress = { bytes: 5, of: 10, objects: 3 };
  const loading = stateAfter(
    { kind: 'load-started', title: 'a', step: 'reading' },
    { kind: 'load-progressed', progress },
  );
  expect(loading.input).toMatchObject({ progress });
  expect(reduce(open(), { kind: 'load-progressed', progress }).input.kind).toBe('loaded');
});
