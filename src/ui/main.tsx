// The page's entry: the worker, the state, the address, the theme, and then the shell. In this order, so that a link
// finds everything in place that it speaks of.

import { effect } from '@preact/signals';
import { render } from 'preact';
import { connect } from '../worker/ask.ts';
import StartWorker from '../worker/first.ts?worker&inline';
import { withLater } from '../worker/with-later.ts';
import { followAddress } from './address.ts';
import { createApp } from './app.ts';
import { AppContext } from './context.ts';
import { Shell } from './panels/Shell.tsx';
import { publishHook } from './test-hook.ts';
import { trustOwnWorker } from './trusted.ts';
import './styles/theme.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/explorer.css';
import './styles/tables.css';
import './styles/explain.css';
import './styles/editor.css';
import './styles/screens.css';
import './stage/stage.css';
import './styles/room.css';
import './styles/large.css';

start();

function start(): void {
  const root = document.getElementById('app');
  if (root === null) return;
  root.replaceChildren();
  if (typeof Worker === 'undefined') {
    root.textContent = 'Firebreak works in a web worker, and this browser has none: open it in a current browser.';
    return;
  }
  trustOwnWorker();
  const onCrash = (message: string) =>
    app.send({
      kind: 'noticed',
      tone: 'error',
      text: `The engine stopped (${message}) and was started again; your edits are kept.`,
    });
  const first = connect(() => new StartWorker(), onCrash);
  const app = createApp(withLater(first, startLater, onCrash));
  effect(() => {
    const { theme } = app.state.value.view;
    document.documentElement.dataset.theme = theme;
  });
  publishHook(app);
  followAddress(app);
  render(
    <AppContext.Provider value={app}>
      <Shell />
    </AppContext.Provider>,
    root,
  );
}

/** Blast radius and cost have a worker of their own, fetched when one of their lenses is opened. */
async function startLater(): Promise<() => Worker> {
  const { default: StartLater } = await import('../worker/later.ts?worker&inline');
  return () => new StartLater();
}
