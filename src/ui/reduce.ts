// One event, one next state. Pure: no clock, no DOM, no session. An edit counts once the session has taken it; until
// then, and when it refuses, the last valid result stays.

import type { DiagnosticView, ObjectView } from '../session/answers.ts';
import type { Edit, Inventory, ReadProgress, Refusal } from '../session/questions.ts';
import { assumptions } from './assumptions.ts';
import { current, moveTo, noHistory, push, textOf, without, withText } from './history.ts';
import { overlaid, withContents } from './large.ts';
import { type AppState, type Event, firstState, noAnswers } from './state.ts';
import { needsSide, type View } from './view.ts';

export function reduce(state: AppState, event: Event): AppState {
  switch (event.kind) {
    case 'went':
      return turnedTo(state, went(state.view, event.view));
    case 'load-started':
      return { ...state, input: { kind: 'loading', title: event.title, step: event.step, progress: 'none' } };
    case 'load-progressed':
      return progressed(state, event.progress);
    case 'load-ended':
      return loaded(state, event);
    case 'load-failed':
      return { ...state, input: { ...event, kind: 'failed' } };
    case 'closed':
      return { ...firstState, view: { ...firstState.view, theme: state.view.theme }, revision: state.revision + 1 };
    case 'linked':
      return followLink({ ...state, link: { kind: 'waiting', digest: event.digest, edits: event.edits } });
    case 'typed':
      return typed(state, event);
    case 'stepped':
      return stepped(state, event.label, event.edits);
    case 'moved':
      return { ...state, history: moveTo(state.history, event.at), draft: { kind: 'none' } };
    case 'reverted':
      return { ...state, draft: { kind: 'none' } };
    case 'edits-answered':
      return event.key === editsKey(state) ? editsAnswered(state, event.inventory, event.key) : state;
    case 'assumed':
      return assumed(state, event);
    case 'edits-refused':
      return event.key === editsKey(state) ? editsRefused(state, event.message) : state;
    case 'asked':
      return hold(state, event.slot, { ...state.answers[event.slot], key: event.key, waiting: true });
    case 'answered':
      return answered(state, event);
    case 'looked':
      return { ...state, looked: event.text };
    case 'noticed':
      return noticed(state, event.tone, event.text);
    case 'dismissed':
      return { ...state, notices: state.notices.filter((n) => n.id !== event.id) };
    case 'asked-again':
      return { ...state, revision: state.revision + 1 };
  }
}

/** A column that was put away, and tables that were folded, come back for what is picked next. */
function went(before: View, change: Partial<View>): View {
  const after = { ...before, ...change };
  const isPicked = needsSide({ ...after, lens: 'flows' }) && picked(before) !== picked(after);
  const side = isPicked && change.side === undefined && after.side === 'hidden' ? 'fitting' : after.side;
  const isTurned = change.tab !== undefined && change.tab !== before.tab;
  const tables = isTurned && change.tables === undefined ? 'shown' : after.tables;
  return { ...after, side, tables };
}

/** The flows of one namespace must not pass for those of another while these are awaited. */
function turnedTo(state: AppState, view: View): AppState {
  const { flows } = noAnswers;
  const answers = view.namespace === state.view.namespace ? state.answers : { ...state.answers, flows };
  return { ...state, view, answers };
}

function picked({ pair, focus, editing }: View): string {
  return JSON.stringify([pair, focus, editing]);
}

/** What the session should hold now. */
export function editsOf(state: AppState): readonly Edit[] {
  const { edits } = current(state.history);
  return state.draft.kind === 'checking' ? textSet(state, state.draft.id, state.draft.text) : edits;
}

export function editsKey(state: AppState): string {
  return JSON.stringify(editsOf(state));
}

/** The text that an edit under this id starts from: the policy as loaded. */
export function textAsLoaded(state: AppState, id: string): string | undefined {
  if (state.input.kind !== 'loaded') return undefined;
  return state.input.asLoaded.policies.find((p) => idOf(p.policy) === id)?.text;
}

