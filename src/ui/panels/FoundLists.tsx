// What the find box finds in an input that is too large to list: the first of each kind, and how many there are.

import type { Found } from '../../session/questions.ts';
import { useAppState, useGo } from '../context.ts';
import { editingOf } from '../editing.ts';
import { wordsOf } from '../filter.ts';
import { Icon, type IconName } from '../icons.tsx';
import { keyOf, labelOf, nameOf, policyLabel } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import type { View } from '../view.ts';

type Group = Found['groups'][number];
type Item = Group['items'][number];

const titles: Readonly<Record<Group['kind'], { readonly title: string; readonly icon: IconName }>> = {
  Namespace: { title: 'Namespaces', icon: 'flows' },
  workload: { title: 'Workloads', icon: 'target' },
  policy: { title: 'Policies', icon: 'shield' },
  Pod: { title: 'Pods', icon: 'target' },
  Service: { title: 'Services', icon: 'flows' },
  Node: { title: 'Nodes', icon: 'target' },
};

export function FoundLists() {
  const state = useAppState();
  const { found } = state.answers;
  if (found.answer === 'none') return <p class="nothing">Looking …</p>;
  if (isRefusal(found.answer)) return <p class="nothing">{found.answer.message}</p>;
  const groups = found.answer.groups.filter(({ count }) => count > 0);
  const isOld = found.answer.text !== wordsOf(state.view.query).join(' ');
  return (
    <div class="explorer-lists" aria-busy={isOld}>
      {groups.length === 0 && <p class="nothing">Nothing has “{found.answer.text}” in its name.</p>}
      {groups.map((group) => (
        <FoundGroup key={group.kind} group={group} />
      ))}
    </div>
  );
}

function FoundGroup({ group: { kind, count, items } }: { readonly group: Group }) {
  const state = useAppState();
  const go = useGo();
  const { title, icon } = titles[kind];
  return (
    <section aria-label={title}>
      <h2>
        {title} <span class="count">{count.toLocaleString('en')}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <li key={keyOf(item.object)} class="item">
            <button type="button" class="row" onClick={() => go({ ...viewOf(kind, item, state), query: '' })}>
              <Icon name={icon} />
              <span class="name">{kind === 'policy' ? policyLabel(item.object) : labelOf(item.object)}</span>
            </button>
          </li>
        ))}
      </ul>
      {count > items.length && (
        <p class="dim small">and {(count - items.length).toLocaleString('en')} more: type more of the name</p>
      )}
    </section>
  );
}

/** What is found is shown where it stands. */
function viewOf(kind: Group['kind'], { object, workload }: Item, state: ReturnType<typeof useAppState>): Partial<View> {
  const there: Partial<View> = {
    pair: 'none',
    ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
  };
  switch (kind) {
    case 'Namespace':
      return { ...there, namespace: object.name, focus: '' };
    case 'policy':
      return { ...there, focus: '', editing: editingOf(state, object), tab: 'editor' };
    case 'workload':
    case 'Pod':
    case 'Service':
    case 'Node':
      return { ...there, focus: nameOf(workload ?? object) };
  }
}
