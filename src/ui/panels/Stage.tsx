// The picture of the chosen lens with its switches. Every picture has its table below; none says what the table lacks.

import { useMemo, useState } from 'preact/hooks';
import type { EndpointView, ObjectView, PolicyCostView, ThingView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { mainCount, unitText } from '../costs.ts';
import { editingOf } from '../editing.ts';
import { pairKey, shownRows } from '../flow-rows.ts';
import { pairTo, reachedOf } from '../last-steps.ts';
import { nameOf } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { CostStage } from '../stage/CostStage.tsx';
import { DiagramStage } from '../stage/DiagramStage.tsx';
import { RingsStage } from '../stage/RingsStage.tsx';
import { useFlowRows } from '../use-flow-rows.ts';
import { pairOf } from './FlowTable.tsx';
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
      return <BlastPicture fit={fit} />;
    case 'cost':
      return <CostPicture fit={fit} />;
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

function BlastPicture({ fit }: { readonly fit: number }) {
  const { view, input, answers } = useAppState();
  const go = useGo();
  const blast = answers.blast.answer;
  if (input.kind !== 'loaded') return null;
  if (view.starts.length === 0)
    return (
      <p class="nothing">
        Nothing is marked as compromised yet. Use the target beside a workload in the list on the left, press c on it,
        or type a name above.
      </p>
    );
  if (blast === 'none') return <p class="nothing">Working out what can be reached …</p>;
  if (isRefusal(blast)) return <p class="nothing">{blast.message}</p>;
  const { workloads } = input.inventory;
  const select = (thing: ThingView) => {
    const reached = reachedOf(blast, thing, workloads);
    const pair = reached === undefined ? 'none' : pairTo(blast, reached);
    if (pair !== 'none') go({ pair });
  };
  return <RingsStage blast={blast} workloads={workloads} upTo={view.upTo} fit={fit} onSelectThing={select} />;
}

function CostPicture({ fit }: { readonly fit: number }) {
  const state = useAppState();
  const { view, answers, applied } = state;
  const go = useGo();
  const cost = answers.cost.answer;
  const old = answers.costBefore.answer;
  if (cost === 'none') return <p class="nothing">Counting what each policy costs …</p>;
  if (isRefusal(cost)) return <p class="nothing">{cost.message}</p>;
  const [plane] = cost.dataplanes;
  if (plane === undefined || plane.items.length === 0)
    return <p class="nothing">No policies, so nothing to pay for.</p>;
  const unit = mainCount(plane.totals.cluster);
  const before = applied === '[]' || old === 'none' || isRefusal(old) ? 'none' : (old.dataplanes[0]?.items ?? 'none');
  return (
    <CostStage
      items={plane.items}
      before={before}
      measure={measureOf(unit)}
      unit={unitText(unit)}
      fit={fit}
      isSelected={(policy) => editingOf(state, policy) === view.editing}
      onSelectPolicy={(policy) => go({ editing: editingOf(state, policy) })}
    />
  );
}

const measures = new Map<string, (item: PolicyCostView) => number>();

/** The same function for the same unit, which the picture needs to keep its layout. */
function measureOf(unit: string): (item: PolicyCostView) => number {
  const made = measures.get(unit) ?? ((item: PolicyCostView) => item.state.cluster[unit] ?? 0);
  measures.set(unit, made);
  return made;
}
