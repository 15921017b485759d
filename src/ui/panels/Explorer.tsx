// What there is: namespaces with their workloads and how these are isolated, and the policies. The find box filters
// this list, the picture and the table alike.

import { useState } from 'preact/hooks';
import type { Inventory, WorkloadView } from '../../session/questions.ts';
import { useAppState, useGo } from '../context.ts';
import { wordsOf } from '../filter.ts';
import { Icon } from '../icons.tsx';
import { isLarge } from '../large.ts';
import { keyOf, labelOf, policyLabel } from '../names.ts';
import { NewPolicyButton, PolicyItem, Unfolding, WorkloadItem } from './explorer-items.tsx';
import { LargePart } from './LargePart.tsx';

export function Explorer() {
  const { view, input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
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
      {isLarge(input) ? <LargePart part="Explorer" /> : <Lists inventory={input.inventory} />}
    </>
  );
}

function Lists({ inventory }: { readonly inventory: Inventory }) {
  const { view } = useAppState();
  const words = wordsOf(view.query);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const policies = inventory.policies.filter((p) => words.length === 0 || fits(policyLabel(p.policy)));
  return (
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
        <NewPolicyButton namespaces={inventory.namespaces.map(({ name }) => name)} />
      </h2>
      {policies.length === 0 ? (
        <p class="dim small">{noneText(inventory)}</p>
      ) : (
        <Unfolding items={policies} what="policies" item={(p) => <PolicyItem key={keyOf(p.policy)} policy={p} />} />
      )}
    </div>
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
