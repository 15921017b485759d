// The rows of the explorer: a workload to look at or to mark, a policy to open, and what adds a policy.

import { useState } from 'preact/hooks';
import type { PolicyView, WorkloadView } from '../../session/questions.ts';
import { useApp, useAppState, useGo } from '../context.ts';
import { defaultDeny, editingOf, freeName, newPolicy } from '../editing.ts';
import { Icon } from '../icons.tsx';
import { count, nameOf } from '../names.ts';
import { idOf } from '../reduce.ts';
import { PolicyName } from './PolicyName.tsx';
import { Posture } from './Posture.tsx';

/** Longer lists unfold on demand: what is not in sight costs nothing. */
const atFirst = 60;

export function WorkloadItem({ workload }: { readonly workload: WorkloadView }) {
  const { view } = useAppState();
  const go = useGo();
  const name = nameOf(workload.workload);
  const marked = view.starts.includes(name);
  const toggle = () =>
    go({ starts: marked ? view.starts.filter((s) => s !== name) : [...view.starts, name], lens: 'blast' });
  return (
    <li class={`item ${view.focus === name ? 'focused' : ''}`}>
      <button
        type="button"
        class="row"
        aria-pressed={view.focus === name}
        onClick={() => go({ focus: view.focus === name ? '' : name })}
        onKeyDown={(event) => {
          if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          toggle();
        }}
      >
        <Posture workload={workload} />
        <span class="name">{workload.workload.name}</span>
        <span class="dim small">{workload.pods.length > 1 ? workload.pods.length : ''}</span>
      </button>
      <button
        type="button"
        class={`mark ${marked ? 'on' : ''}`}
        aria-pressed={marked}
        title="Mark as compromised (c)"
        aria-label={`${workload.workload.name} is compromised`}
        onClick={toggle}
      >
        <Icon name="target" />
      </button>
    </li>
  );
}

export function PolicyItem({ policy, within = '' }: { readonly policy: PolicyView; readonly within?: string }) {
  const state = useAppState();
  const go = useGo();
  const id = editingOf(state, policy.policy);
  const open = state.view.editing === id;
  const selects = policy.selects === 0 ? 'selects no pod' : `selects ${count(policy.selects, 'pod')}`;
  return (
    <li class={`item ${open ? 'focused' : ''}`}>
      <button
        type="button"
        class="row"
        aria-pressed={open}
        title={selects}
        onClick={() => go({ editing: id, tab: 'editor' })}
      >
        <Icon name="shield" />
        <PolicyName policy={policy.policy} within={within} />
        {policy.state !== 'as-loaded' && <span class="badge">{policy.state}</span>}
        {policy.selects === 0 && <span class="badge warn">no pods</span>}
      </button>
    </li>
  );
}

/** A new policy in one of these namespaces. */
export function NewPolicyButton({ namespaces }: { readonly namespaces: readonly string[] }) {
  const app = useApp();
  const go = useGo();
  const state = app.state.value;
  if (state.input.kind !== 'loaded') return null;
  const add = (kind: string, namespace: string) => {
    const name = freeName(state, namespace, kind === 'deny' ? 'default-deny' : 'new-policy');
    const text = kind === 'deny' ? defaultDeny(namespace, name) : newPolicy(namespace, name);
    const id = idOf({ kind: 'NetworkPolicy', namespace, name });
    app.send({ kind: 'typed', id, text, label: `add ${namespace}/${name}`, burst: '' });
    go({ editing: id, tab: 'editor', lens: 'what-if' });
  };
  return (
    <select
      class="new-policy"
      aria-label="Add a policy"
      value=""
      onChange={(event) => {
        const [kind = '', namespace = ''] = event.currentTarget.value.split(' ');
        event.currentTarget.value = '';
        if (namespace !== '') add(kind, namespace);
      }}
    >
      <option value="">+ Add</option>
      <optgroup label="Default deny for namespace">
        {namespaces.map((n) => (
          <option key={n} value={`deny ${n}`}>
            deny all in {n}
          </option>
        ))}
      </optgroup>
      <optgroup label="New policy in namespace">
        {namespaces.map((n) => (
          <option key={n} value={`new ${n}`}>
            new policy in {n}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

export function Unfolding<T>({
  items,
  what,
  item,
}: {
  readonly items: readonly T[];
  readonly what: string;
  readonly item: (item: T) => preact.ComponentChild;
}) {
  const [shown, setShown] = useState(atFirst);
  return (
    <>
      <ul>{items.slice(0, shown).map(item)}</ul>
      {items.length > shown && (
        <button type="button" class="link small" onClick={() => setShown(shown + 500)}>
          show {Math.min(500, items.length - shown)} more of {count(items.length, 'item').replace(/ items?$/, '')}{' '}
          {what}
        </button>
      )}
    </>
  );
}
