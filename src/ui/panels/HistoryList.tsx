// Every step of editing by name; any of them can be gone back to.

import type { Edit } from '../../session/questions.ts';
import { useApp, useAppState } from '../context.ts';
import { download } from '../download.ts';
import { current } from '../history.ts';
import { Icon } from '../icons.tsx';
import { count } from '../names.ts';

export function HistoryList() {
  const { send } = useApp();
  const { history } = useAppState();
  const { edits } = current(history);
  return (
    <>
      {edits.length > 0 && (
        <p class="grid-caption">
          <span>The edits as files for kubectl; nothing is applied from here.</span>
          <button
            type="button"
            class="quiet"
            onClick={() => download('edits.yaml', manifestOf(edits), 'application/yaml')}
          >
            <Icon name="download" /> YAML
          </button>
        </p>
      )}
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
    </>
  );
}

/** What to apply as documents, what to delete as commands in comments. */
function manifestOf(edits: readonly Edit[]): string {
  const deletes = edits.flatMap((e) =>
    e.kind === 'delete'
      ? [`# kubectl delete networkpolicy -n ${e.object.namespace ?? 'default'} ${e.object.name}`]
      : [],
  );
  const applies = edits.flatMap((e) => (e.kind === 'apply' ? [`---\n${e.text.trimEnd()}`] : []));
  return `${[...deletes, ...applies].join('\n')}\n`;
}
