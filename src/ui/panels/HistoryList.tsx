// Every step of editing by name; any of them can be gone back to.

import { useApp, useAppState } from '../context.ts';
import { count } from '../names.ts';

export function HistoryList() {
  const { send } = useApp();
  const { history } = useAppState();
  return (
    <ol class="history" start={0}>
      {history.steps.map((step, at) => (
        <li key={at}>
          <button
            type="button"
            class={at > history.at ? 'undone' : ''}
            aria-current={at === history.at ? 'step' : undefined}
            onClick={() => send({ kind: 'moved', at })}
          >
            <b>{step.label}</b>{' '}
            <span class="dim small">{step.edits.length === 0 ? 'no edits' : count(step.edits.length, 'edit')}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
