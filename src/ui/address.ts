// The address follows the view, and the view follows the address. A new lens, selection or input is a step that Back
// returns from; words in the find box and edits are not: undo takes edits back, and a step back never does.

import { effect } from '@preact/signals';
import type { App } from './app.ts';
import { knownAssume } from './assumptions.ts';
import { packEdits, unpackEdits } from './edits-text.ts';
import { current } from './history.ts';
import { servedInput } from './load.ts';
import { openScenario } from './opening.ts';
import type { AppState } from './state.ts';
import { formatLink, parseLink } from './url.ts';
import type { View } from './view.ts';

const digestLength = 16;

export function followAddress(app: App): void {
  const arrival = parseLink(location.hash);
  /** The view that the address says: what differs from it is a step or a detail. */
  let said = arrival.view;
  const saying = (view: View) => {
    said = view;
  };
  arrive(app, 'first', saying).then(() => {
    let packed = { key: '[]', text: '' };
    effect(() => {
      const state = app.state.value;
      const key = JSON.stringify(current(state.history).edits);
      if (key !== packed.key) {
        packEdits(current(state.history).edits).then((text) => {
          packed = { key, text };
          write(app.state.value, text, 'replace');
        });
        return;
      }
      const step = isStep(said, state.view) ? 'push' : 'replace';
      said = state.view;
      write(state, packed.text, step);
    });
  });
  addEventListener('popstate', (event: PopStateEvent) => {
    arrive(app, event.state === 'own' ? 'own' : 'foreign', saying);
  });
  if (arrival.ignored.length > 0)
    app.send({
      kind: 'noticed',
      tone: 'info',
      text: `The link says things that this version does not know: ${arrival.ignored.join(', ')}. They were left out.`,
    });
}

/** `own`: Back or Forward to a view of this visit, which keeps the edits. `foreign`: a link, which brings its own. */
async function arrive(app: App, from: 'first' | 'own' | 'foreign', saying: (view: View) => void): Promise<void> {
  const link = parseLink(location.hash);
  const before = app.state.value;
  const { scenario, ...view } = link.view;
  saying({ ...link.view, scenario: scenario === '' ? before.view.scenario : scenario });
  app.send({ kind: 'went', view });
  if (from !== 'own' && link.digest !== '') {
    const edits = await unpackEdits(link.edits);
    if (edits === 'unreadable')
      app.send({
        kind: 'noticed',
        tone: 'error',
        text: 'The edits in this link could not be read; the link may be cut off.',
      });
    else if (link.edits !== '' || link.view.scenario === '') app.send({ kind: 'linked', digest: link.digest, edits });
  }
  if (scenario !== '' && (scenario !== before.view.scenario || before.input.kind !== 'loaded'))
    await openScenario(app, scenario, 'keep');
  else if (from === 'first') await openServed(app);
}

async function openServed(app: App): Promise<void> {
  const { sources, assume, lenient } = await servedInput();
  const [first] = sources;
  if (first === undefined) return;
  const title = sources.length === 1 ? first.file : `${first.file} and ${sources.length - 1} more`;
  // what the link says wins over what the server was started with
  const { view } = app.state.value;
  app.send({
    kind: 'went',
    view: { assume: knownAssume([...Object.entries(assume), ...Object.entries(view.assume)]) },
  });
  await app.open(async () => sources, { title, scenario: '', view: 'keep', lenient });
}

function write(state: AppState, packed: string, how: 'push' | 'replace'): void {
  const { link, input } = state;
  // A link that still waits for its input must survive in the address.
  if (link.kind === 'waiting' && input.kind !== 'loaded') return;
  if (input.kind === 'loading') return;
  const named = input.kind === 'loaded' && (state.view.scenario === '' || packed !== '');
  const hash = formatLink(state.view, packed, named ? input.asLoaded.digest.slice(0, digestLength) : '');
  if (hash === location.hash) return;
  if (how === 'push') history.pushState('own', '', hash);
  else history.replaceState('own', '', hash);
}

function isStep(before: View, after: View): boolean {
  const parts = (view: View) =>
    JSON.stringify([
      view.lens,
      view.pair,
      view.starts,
      view.scenario,
      view.by,
      view.namespace,
      view.focus,
      view.dataplane,
      view.assume,
    ]);
  return parts(before) !== parts(after);
}
