import { describe, expect, test } from 'vitest';
import { current } from '../../src/ui/history.ts';
import { needs } from '../../src/ui/needs.ts';
import { editsKey, reduce, textFor } from '../../src/ui/reduce.ts';
import type { AppState, Event } from '../../src/ui/state.ts';
import { firstView, isSideShown, toggledSide, type View } from '../../src/ui/view.ts';
import { digest, flowList, inventory, loaded, policyText, stateAfter } from './given.ts';

const id = 'edit:shop/deny';
const typed = (text: string, burst = 'one'): Event => ({ kind: 'typed', id, text, label: 'edit shop/deny', burst });

/** The session takes the edits as they are now. */
function accepted(state: AppState): AppState {
  return reduce(state, { kind: 'edits-answered', key: editsKey(state), inventory: inventory() });
}

/** The session finds the text in the editor wrong. */
function rejected(state: AppState): AppState {
  const diagnostics = [
    { severity: 'error', code: 'bad-yaml', message: 'not valid YAML', at: { file: id, line: 2, column: 1 } },
  ] as const;
  return reduce(state, { kind: 'edits-answered', key: editsKey(state), inventory: inventory({ diagnostics }) });
}

describe('an edit', () => {
  test('counts once the session has taken it, and can be undone and redone', () => {
    const draft = reduce(stateAfter(loaded), typed('a: 1\n'));
    expect(current(draft.history).edits).toEqual([]);
    const taken = accepted(draft);
    expect(current(taken.history).edits).toEqual([{ kind: 'apply', id, text: 'a: 1\n' }]);
    const undone = reduce(taken, { kind: 'moved', at: 0 });
    expect(textFor(undone, id)).toBe(policyText);
    const redone = reduce(undone, { kind: 'moved', at: 1 });
    expect(redone.history).toEqual(taken.history);
  });

  test('that is not valid keeps the last valid result, and the text as typed', () => {
    const valid = accepted(reduce(stateAfter(loaded), typed('a: 1\n')));
    const wrong = rejected(reduce(valid, typed('a: [\n')));
    expect(wrong.draft).toMatchObject({ kind: 'invalid', text: 'a: [\n' });
    expect(textFor(wrong, id)).toBe('a: [\n');
    expect(editsKey(wrong)).toBe(editsKey(valid));
    expect(wrong.revision).toBe(valid.revision);
  });

  test('in one burst of typing is one step, and in two bursts two', () => {
    const once = accepted(reduce(accepted(reduce(stateAfter(loaded), typed('a: 1'))), typed('a: 12')));
    expect(once.history.steps).toHaveLength(2);
    const twice = accepted(reduce(once, typed('a: 123', 'two')));
    expect(twice.history.steps).toHaveLength(3);
  });

  test('back to the text as loaded is no edit', () => {
    const there = accepted(reduce(stateAfter(loaded), typed('a: 1')));
    const back = accepted(reduce(there, typed(policyText, 'two')));
    expect(current(back.history).edits).toEqual([]);
  });

  test('that the session refuses is taken back, with its reason', () => {
    const step = reduce(stateAfter(loaded), {
      kind: 'stepped',
      label: 'delete',
      edits: [{ kind: 'apply', id: 'x', text: '' }],
    });
    const refused = reduce(step, { kind: 'edits-refused', key: editsKey(step), message: 'no such policy' });
    expect(current(refused.history).edits).toEqual([]);
    expect(refused.notices.at(-1)?.text).toBe('no such policy');
  });

  test('answered for a text that has changed since is left alone', () => {
    const draft = reduce(stateAfter(loaded), typed('a: 1'));
    const later = reduce(draft, typed('a: 2'));
    expect(reduce(later, { kind: 'edits-answered', key: editsKey(draft), inventory: inventory() })).toBe(later);
  });
});

