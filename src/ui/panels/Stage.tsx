// The picture of the chosen lens with its switches. Every picture has its table below; none says what the table lacks.

import { useMemo, useState } from 'preact/hooks';
import type { EndpointView, ObjectView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { pairKey, shownRows } from '../flow-rows.ts';
import { nameOf } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { DiagramStage } from '../stage/DiagramStage.tsx';
import { useFlowRows } from '../use-flow-rows.ts';
import { pairOf } from './FlowTable.tsx';
import { LaterPicture } from './Later.tsx';
import { lensNames } from './LensTabs.tsx';
import { StageToolbar } from './StageToolbar.tsx';

export function Stage() {
  const { view } = useAppState();
  const [fit, setFit] = useState(0);
  return (
    <section
      class="region stage-region"
      id="stage"
      aria-label={`Picture: ${lensNames[view.lens].title}`}
      tabIndex={-1}
      data-region
    >
      <StageToolbar onFit={() => setFit(fit + 1)} />
      <div class="picture">
        <Picture fit={fit} />
      </div>
    </section>
  );
}

function Picture({ fit }: { readonly fit: number }) {
  const { view } = useAppState();
  switch (view.lens) {
    case 'flows':
    case 'what-if':
      return <FlowPicture fit={fit} />;
    case 'blast':
    case 'cost':
      return <LaterPicture lens={view.lens} fit={fit} />;
  }
}

function FlowPicture({ fit }: { readonly fit: number }) {
  const { view, input, answers, applied } = useAppState();
  const go = useGo();
  const rows = useFlowRows();
  const { query, outside, only } = view;
  const shows = useMemo(() => {
    if (typeof rows === 'string') return () => true;
    const shown = new Set(shownRows(rows, { query, outside, only }).rows.map((row) => pairKey(row.from, row.to)));
    return (from: EndpointView, to: EndpointView) => shown.has(pairKey(from, to));
  }, [rows, query, outside, only]);
  const flows = answers.flows.answer;
  const diff = answers.changes.answer;
  const reach = answers.reach.answer;
  const changes = useMemo(
    () => (applied === '[]' || diff === 'none' || isRefusal(diff) ? [] : diff.items),
    [applied, diff],
  );
  if (input.kind !== 'loaded' || flows === 'none') return <p class="nothing">Working out every flow …</p>;
  if (isRefusal(flows)) return <p class="nothing">{flows.message}</p>;
  const { pair, starts, focus } = view;
  const marked = (workload: ObjectView) => starts.includes(nameOf(workload)) || focus === nameOf(workload);
  return (
    <DiagramStage
      workloads={input.inventory.workloads}
      flows={flows.items}
      changes={changes}
      only={only}
      shows={shows}
      isSelected={(from, to) => pair !== 'none' && pair.from === nameOf(from) && pair.to === nameOf(to)}
      asked={pair === 'none' || answers.reach.waiting || reach === 'none' || isRefusal(reach) ? 'none' : reach}
      isMarked={marked}
      fit={fit}
      onSelectPair={({ from, to }) => {
        const row =
          typeof rows === 'string' ? undefined : rows.find((r) => pairKey(r.from, r.to) === pairKey(from, to));
        go(row === undefined ? { pair: { from: nameOf(from), to: nameOf(to), port: '' } } : pairOf(row));
      }}
      onSelectWorkload={(workload) => go({ focus: nameOf(workload), pair: 'none' })}
    />
  );
}
