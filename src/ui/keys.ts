// Keys that work everywhere on the page. Single letters keep still while text is typed, and can be turned off.

import type { App } from './app.ts';
import { layout } from './layout.ts';
import { redo, undo } from './undo.ts';
import { lenses, needsSide, toggledSide } from './view.ts';

export interface KeyActions {
  readonly help: () => void;
  readonly singleKeys: () => boolean;
}

export function listenForKeys(app: App, actions: KeyActions): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'F6') return act(event, () => cycleRegions(event.shiftKey ? -1 : 1));
    if (mod && event.key.toLowerCase() === 'k') return act(event, () => focusOn('#find'));
    if (isTyping(event)) return;
    if (mod && event.key.toLowerCase() === 'z') return act(event, () => (event.shiftKey ? redo(app) : undo(app)));
    if (mod && event.key.toLowerCase() === 'y') return act(event, () => redo(app));
    if (mod || event.altKey) return;
    if (event.key === 'Escape') return clearSelection(app, event);
    const action = actions.singleKeys() ? single(app, actions, event.key) : undefined;
    if (action) act(event, action);
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function single(app: App, actions: KeyActions, key: string): (() => void) | undefined {
  const { view, input } = app.state.value;
  const go = (to: Partial<typeof view>) => app.send({ kind: 'went', view: to });
  if (key === '?') return actions.help;
  if (input.kind !== 'loaded') return undefined;
  const lens = lenses[Number(key) - 1];
  if (lens !== undefined) return () => go({ lens, tab: lens === 'what-if' ? 'changes' : 'table' });
  const { focus, pair, starts } = view;
  const actionsByKey: Record<string, () => void> = {
    '/': () => focusOn('#find'),
    c: () => focus !== '' && go({ starts: toggled(starts, focus), lens: 'blast', tab: 'table' }),
    '\\': () => go(layout.value === 'wide' ? { side: toggledSide(view) } : { tab: 'explain' }),
    e: () => {
      go({ tab: 'explain', side: needsSide(view) ? 'fitting' : 'shown' });
      requestAnimationFrame(() => focusOn('.ask input'));
    },
    x: () => pair !== 'none' && go({ pair: { from: pair.to, to: pair.from, port: '' } }),
    ',': () => go({ upTo: stepped(app, -1) }),
    '.': () => go({ upTo: stepped(app, 1) }),
    m: () => go({ picture: view.picture === 'large' ? 'beside' : 'large' }),
    d: () => go({ only: view.only === 'changes' ? 'everything' : 'changes' }),
  };
  return actionsByKey[key];
}

/** Steps of the blast one by one; past the last one all are shown. */
export function stepped({ state }: Pick<App, 'state'>, by: 1 | -1): number | 'all' {
  const { view, answers } = state.value;
  const blast = answers.blast.answer;
  if (blast === 'none' || blast.kind === 'Refusal') return 'all';
  const last = Math.max(0, ...blast.reached.map((reached) => reached.hops));
  const now = view.upTo === 'all' ? last + 1 : view.upTo;
  const next = view.upTo === 'all' && by === 1 ? 1 : now + by;
  return next > last ? 'all' : Math.max(next, 0);
}

export function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((n) => n !== name) : [...names, name];
}

function act(event: KeyboardEvent, action: () => void): void {
  event.preventDefault();
  action();
}

function clearSelection(app: App, event: KeyboardEvent): void {
  const { pair, focus } = app.state.value.view;
  if (document.querySelector('dialog[open]')) return;
  if (pair !== 'none') act(event, () => app.send({ kind: 'went', view: { pair: 'none' } }));
  else if (focus !== '') act(event, () => app.send({ kind: 'went', view: { focus: '' } }));
}

/** Where the event comes from, through the editor's shadow root. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

function cycleRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (r) => r.getClientRects().length > 0,
  );
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  next?.focus();
}
