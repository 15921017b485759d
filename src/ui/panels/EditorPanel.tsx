// A policy's text, edited: each valid version is applied at once, an invalid one leaves the last valid result on the
// screen and says so.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { DiagnosticView } from '../../session/answers.ts';
import type { PolicyView } from '../../session/questions.ts';
import { useApp, useAppState, useGo } from '../context.ts';
import { offsetIn, policiesIn, withoutPolicy } from '../editing.ts';
import type { Editor } from '../editor/editor.ts';
import { current, textOf, without } from '../history.ts';
import { Icon } from '../icons.tsx';
import { count, policyLabel, sameObject } from '../names.ts';
import { isRefusal, textAsLoaded, textFor } from '../reduce.ts';
import { redo, undo } from '../undo.ts';
import { lit } from './show-rule.ts';

/** Typing pauses longer than this begin a new step of undo. */
const burstPause = 1_200;

export function EditorPanel() {
  const state = useAppState();
  const { editing } = state.view;
  const text = editing === '' ? undefined : textFor(state, editing);
  if (text === undefined)
    return (
      <p class="nothing">
        {state.answers.contents.waiting
          ? 'Reading the policy …'
          : editing === ''
            ? 'Open a policy from the list, or click a rule in an explanation, to read and change its text here.'
            : `There is no policy ${editing.replace(/^edit:/, '')} in this input.`}
      </p>
    );
  return (
    <div class="editor">
      <EditorBar />
      <EditorText key={editing} id={editing} text={text} />
      <EditorStatus />
    </div>
  );
}

function EditorBar() {
  const { send } = useApp();
  const state = useAppState();
  const go = useGo();
  const id = state.view.editing;
  const policies = policiesIn(state, id);
  const edited =
    textOf(current(state.history).edits, id) !== undefined || (state.draft.kind !== 'none' && state.draft.id === id);
  const loaded = textAsLoaded(state, id) !== undefined;
  const [policy] = policies;
  const name = policies.length > 0 ? policies.map((p) => policyLabel(p.policy)).join(', ') : id.replace(/^edit:/, '');
  const revert = () => {
    send({ kind: 'reverted' });
    const { edits } = current(state.history);
    if (textOf(edits, id) !== undefined)
      send({ kind: 'stepped', label: `take back ${name}`, edits: without(edits, id) });
  };
  return (
    <div class="editor-bar">
      <span class="name" title={name}>
        <Icon name="shield" /> <b>{name}</b>
        {policy !== undefined && (
          <span class="dim small">
            {' '}
            selects {count(policy.selects, 'pod')} · {aboutText(policy)}
          </span>
        )}
      </span>
      <span class="buttons">
        {edited && loaded && (
          <button type="button" class="quiet" onClick={revert}>
            As loaded
          </button>
        )}
        {policy !== undefined && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              send({
                kind: 'stepped',
                label: `delete ${policyLabel(policy.policy)}`,
                edits: withoutPolicy(state, policy.policy),
              });
              go({ editing: '', lens: 'what-if', tab: 'changes' });
            }}
          >
            <Icon name="trash" /> Delete
          </button>
        )}
        <button
          type="button"
          class="icon-only"
          aria-label="Close the text"
          title="Close the text"
          onClick={() => go({ editing: '' })}
        >
          <Icon name="close" />
        </button>
      </span>
    </div>
  );
}

/** Only a NetworkPolicy isolates; a cluster-wide policy judges what its rules match. */
function aboutText({ policy, isolates }: PolicyView): string {
  const parts = [...(isolates.ingress ? ['ingress'] : []), ...(isolates.egress ? ['egress'] : [])];
  const verb = policy.kind === 'NetworkPolicy' ? 'isolates' : 'judges';
  return `${verb} ${parts.length === 0 ? 'nothing' : parts.join(' and ')}`;
}

