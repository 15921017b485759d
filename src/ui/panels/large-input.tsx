// What an input is shown with that is too large to show at once: its namespaces first, then one of them.

import { useState } from 'preact/hooks';
import type { NamespaceView } from '../../session/questions.ts';
import { useAppState, useGo } from '../context.ts';
import { wordsOf } from '../filter.ts';
import { Icon } from '../icons.tsx';
import { openNamespace } from '../large.ts';
import { count, keyOf } from '../names.ts';
import {
  foundNamespaces,
  holdsText,
  inOrder,
  isolatedText,
  type NamespaceOrder,
  orderNames,
  orders,
  spokenNamespace,
} from '../namespaces.ts';
import { NewPolicyButton, PolicyItem, Unfolding, WorkloadItem } from './explorer-items.tsx';
import { FoundLists } from './FoundLists.tsx';
import { NamespaceTable } from './NamespaceTable.tsx';
import { Shares } from './Shares.tsx';
import { Tiles } from './Tiles.tsx';

export const largeInput = { Explorer: LargeExplorer, Overview, Table: NamespaceTable } as const;

/** In pixels: a name, three counts and two bars fit in it. */
const narrowestTile = 265;

function LargeExplorer() {
  const state = useAppState();
  if (wordsOf(state.view.query).length > 0) return <FoundLists />;
  const open = openNamespace(state);
  return open === 'none' ? <NamespaceList /> : <OpenNamespace namespace={open} />;
}

function NamespaceList() {
  const { input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const { namespaces } = input.inventory;
  return (
    <>
      <ClusterWide />
      <h2>
        Namespaces <span class="count">{namespaces.length.toLocaleString('en')}</span>
      </h2>
      <Tiles
        label="Namespaces"
        items={namespaces}
        narrowest="list"
        keyOf={({ name }) => name}
        nameOf={spokenNamespace}
        onPick={({ name }) => go({ namespace: name, focus: '', pair: 'none' })}
        tile={({ name, holds }) => (
          <>
            <span class="name" title={name}>
              {name}
            </span>
            <span class="dim small">{holds?.workloads.toLocaleString('en')}</span>
            <Shares holds={holds} />
          </>
        )}
      />
    </>
  );
}

function OpenNamespace({ namespace }: { readonly namespace: NamespaceView }) {
  const { input, answers } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const { name, holds } = namespace;
  const { inventory } = input;
  const contents = answers.contents.answer;
  const isHere = contents !== 'none' && contents.kind === 'NamespaceContents' && contents.namespaces.includes(name);
  const workloads = inventory.workloads.filter(({ workload }) => workload.namespace === name);
  const policies = inventory.policies.filter(({ policy }) => policy.namespace === name);
  return (
    <div class="explorer-lists">
      <button type="button" class="link back" onClick={() => go({ namespace: '', focus: '', pair: 'none' })}>
        <Icon name="chevron" /> All {count(inventory.namespaces.length, 'namespace')}
      </button>
      <h2 class="open-namespace">{name}</h2>
      {holds !== undefined && holds.pods > 0 && (
        <p class="small dim">
          {count(holds.pods, 'pod')}: {isolatedText('ingress', holds.ingress)}, {isolatedText('egress', holds.egress)}
        </p>
      )}
      <h2>
        Workloads <span class="count">{(holds?.workloads ?? workloads.length).toLocaleString('en')}</span>
      </h2>
      {!isHere && <p class="dim small">Reading …</p>}
      <Unfolding
        items={workloads}
        what="workloads"
        item={(w) => <WorkloadItem key={keyOf(w.workload)} workload={w} />}
      />
      <h2>
        Policies <span class="count">{(holds?.policies ?? policies.length).toLocaleString('en')}</span>
        <NewPolicyButton namespaces={[name]} />
      </h2>
      {isHere && policies.length === 0 && <p class="dim small">None.</p>}
      <Unfolding
        items={policies}
        what="policies"
        item={(p) => <PolicyItem key={keyOf(p.policy)} policy={p} within={name} />}
      />
      <ClusterWide />
    </div>
  );
}

/** Few, and about every namespace: they stand beside all of them. */
function ClusterWide() {
  const { input } = useAppState();
  if (input.kind !== 'loaded') return null;
  const policies = input.inventory.policies.filter(({ policy }) => policy.namespace === undefined);
  if (policies.length === 0) return null;
  return (
    <section class="cluster-wide" aria-label="Cluster-wide policies">
      <h2>
        Cluster-wide policies <span class="count">{policies.length}</span>
      </h2>
      <Unfolding items={policies} what="policies" item={(p) => <PolicyItem key={keyOf(p.policy)} policy={p} />} />
    </section>
  );
}

function Overview() {
  const { input, view } = useAppState();
  const go = useGo();
  const [order, setOrder] = useState<NamespaceOrder>('pods');
  if (input.kind !== 'loaded') return null;
  const { inventory } = input;
  const found = foundNamespaces(inventory, view);
  const hidden = inventory.namespaces.length - found.length;
  return (
    <div class="overview">
      <div class="overview-head">
        <p>
          Flows of {count(inventory.namespaces.length, 'namespace')} are too many to show at once: <b>choose one</b> to
          see what it may talk to and what may talk to it.
          {hidden > 0 && (
            <>
              {' '}
              {count(hidden, 'namespace')} hidden by the find box.{' '}
              <button type="button" class="link" onClick={() => go({ query: '' })}>
                show all
              </button>
            </>
          )}
        </p>
        <label>
          Order by{' '}
          <select
            value={order}
            onChange={(event) => setOrder(orders.find((one) => one === event.currentTarget.value) ?? 'pods')}
          >
            {orders.map((one) => (
              <option key={one} value={one}>
                {orderNames[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Tiles
        label="Namespaces, as tiles"
        items={inOrder(found, order)}
        narrowest={narrowestTile}
        keyOf={({ name }) => name}
        nameOf={spokenNamespace}
        onPick={({ name }) => go({ namespace: name, focus: '', pair: 'none', query: '' })}
        tile={(namespace) => (
          <>
            <span class="name" title={namespace.name}>
              {namespace.name}
            </span>
            <span class="dim small holds">{holdsText(namespace)}</span>
            <Shares holds={namespace.holds} />
          </>
        )}
      />
    </div>
  );
}
