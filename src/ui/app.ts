// The one mutable thing of the page, the current state, with what may change it from outside: opening an input and
// asking the session. Everything that is asked follows from the state; this file only sends it and brings it back.

import { effect, type Signal, signal } from '@preact/signals';
import type { Ask, Edit, GivenFile, Inventory, Question, Refusal } from '../session/questions.ts';
import type { Connection } from '../worker/ask.ts';
import { current } from './history.ts';
import { isLarge } from './large.ts';
import { sizeText } from './load.ts';
import { keyOfNeed, type Need, needs, slots } from './needs.ts';
import { editsKey, editsOf, isAssumed, isRefusal, reduce } from './reduce.ts';
import { type AppState, type Event, firstState } from './state.ts';
import { firstView, type View } from './view.ts';

export interface App {
  readonly state: Signal<AppState>;
  readonly send: (event: Event) => void;
  readonly ask: Ask;
  /** Replaces the input. A link's view is kept, a view made for another input is not. */
  readonly open: (read: Read, from: Opened) => Promise<void>;
  readonly cancel: () => void;
  /** The input before one that could not be read, with its view and edits; 'none' when there was none. */
  readonly previous: () => string | 'none';
  readonly back: () => Promise<void>;
}

/** Brings the files. */
export type Read = () => Promise<readonly GivenFile[]>;

export interface Opened {
  readonly title: string;
  readonly scenario: string;
  readonly view: 'keep' | 'fresh';
  /** As `--lenient` of the command line; strict when left out. */
  readonly lenient?: boolean;
}

/** The last input that could be read. */
interface Good {
  readonly sources: readonly GivenFile[];
  readonly title: string;
  readonly scenario: string;
  readonly digest: string;
  readonly view: View;
  readonly edits: readonly Edit[];
  readonly lenient: boolean;
}

export function createApp(connection: Connection): App {
  const state = signal(firstState);
  const send = (event: Event) => {
    state.value = reduce(state.value, event);
  };
  const app = { state, send, ask: connection.ask };
  let opening = 0;
  let good: Good | 'none' = 'none';
  let returning = false;

  async function open(read: Read, from: Opened): Promise<void> {
    opening += 1;
    returning = false;
    const mine = opening;
    const { title, scenario, lenient = false } = from;
    const theme = state.value.view.theme;
    const before = state.value;
    if (good !== 'none' && before.input.kind === 'loaded')
      good = { ...good, view: before.view, edits: current(before.history).edits };
    if (from.view === 'fresh') send({ kind: 'went', view: { ...firstView, theme } });
    const onStep = (step: string) => mine === opening && send({ kind: 'load-started', title, step });
    onStep('reading files');
    try {
      const sources = await read();
      if (mine !== opening) return;
      onStep(`reading manifests, ${sizeText(sources.reduce((sum, { content }) => sum + sizeOf(content), 0))}`);
      const { assume } = state.value.view;
      const objects = await connection.ask('open', { sources, assume, lenient });
      if (mine !== opening) return;
      if (!isRefusal(objects)) onStep(`listing what is in ${objects.objects.toLocaleString('en')} objects`);
      const inventory = isRefusal(objects) ? objects : await connection.ask('inventory', { detail: 'fitting' });
      if (mine !== opening) return;
      if (isRefusal(inventory)) send({ kind: 'load-failed', title, message: inventory.message, diagnostics: [] });
      else if (nothingIn(inventory))
        send({
          kind: 'load-failed',
          title,
          message: 'no pods, workloads or policies in it',
          diagnostics: inventory.diagnostics,
        });
      else {
        good = { sources, title, digest: inventory.digest, view: state.value.view, edits: [], scenario, lenient };
        send({ kind: 'load-ended', title, scenario, inventory });
      }
    } catch (error) {
      if (mine === opening) send({ kind: 'load-failed', title, message: messageOf(error), diagnostics: [] });
    }
  }

  async function back(): Promise<void> {
    if (good === 'none') return;
    const { sources, title, scenario, view, digest, edits, lenient } = good;
    send({ kind: 'went', view });
    const opened = open(async () => sources, { title, scenario, view: 'keep', lenient });
    returning = true;
    await opened;
    returning = false;
    if (edits.length > 0) send({ kind: 'linked', digest, edits });
  }

  connection.watch((progress) => send({ kind: 'load-progressed', progress }));
  askWhatIsNeeded(app);
  applyEdits(app);
  applyAssumptions(app);
  return {
    ...app,
    open,
    back,
    previous: () => (good === 'none' ? 'none' : good.title),
    cancel: () => {
      opening += 1;
      connection.restart();
      send({ kind: 'closed' });
      // Whoever cancels the way back too has had enough of both.
      if (returning) returning = false;
      else back();
    },
  };
}