function EditorText({ id, text }: { readonly id: string; readonly text: string }) {
  const app = useApp();
  const state = useAppState();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | 'loading' | 'failed'>('loading');
  const problems = problemsOf(id, state);
  const marked = lit.value;

  useEffect(() => {
    let alive = true;
    let made: Editor | undefined;
    const typing = burstOf(id);
    import('../editor/editor.ts').then(
      ({ createEditor }) => {
        if (!alive || !host.current) return;
        made = createEditor(host.current, textFor(app.state.value, id) ?? text, {
          onText: (typed) =>
            app.send({ kind: 'typed', id, text: typed, label: `edit ${id.replace(/^edit:/, '')}`, burst: typing() }),
          onUndo: () => undo(app),
          onRedo: () => redo(app),
        });
        setEditor(made);
      },
      () => alive && setEditor('failed'),
    );
    return () => {
      alive = false;
      made?.destroy();
    };
  }, []);
  useEffect(() => {
    // The state is ahead of this drawing while someone types: what it holds now is what the text must be.
    if (typeof editor === 'object') editor.setText(textFor(app.state.value, id) ?? text);
  }, [editor, text]);
  useEffect(() => {
    if (typeof editor === 'object') editor.setProblems(problems);
  }, [editor, problems.map((p) => `${p.at?.line} ${p.message}`).join('\n'), text]);
  useEffect(() => {
    if (typeof editor !== 'object' || marked === 'nothing') return;
    const policy = policiesIn(app.state.value, id).find((p) => sameObject(p.policy, marked.policy));
    const offset = policy === undefined ? 'elsewhere' : offsetIn(app.state.value, id, policy);
    if (policy === undefined || offset === 'elsewhere') return;
    app.ask('highlight', { policy: marked.policy, path: marked.path }).then((found) => {
      if (isRefusal(found)) editor.light([{ start: offset, end: offset + policy.text.length }]);
      else editor.light([{ start: offset + found.start, end: offset + found.end }]);
      editor.focus();
    });
  }, [editor, marked]);

  return (
    <>
      <div class="editor-host" ref={host} />
      {editor === 'loading' && <p class="nothing">Loading the editor …</p>}
      {editor === 'failed' && <pre class="plain-text">{text}</pre>}
    </>
  );
}

function problemsOf(id: string, { draft, input }: ReturnType<typeof useAppState>): readonly DiagnosticView[] {
  if (draft.kind === 'invalid' && draft.id === id) return draft.diagnostics;
  return input.kind === 'loaded' ? input.inventory.diagnostics.filter((d) => d.at?.file === id) : [];
}

/** Names the burst of typing that a keystroke belongs to. */
function burstOf(id: string): () => string {
  let last = 0;
  let number = 0;
  const start = performance.now();
  return () => {
    const now = performance.now();
    if (now - last > burstPause) number += 1;
    last = now;
    return `${id} ${start} ${number}`;
  };
}

function EditorStatus() {
  const state = useAppState();
  const { draft, view, answers, applied } = state;
  const [warning, ...more] = problemsOf(view.editing, state);
  const mine = draft.kind !== 'none' && draft.id === view.editing;
  if (mine && draft.kind === 'invalid') {
    const [first] = draft.diagnostics;
    return (
      <p class="editor-status invalid" role="status">
        <Icon name="warning" /> {count(draft.diagnostics.length, 'error')}; the last valid version is still shown.
        {first !== undefined && (
          <span>
            {' '}
            Line {first.at?.line ?? 1}: {first.message}
          </span>
        )}
      </p>
    );
  }
  if (mine) return <p class="editor-status">Updating …</p>;
  if (warning !== undefined)
    return (
      <p class="editor-status">
        <Icon name="warning" /> Line {warning.at?.line ?? 1}: {warning.message}
        {more.length > 0 && `, and ${more.length} more`}
      </p>
    );
  const diff = answers.changes.answer;
  if (applied === '[]' || diff === 'none' || isRefusal(diff))
    return <p class="editor-status dim">Valid. Ctrl+Space completes; Tab leaves the text.</p>;
  const of = (change: string) => diff.items.filter((item) => item.change === change).length;
  return (
    <p class="editor-status">
      All edits: <span class="change gained">+{of('gained')} gained</span>{' '}
      <span class="change lost">−{of('lost')} lost</span> <span class="change changed">~{of('changed')} changed</span>
    </p>
  );
}
