// The tables below the picture, and, where there is no column for them, the explanation and the editor.

import { useAppState, useGo } from '../context.ts';
import { Icon } from '../icons.tsx';
import { isLarge, openNamespace } from '../large.ts';
import { dockTabs, layout } from '../layout.ts';
import { isRefusal } from '../reduce.ts';
import { useFlowRows } from '../use-flow-rows.ts';
import type { Lens, Tab } from '../view.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { EditorPanel } from './EditorPanel.tsx';
import { Explain } from './Explain.tsx';
import { FlowTable } from './FlowTable.tsx';
import { HistoryList } from './HistoryList.tsx';
import { LargePart } from './LargePart.tsx';
import { LaterTable } from './Later.tsx';
import { Problems } from './Problems.tsx';
import { Tabs } from './Tabs.tsx';

const titles: Readonly<Record<Tab, string>> = {
  table: 'Table',
  changes: 'Changes',
  explain: 'Explain',
  editor: 'Editor',
  problems: 'Problems',
  history: 'History',
};

export function Dock() {
  const state = useAppState();
  const { view, input, history, answers } = state;
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const tabs = dockTabs(layout.value);
  const isOpen = view.tables === 'shown';
  const tab = tabs.includes(view.tab) ? view.tab : 'table';
  const diff = answers.changes.answer;
  const counts: Partial<Record<Tab, number>> = {
    changes: state.applied !== '[]' && diff !== 'none' && !isRefusal(diff) ? diff.items.length : 0,
    problems: input.inventory.diagnostics.length,
    history: history.steps.length - 1,
  };
  return (
    <section class="region dock" aria-label="Tables" id="dock" tabIndex={-1} data-region>
      <Tabs
        label="Tables"
        name="tab"
        panel="tab-panel"
        selected={tab}
        onSelect={(next) => go({ tab: next, tables: 'shown' })}
        tabs={tabs.map((key) => ({
          key,
          title: titles[key],
          label: (
            <>
              {titles[key]}
              {(counts[key] ?? 0) > 0 && <span class="count">{counts[key]}</span>}
            </>
          ),
        }))}
      />
      <button
        type="button"
        class="icon-only fold"
        aria-expanded={isOpen}
        aria-controls="tab-panel"
        aria-label={isOpen ? 'Fold the tables' : 'Unfold the tables'}
        title={isOpen ? 'Fold the tables' : 'Unfold the tables'}
        onClick={() => go({ tables: isOpen ? 'folded' : 'shown' })}
      >
        <Icon name="chevron" />
      </button>
      <div hidden={!isOpen} id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} class={`tab-panel ${tab}`}>
        {isOpen && <Panel tab={tab} lens={view.lens} />}
      </div>
    </section>
  );
}

function Panel({ tab, lens }: { readonly tab: Tab; readonly lens: Lens }) {
  switch (tab) {
    case 'table':
      return <LensTable lens={lens} />;
    case 'changes':
      return <ChangeTable />;
    case 'explain':
      return <Explain />;
    case 'editor':
      return <EditorPanel />;
    case 'problems':
      return <Problems />;
    case 'history':
      return <HistoryList />;
  }
}

function LensTable({ lens }: { readonly lens: Lens }) {
  const rows = useFlowRows();
  const state = useAppState();
  if (lens === 'blast' || lens === 'cost') return <LaterTable lens={lens} />;
  if (state.input.kind === 'loaded' && isLarge(state.input) && openNamespace(state) === 'none')
    return <LargePart part="Table" />;
  if (rows === 'none') return <p class="nothing">Working out every flow …</p>;
  if (rows === 'refused') return <p class="nothing">No answer.</p>;
  return <FlowTable rows={rows} />;
}
