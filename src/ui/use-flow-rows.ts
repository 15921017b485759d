// The rows of flows and changes, made once for each answer and shared by the table and the picture.

import { useMemo } from 'preact/hooks';
import type { FlowDiff, FlowList } from '../session/answers.ts';
import { useAppState } from './context.ts';
import { type FlowRow, flowRows } from './flow-rows.ts';
import { isRefusal } from './reduce.ts';

let made: { readonly flows: FlowList; readonly diff: FlowDiff | 'none'; readonly rows: readonly FlowRow[] } | undefined;

export function useFlowRows(): readonly FlowRow[] | 'none' | 'refused' {
  const { answers, applied } = useAppState();
  const flows = answers.flows.answer;
  const changes = answers.changes.answer;
  const known = applied === '[]' || isRefusal(changes) ? 'none' : changes;
  // Of a large input many changes are told by namespace: they cannot be laid over flows that are told finer.
  const diff = known !== 'none' && flows !== 'none' && !isRefusal(flows) && known.by === flows.by ? known : 'none';
  return useMemo(() => {
    if (flows === 'none') return 'none';
    if (isRefusal(flows)) return 'refused';
    if (made?.flows !== flows || made.diff !== diff) made = { flows, diff, rows: flowRows(flows, diff) };
    return made.rows;
  }, [flows, diff]);
}