/** `edit:shop/deny`; policies of other kinds say theirs, and no namespace is written as a kind is. */
export function idOf({ kind, namespace, name }: ObjectView): string {
  if (kind === 'NetworkPolicy') return `edit:${namespace ?? 'default'}/${name}`;
  return `edit:${kind}/${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** What the editor shows for this id. */
export function textFor(state: AppState, id: string): string | undefined {
  if (state.draft.kind !== 'none' && state.draft.id === id) return state.draft.text;
  return textOf(current(state.history).edits, id) ?? textAsLoaded(state, id);
}

/** Whether what the session assumes is what the view says. */
export function isAssumed({ input, view }: AppState): boolean {
  if (input.kind !== 'loaded') return true;
  const { inventory } = input;
  return assumptions.every(
    ({ key, values: [usual] }) => (view.assume[key] ?? usual.value) === inventory.assumptions[key],
  );
}

/** A text equal to the one that was loaded is no edit at all. */
function textSet(state: AppState, id: string, text: string): readonly Edit[] {
  const { edits } = current(state.history);
  return textAsLoaded(state, id) === text ? without(edits, id) : withText(edits, id, text);
}

function loaded(state: AppState, event: Extract<Event, { kind: 'load-ended' }>): AppState {
  const { title, scenario, inventory } = event;
  return followLink({
    ...state,
    input: { kind: 'loaded', title, asLoaded: inventory, inventory },
    view: { ...state.view, scenario },
    history: noHistory,
    draft: { kind: 'none' },
    answers: noAnswers,
    applied: '[]',
    revision: state.revision + 1,
  });
}

function followLink(state: AppState): AppState {
  const { link, input } = state;
  if (link.kind !== 'waiting' || input.kind !== 'loaded' || !sameDigest(link.digest, input.asLoaded.digest))
    return state;
  const next = { ...state, link: { kind: 'none' } as const };
  return JSON.stringify(current(state.history).edits) === JSON.stringify(link.edits)
    ? next
    : stepped(next, 'edits of the link', link.edits);
}

/** Links carry the first part of the digest. */
export function sameDigest(short: string, digest: string): boolean {
  return short.length >= 12 && digest.startsWith(short);
}

function typed(state: AppState, event: Extract<Event, { kind: 'typed' }>): AppState {
  const { id, text, label, burst } = event;
  if (textFor(state, id) === text) return state;
  const same = (textOf(current(state.history).edits, id) ?? textAsLoaded(state, id)) === text;
  return { ...state, draft: same ? { kind: 'none' } : { kind: 'checking', id, text, label, burst } };
}

function stepped(state: AppState, label: string, edits: readonly Edit[]): AppState {
  return { ...state, draft: { kind: 'none' }, history: push(state.history, { label, edits, burst: '' }) };
}

function editsAnswered(state: AppState, inventory: Inventory, key: string): AppState {
  const { draft, input } = state;
  if (input.kind !== 'loaded') return state;
  if (draft.kind === 'checking') {
    const wrong = inventory.diagnostics.filter((d) => d.severity === 'error' && d.at?.file === draft.id);
    if (wrong.length > 0) return invalid(state, draft.id, draft.text, wrong);
  }
  const step =
    draft.kind === 'checking' ? { label: draft.label, edits: editsOf(state), burst: draft.burst } : undefined;
  return withContents({
    ...state,
    draft: step ? { kind: 'none' } : draft,
    history: step ? push(state.history, step) : state.history,
    input: { ...input, inventory: overlaid(input.asLoaded, inventory) },
    applied: key,
    revision: state.revision + 1,
  });
}

/** The same input and edits, seen otherwise: every answer is asked for anew. */
function assumed(state: AppState, { inventory, edited }: Extract<Event, { kind: 'assumed' }>): AppState {
  const { input } = state;
  if (input.kind !== 'loaded') return state;
  if (edited === 'whole') {
    // Without edits a large input is as loaded, under the new assumptions.
    const asLoaded = inventory.detail === 'by-namespace' ? inventory : input.asLoaded;
    return withContents({ ...state, input: { ...input, asLoaded, inventory }, revision: state.revision + 1 });
  }
  const seen = { ...input, asLoaded: inventory, inventory: overlaid(inventory, edited) };
  return withContents({ ...state, input: seen, revision: state.revision + 1 });
}

/** Told late, when the reading is over or another one has begun, it says nothing. */
function progressed(state: AppState, progress: ReadProgress): AppState {
  return state.input.kind === 'loading' ? { ...state, input: { ...state.input, progress } } : state;
}

function editsRefused(state: AppState, message: string): AppState {
  const { draft } = state;
  if (draft.kind !== 'checking')
    return noticed({ ...state, history: moveTo(state.history, state.history.at - 1) }, 'error', message);
  return invalid(state, draft.id, draft.text, [{ severity: 'error', code: 'refused', message }]);
}

function invalid(state: AppState, id: string, text: string, diagnostics: readonly DiagnosticView[]): AppState {
  return { ...state, draft: { kind: 'invalid', id, text, diagnostics } };
}

function answered(state: AppState, event: Extract<Event, { kind: 'answered' }>): AppState {
  if (state.answers[event.slot].key !== event.key) return state;
  const next = hold(state, event.slot, { key: event.key, waiting: false, answer: event.answer });
  return event.slot === 'contents' ? withContents(next) : next;
}

function hold(state: AppState, slot: keyof AppState['answers'], held: object): AppState {
  return { ...state, answers: { ...state.answers, [slot]: held } };
}

function noticed(state: AppState, tone: 'info' | 'error', text: string): AppState {
  const id = Math.max(0, ...state.notices.map((n) => n.id)) + 1;
  const others = state.notices.filter((n) => n.text !== text);
  return { ...state, notices: [...others.slice(-3), { id, tone, text }] };
}

export function isRefusal(answer: { readonly kind: string } | 'none'): answer is Refusal {
  return answer !== 'none' && answer.kind === 'Refusal';
}
