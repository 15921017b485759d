// The picture of the chosen lens with its switches. Every picture has its table below; none says what the table lacks.

import { useMemo, useState } from 'preact/hooks';
import type { EndpointView, FlowDiff, FlowList, ObjectView } from '../../session/answers.ts';
import type { Refusal, WorkloadView } from '../../session/questions.ts';
import { useAppState, useGo } from '../context.ts';
import { pairKey, shownRows } from '../flow-rows.ts';
import { isLarge, openNamespace } from '../large.ts';
import { count, keyOf, nameOf } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { DiagramStage } from '../stage/DiagramStage.tsx';
import { useFlowRows } from '../use-flow-rows.ts';
import { askAbout, type View } from '../view.ts';
import { pairOf } from './FlowTable.tsx';
import { LargePart } from './LargePart.tsx';
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
  const state = useAppState();
  const { view, input, answers, applied } = state;
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
    () => (applied === '[]' || diff === 'none' || isRefusal(diff) || !isAsFine(flows, diff) ? [] : diff.items),
    [applied, diff, flows],
  );
  if (input.kind !== 'loaded') return null;
  const open = isLarge(input) ? openNamespace(state) : 'all';
  if (open === 'none') return <LargePart part="Overview" />;
  const whose = open === 'all' ? 'every flow' : `the flows of ${open.name}`;
  if (flows === 'none') return <p class="nothing">Working out {whose} …</p>;
  if (isRefusal(flows)) return <p class="nothing">{flows.message}</p>;
  if (open !== 'all' && endsIn(flows) > mostEnds)
    return (
      <p class="nothing">
        {count(endsIn(flows), 'end')} are too many to draw; all of their flows are in the table.{' '}
        <button type="button" class="link" onClick={() => go({ by: 'fitting' })}>
          Tell namespaces together that fare alike
        </button>
      </p>
    );
  const { pair, starts, focus } = view;
  const marked = (workload: ObjectView) => starts.includes(nameOf(workload)) || focus === nameOf(workload);
  return (
    <DiagramStage
      workloads={workloadsOf(input.inventory.workloads, open === 'all' ? open : open.name)}
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
        go(row === undefined ? askAbout(from, to, '') : pairOf(row));
      }}
      onSelectWorkload={(workload) => go(lookAt(workload))}
    />
  );
}

function isAsFine(flows: FlowList | Refusal | 'none', diff: FlowDiff): boolean {
  return flows !== 'none' && !isRefusal(flows) && flows.by === diff.by;
}

/** In a picture; the table has them all. */
const mostEnds = 400;

function endsIn({ items }: FlowList): number {
  return new Set(items.flatMap(({ from, to }) => [keyOf(from), keyOf(to)])).size;
}

const inOpen = new WeakMap<
  readonly WorkloadView[],
  { readonly name: string; readonly list: readonly WorkloadView[] }
>();

/** Those of the open namespace, as the same list each time: the picture is laid out anew when it changes. */
function workloadsOf(workloads: readonly WorkloadView[], name: string): readonly WorkloadView[] {
  if (name === 'all') return workloads;
  const known = inOpen.get(workloads);
  if (known?.name === name) return known.list;
  const list = workloads.filter(({ workload }) => workload.namespace === name);
  inOpen.set(workloads, { name, list });
  return list;
}

/** A namespace of many is opened, and several of them are told apart. */
function lookAt(object: ObjectView): Partial<View> {
  if (object.kind === 'Namespace') return { namespace: object.name, focus: '', pair: 'none' };
  if (object.kind === 'Namespaces') return askAbout(object, object, '');
  return { focus: nameOf(object), pair: 'none' };
}
