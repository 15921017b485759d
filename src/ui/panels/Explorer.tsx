// What there is: namespaces with their workloads and how these are isolated, and the policies. The find box filters
// this list, the picture and the table alike.

import { useState } from 'preact/hooks';
import type { Inventory, PolicyView, WorkloadView } from '../../session/questions.ts';
import { useApp, useAppState, useGo } from '../context.ts';
import { defaultDeny, editingOf, freeName, newPolicy } from '../editing.ts';
import { wordsOf } from '../filter.ts';
import { Icon } from '../icons.tsx';
import { count, keyOf, labelOf, nameOf, policyLabel } from '../names.ts';
import { idOf } from '../reduce.ts';
import { PolicyName } from './PolicyName.tsx';
import { Posture } from './Posture.tsx';

/** Longer lists unfold on demand: what is not in sight costs nothing. */
const atFirst = 60;

export function Explorer() {
  const { view, input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const { inventory } = input;
  const words = wordsOf(view.query);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const policies = inventory.policies.filter((p) => words.length === 0 || fits(policyLabel(p.policy)));
  return (
    <>
      <label class="find">
        <span class="visually-hidden">Find</span>
        <input
          id="find"
          type="search"
          placeholder="Find: web  ns=shop  port=5432  -dns"
          value={view.query}
          onInput={(event) => go({ query: event.currentTarget.value })}
        />
      </label>
      <div class="explorer-lists">
        <h2>
          Namespaces <span class="count">{inventory.namespaces.length}</span>
        </h2>
        <ul class="tree">
          {inventory.namespaces.map((namespace) => {
            const workloads = inventory.workloads.filter((w) => w.workload.namespace === namespace.name);
            const found = fits(namespace.name) ? workloads : workloads.filter((w) => fits(labelOf(w.workload)));
            if (words.length > 0 && found.length === 0 && !fits(namespace.name)) return null;
            return (
              <li key={namespace.name}>
                <NamespaceItem
                  name={namespace.name}
                  workloads={found}
                  open={words.length > 0 || inventory.workloads.length <= 40}
                />
              </li>
            );
          })}
        </ul>
        <h2>
          Policies <span class="count">{inventory.counts.policies}</span>
          <NewPolicyButton />
        </h2>
        {policies.length === 0 ? (
          <p class="dim small">{noneText(inventory)}</p>
        ) : (
          <Unfolding items={policies} what="policies" item={(p) => <PolicyItem key={keyOf(p.policy)} policy={p} />} />
        )}
      </div>
    </>
  );
}

function noneText({ counts, diagnostics }: Inventory): string {
  if (counts.policies > 0) return 'None by this name.';
  if (diagnostics.some(({ code }) => code === 'policy-not-evaluated')) return 'None of a kind that is evaluated.';
  return 'None: everything may talk to everything.';
}

function NamespaceItem({
  name,
  workloads,
  open,
}: {
  readonly name: string;
  readonly workloads: readonly WorkloadView[];
  readonly open: boolean;
}) {
  const [toggled, setToggled] = useState<boolean | 'untouched'>('untouched');
  const shown = toggled === 'untouched' ? open : toggled;
  const isolated = workloads.filter((w) => w.isolated.ingress === 'yes').length;
  return (
    <details
      open={shown}
      onToggle={(event) => event.currentTarget.open !== shown && setToggled(event.currentTarget.open)}
    >
      <summary>
        <Icon name="chevron" />
        <span class="name">{name}</span>
        <span class="dim small" title={`${isolated} of ${workloads.length} workloads are isolated for ingress`}>
          {isolated}/{workloads.length}
        </span>
      </summary>
      {shown && (
        <Unfolding
          items={workloads}
          what="workloads"
          item={(w) => <WorkloadItem key={keyOf(w.workload)} workload={w} />}
        />
      )}
    </details>
  );
}

function WorkloadItem({ workload }: { readonly workload: WorkloadView }) {
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

function PolicyItem({ policy }: { readonly policy: PolicyView }) {
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
        <PolicyName policy={policy.policy} />
        {policy.state !== 'as-loaded' && <span class="badge">{policy.state}</span>}
        {policy.selects === 0 && <span class="badge warn">no pods</span>}
      </button>
    </li>
  );
}

function NewPolicyButton() {
  const app = useApp();
  const go = useGo();
  const state = app.state.value;
  if (state.input.kind !== 'loaded') return null;
  const namespaces = state.input.inventory.namespaces.map((n) => n.name);
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

function Unfolding<T>({
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
