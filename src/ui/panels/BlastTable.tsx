// The twin of the rings: what is reached, in how many steps, how surely, and on which way.

import type { AttackStepView, BlastRadius } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { lastStep, pairTo, type Reached } from '../last-steps.ts';
import { count, thingLabel } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import type { Pair } from '../view.ts';
import { type Column, Grid } from './Grid.tsx';

export function BlastTable() {
  const { answers, view } = useAppState();
  const go = useGo();
  const blast = answers.blast.answer;
  if (view.starts.length === 0)
    return <p class="nothing">Nothing is marked as compromised. Mark a workload on the left, or press c on it.</p>;
  if (blast === 'none') return <p class="nothing">Working out what can be reached …</p>;
  if (isRefusal(blast)) return <p class="nothing">{blast.message}</p>;
  const steps = new Map(blast.steps.map((step) => [step.id, step]));
  return (
    <Grid
      label="Reached things"
      file="blast-radius.csv"
      rows={blast.reached}
      columns={columnsOf(blast, steps)}
      keyOf={(r) => `${r.what.kind} ${thingLabel(r.what)}`}
      selected={selectedKey(blast, view.pair)}
      onPick={(r) => {
        const pair = pairTo(blast, r);
        if (pair !== 'none') go({ pair });
      }}
      caption={
        <>
          {count(blast.reached.length, 'thing')} reached
          {blast.partial.length > 0 && <span class="dim"> · not looked at: {blast.partial.join('; ')}</span>}
        </>
      }
      empty={<p>Nothing else can be reached from there.</p>}
    />
  );
}

function columnsOf(blast: BlastRadius, steps: ReadonlyMap<string, AttackStepView>): readonly Column<Reached>[] {
  const path = (r: Reached) => {
    const through = r.steps.flatMap((id) => steps.get(id) ?? []).map((step) => thingLabel(step.to));
    return [blast.starts.map(thingLabel).join(' or '), ...through].join(' → ');
  };
  return [
    {
      key: 'hops',
      title: 'Step',
      size: 'xs',
      text: (r) => String(r.hops),
      number: (r) => r.hops,
      cell: (r) => <span class={`hop hop-${Math.min(Math.max(r.hops, 1), 5)}`}>{r.hops}</span>,
    },
    { key: 'what', title: 'Reached', size: 'l', text: (r) => thingLabel(r.what) },
    { key: 'kind', title: 'Kind', size: 's', text: (r) => r.what.kind },
    {
      key: 'certainty',
      title: 'How sure',
      size: 's',
      text: (r) => r.certainty,
      cell: (r) => (r.certainty === 'certain' ? 'certain' : <span class="unknown">? possible</span>),
    },
    { key: 'path', title: 'Shortest way', size: 'l', text: path },
    { key: 'because', title: 'Last step', size: 'l', text: (r) => lastStep(blast, r)?.because ?? '' },
  ];
}

function selectedKey(blast: BlastRadius, pair: Pair | 'none'): string {
  const same = blast.reached.find((r) => JSON.stringify(pairTo(blast, r)) === JSON.stringify(pair));
  return same === undefined ? '' : `${same.what.kind} ${thingLabel(same.what)}`;
}