describe('what is asked', () => {
  test('is nothing before an input is open, and the flows after', () => {
    expect(needs(stateAfter())).toEqual([]);
    expect(needs(stateAfter(loaded)).map((need) => need.slot)).toEqual(['flows']);
  });

  test('holds nodes and Services where the view wants them', () => {
    const asked = needs(stateAfter(loaded, { kind: 'went', view: { beyond: ['nodes'] } }));
    expect(asked[0]?.question).toMatchObject({ beyond: ['nodes'] });
    expect(needs(stateAfter(loaded))[0]?.question).not.toHaveProperty('beyond');
  });

  test('waits until the session holds the edits', () => {
    const step = reduce(stateAfter(loaded), {
      kind: 'stepped',
      label: 'add',
      edits: [{ kind: 'apply', id: 'x', text: 'a: 1' }],
    });
    expect(needs(step)).toEqual([]);
    expect(needs(accepted(step)).map((need) => need.slot)).toEqual(['flows', 'changes']);
  });

  test('follows the lens and the selection', () => {
    const pair = { from: 'shop/deploy/web', to: 'shop/sts/db', port: '5432/TCP' };
    const view = { lens: 'blast', starts: ['shop/deploy/web'], pair } as const;
    const asked = needs(stateAfter(loaded, { kind: 'went', view }));
    expect(asked.map((need) => need.slot)).toEqual(['flows', 'reach', 'blast']);
    expect(asked[1]?.question).toMatchObject({ to: 'shop/sts/db:5432/TCP' });
  });

  test('folds to namespaces where there are many workloads, unless told otherwise', () => {
    const many = inventory({ counts: { pods: 9_000, workloads: 900, namespaces: 40, policies: 90 } });
    const state = stateAfter({ ...loaded, kind: 'load-ended', title: '', scenario: '', inventory: many });
    expect(needs(state)[0]?.question).toMatchObject({ by: 'namespace' });
    const chosen = reduce(state, { kind: 'went', view: { by: 'workload' } });
    expect(needs(chosen)[0]?.question).toMatchObject({ by: 'workload' });
  });
});

test('an answer stays while a newer one is awaited, and an overtaken one is dropped', () => {
  const answer = flowList();
  const asked = reduce(stateAfter(loaded), { kind: 'asked', slot: 'flows', key: 'one' });
  const had = reduce(asked, { kind: 'answered', slot: 'flows', key: 'one', answer });
  const again = reduce(had, { kind: 'asked', slot: 'flows', key: 'two' });
  expect(again.answers.flows).toEqual({ key: 'two', waiting: true, answer });
  expect(reduce(again, { kind: 'answered', slot: 'flows', key: 'one', answer })).toBe(again);
});

describe('the edits of a link', () => {
  const edits = [{ kind: 'apply', id: 'x', text: 'a: 1' }] as const;
  test('wait for the input that they belong to', () => {
    const early = stateAfter({ kind: 'linked', digest: digest.slice(0, 16), edits });
    expect(early.link.kind).toBe('waiting');
    expect(current(reduce(early, loaded).history).edits).toEqual(edits);
  });
  test('are not applied to another input', () => {
    const other = stateAfter(loaded, { kind: 'linked', digest: 'cd'.repeat(8), edits });
    expect(current(other.history).edits).toEqual([]);
    expect(other.link.kind).toBe('waiting');
  });
});

describe('the column of explanation and editor', () => {
  const pair = { from: 'shop/web', to: 'shop/db', port: '' };
  const went = (view: Partial<View>): Event => ({ kind: 'went', view });
  const rows: readonly { readonly name: string; readonly events: readonly Event[]; readonly shown: boolean }[] = [
    { name: 'is not there while nothing needs it', events: [], shown: false },
    { name: 'comes with a pair', events: [went({ pair })], shown: true },
    { name: 'comes with a workload', events: [went({ focus: 'shop/web' })], shown: true },
    { name: 'comes with a policy', events: [went({ editing: id })], shown: true },
    { name: 'is always there in what-if', events: [went({ lens: 'what-if' })], shown: true },
    { name: 'comes when asked for', events: [went({ side: 'shown' })], shown: true },
    { name: 'goes when put away', events: [went({ pair }), went({ side: 'hidden' })], shown: false },
    {
      name: 'stays away in another lens',
      events: [went({ pair }), went({ side: 'hidden' }), went({ lens: 'cost' })],
      shown: false,
    },
    {
      name: 'comes back for what is picked next',
      events: [went({ pair }), went({ side: 'hidden' }), went({ pair: { ...pair, to: 'shop/api' } })],
      shown: true,
    },
    { name: 'stays away when a link says so', events: [went({ pair, side: 'hidden' })], shown: false },
  ];
  for (const { name, events, shown } of rows)
    test(name, () => {
      expect(isSideShown(stateAfter(loaded, ...events).view)).toBe(shown);
    });

  test('toggled twice is as usual', () => {
    for (const view of [firstView, { ...firstView, pair }, { ...firstView, lens: 'what-if' as const }]) {
      const once = { ...view, side: toggledSide(view) };
      expect(isSideShown(once)).toBe(!isSideShown(view));
      expect(toggledSide(once)).toBe('fitting');
    }
  });
});
