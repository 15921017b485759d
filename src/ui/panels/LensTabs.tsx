// The four ways to look at one input, and the answer of the chosen one in a sentence.

import { useEffect } from 'preact/hooks';
import { announce } from '../announce.tsx';
import { useAppState, useGo } from '../context.ts';
import { current } from '../history.ts';
import { Icon, type IconName } from '../icons.tsx';
import { sentence } from '../sentences.ts';
import { type Lens, lenses } from '../view.ts';
import { Tabs } from './Tabs.tsx';

export const lensNames: Readonly<Record<Lens, { readonly title: string; readonly icon: IconName }>> = {
  flows: { title: 'Flows', icon: 'flows' },
  blast: { title: 'Blast', icon: 'blast' },
  'what-if': { title: 'What-if', icon: 'edit' },
  cost: { title: 'Cost', icon: 'cost' },
};

export function LensTabs() {
  const { view, history } = useAppState();
  const go = useGo();
  const edits = current(history).edits.length;
  return (
    <Tabs
      label="Lenses"
      name="lens"
      panel="stage"
      selected={view.lens}
      onSelect={(lens) => go({ lens, tab: lens === 'what-if' ? 'changes' : 'table' })}
      tabs={lenses.map((lens, i) => ({
        key: lens,
        title: `${i + 1}`,
        label: (
          <>
            <Icon name={lensNames[lens].icon} /> {lensNames[lens].title}
            {lens === 'what-if' && edits > 0 && <span class="count">{edits}</span>}
          </>
        ),
      }))}
    />
  );
}

export function AnswerBar() {
  const state = useAppState();
  const text = sentence(state);
  const waiting = state.draft.kind === 'checking' || Object.values(state.answers).some((held) => held.waiting);
  useEffect(() => announce(text), [text]);
  return (
    <p class="answer" aria-busy={waiting}>
      {text}
      {waiting && <span class="badge">updating</span>}
    </p>
  );
}
