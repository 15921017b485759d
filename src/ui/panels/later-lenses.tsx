// The pictures and tables of the lenses that are opened later, which the first picture does not wait for (Later.tsx).

import type { PolicyCostView, ThingView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { mainCount, unitText } from '../costs.ts';
import { editingOf } from '../editing.ts';
import { pairTo, reachedOf } from '../last-steps.ts';
import { isRefusal } from '../reduce.ts';
import { CostStage } from '../stage/CostStage.tsx';
import { RingsStage } from '../stage/RingsStage.tsx';
import { BlastTable } from './BlastTable.tsx';
import { CostTable } from './CostTable.tsx';

export const laterLenses = {
  blast: { Picture: BlastPicture, Table: BlastTable },
  cost: { Picture: CostPicture, Table: CostTable },
} as const;

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