function sizeOf(content: GivenFile['content']): number {
  return content instanceof Blob ? content.size : content.length;
}

type Asking = Pick<App, 'state' | 'send' | 'ask'>;

function askWhatIsNeeded({ state, send, ask }: Asking): void {
  const asked = new Map<string, string>();
  effect(() => {
    const { value } = state;
    const wanted = needs(value);
    for (const slot of slots) if (!wanted.some((need) => need.slot === slot)) asked.delete(slot);
    for (const need of wanted) {
      const key = keyOfNeed(need, value.revision);
      if (asked.get(need.slot) === key) continue;
      asked.set(need.slot, key);
      queueMicrotask(() => {
        send({ kind: 'asked', slot: need.slot, key });
        answer(need, key, ask, send).catch((error: unknown) =>
          send({ kind: 'noticed', tone: 'error', text: `no answer: ${messageOf(error)}` }),
        );
      });
    }
  });
}

async function answer(need: Need, key: string, ask: Ask, send: App['send']): Promise<void> {
  const { slot } = need;
  switch (slot) {
    case 'flows':
      return send({ kind: 'answered', key, slot, answer: await ask('flows', need.question) });
    case 'changes':
      return send({ kind: 'answered', key, slot, answer: await ask('changes', need.question) });
    case 'reach':
      return send({ kind: 'answered', key, slot, answer: await ask('canReach', need.question) });
    case 'blast':
      return send({ kind: 'answered', key, slot, answer: await ask('blastRadius', need.question) });
    case 'cost':
    case 'costBefore':
      return send({ kind: 'answered', key, slot, answer: await ask('cost', need.question) });
    case 'contents':
      return send({ kind: 'answered', key, slot, answer: await ask('contents', need.question) });
    case 'found':
    case 'names':
      return send({ kind: 'answered', key, slot, answer: await ask('find', need.question) });
  }
}

/** Keeps the session's edits equal to the state's. A text that it refuses is taken back by the state, and so here. */
function applyEdits({ state, send, ask }: Asking): void {
  let given = { digest: '', key: '[]' };
  effect(() => {
    const { value } = state;
    if (value.input.kind !== 'loaded') {
      given = { digest: '', key: '[]' };
      return;
    }
    const { digest } = value.input.asLoaded;
    if (given.digest !== digest) given = { digest, key: '[]' };
    const key = editsKey(value);
    if (given.key === key) return;
    given = { digest, key };
    ask('edit', { edits: editsOf(value) }).then(
      (inventory) =>
        isRefusal(inventory)
          ? send({ kind: 'edits-refused', key, message: inventory.message })
          : send({ kind: 'edits-answered', key, inventory }),
      (error: unknown) => send({ kind: 'edits-refused', key, message: messageOf(error) }),
    );
  });
}

/** Keeps the session's assumptions equal to the view's. */
function applyAssumptions({ state, send, ask }: Asking): void {
  let asked = '';
  effect(() => {
    const { input, view } = state.value;
    if (input.kind !== 'loaded' || isAssumed(state.value)) {
      asked = '';
      return;
    }
    const key = JSON.stringify(view.assume);
    if (asked === key) return;
    asked = key;
    const failed = (text: string) => send({ kind: 'noticed', tone: 'error', text });
    const edits = () => editsOf(state.value);
    assumed(ask, view.assume, isLarge(input) ? edits : () => []).then(
      (answer) => ('kind' in answer ? failed(answer.message) : send({ kind: 'assumed', ...answer })),
      (error: unknown) => failed(messageOf(error)),
    );
  });
}

/** Edits of a large input are told against the input as loaded, which is seen otherwise too: they are laid aside for it. */
async function assumed(
  ask: Ask,
  assume: Question<'assume'>['assume'],
  edits: () => readonly Edit[],
): Promise<{ readonly inventory: Inventory; readonly edited: Inventory | 'whole' } | Refusal> {
  if (edits().length > 0) await ask('edit', { edits: [] });
  const inventory = await ask('assume', { assume });
  if (isRefusal(inventory)) return inventory;
  if (edits().length === 0) return { inventory, edited: 'whole' };
  const edited = await ask('edit', { edits: edits() });
  return isRefusal(edited) ? edited : { inventory, edited };
}

function nothingIn({ counts }: { readonly counts: { readonly [key: string]: number } }): boolean {
  return counts.workloads === 0 && counts.pods === 0 && counts.policies === 0;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
