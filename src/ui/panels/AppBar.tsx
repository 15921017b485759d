// The top line: what is open, undo and redo, the link, the theme, help.

import { useApp, useAppState, useGo } from '../context.ts';
import { canRedo, canUndo, current } from '../history.ts';
import { Icon } from '../icons.tsx';
import { count } from '../names.ts';
import { redo, undo } from '../undo.ts';
import { themes } from '../view.ts';
import { ShareButton } from './Share.tsx';

export function AppBar({ onHelp, onOpen }: { readonly onHelp: () => void; readonly onOpen: () => void }) {
  const app = useApp();
  const { input, history, view, draft } = useAppState();
  const go = useGo();
  const label = current(history).label;
  return (
    <header class="app-bar">
      <h1>
        <Mark /> Firebreak
      </h1>
      {input.kind === 'loaded' && (
        <button type="button" class="chip" onClick={onOpen} title="Open something else">
          <Icon name="open" />
          <b>{input.title}</b>
          <span class="dim">
            {count(input.inventory.counts.pods, 'pod')} · {count(input.inventory.counts.namespaces, 'namespace')} ·{' '}
            {count(input.inventory.counts.policies, 'policy', 'policies')}
          </span>
        </button>
      )}
      <span class="spacer" />
      {input.kind === 'loaded' && (
        <>
          <fieldset class="group" aria-label="Edits">
            <button
              type="button"
              class="icon-only"
              disabled={!canUndo(history) && draft.kind === 'none'}
              aria-label="Undo"
              title={`Undo ${canUndo(history) ? label : ''} (Ctrl+Z)`}
              onClick={() => undo(app)}
            >
              <Icon name="undo" />
            </button>
            <button
              type="button"
              class="icon-only"
              disabled={!canRedo(history)}
              aria-label="Redo"
              title="Redo (Ctrl+Shift+Z)"
              onClick={() => redo(app)}
            >
              <Icon name="redo" />
            </button>
          </fieldset>
          <ShareButton />
        </>
      )}
      <label class="theme">
        <span class="visually-hidden">Theme</span>
        <select
          value={view.theme}
          onChange={(event) => go({ theme: themes.find((t) => t === event.currentTarget.value) ?? 'system' })}
        >
          <option value="system">System theme</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
      <button
        type="button"
        class="icon-only"
        aria-label="Help and keyboard"
        title="Help and keyboard (?)"
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
    </header>
  );
}

/** The mark: a gap in a line of trees is what a firebreak is. */
function Mark() {
  return (
    <svg class="logo" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d="M3 16V7M6.500 16V4M13.500 16V4M17 16V7" />
      <path class="gap" d="M10 2v16" />
    </svg>
  );
}
