// What must be asked, as a function of the state: the driver asks whatever is new in this list. Panels never ask.

import type { Level } from '../session/answers.ts';
import type { Question } from '../session/questions.ts';
import { editsKey } from './reduce.ts';
import type { AppState, Slot } from './state.ts';

export type Need =
  | { readonly slot: 'flows'; readonly question: Question<'flows'> }
  | { readonly slot: 'changes'; readonly question: Question<'changes'> }
  | { readonly slot: 'reach'; readonly question: Question<'canReach'> }
  | { readonly slot: 'blast'; readonly question: Question<'blastRadius'> }
  | { readonly slot: 'cost'; readonly question: Question<'cost'> }
  | { readonly slot: 'costBefore'; readonly question: Question<'cost'> };

/** More workloads than this open folded to namespaces; nothing is left out, and the level can be switched. */
export const manyWorkloads = 300;

/** The level that is shown: the chosen one, or one that fits the size. */
export function levelOf(state: AppState): Level {
  const { by } = state.view;
  if (by !== 'fitting') return by;
  const { input } = state;
  return input.kind === 'loaded' && input.inventory.counts.workloads > manyWorkloads ? 'namespace' : 'workload';
}

export function needs(state: AppState): readonly Need[] {
  const { view, input } = state;
  if (input.kind !== 'loaded' || state.applied !== editsKey(state)) return [];
  const by = levelOf(state);
  const edited = state.applied !== '[]';
  const flows = { by, from: [], to: [], port: '', namespaces: [] };
  const beyond = view.beyond.length === 0 ? {} : { beyond: view.beyond };
  const list: Need[] = [{ slot: 'flows', question: { ...flows, ...beyond } }];
  if (edited) list.push({ slot: 'changes', question: { by, namespaces: [] } });
  if (view.pair !== 'none') {
    const { from, to, port } = view.pair;
    list.push({ slot: 'reach', question: { from, to: port === '' ? to : `${to}:${port}`, namespace: 'default' } });
  }
  if (view.starts.length > 0 && view.lens === 'blast') {
    const { starts, certain, declaredPorts } = view;
    list.push({ slot: 'blast', question: { starts, namespace: 'default', certain, declaredPorts } });
  }
  if (view.lens === 'cost') {
    const ask = { dataplanes: [view.dataplane], nodes: 'from-input', coefficients: '' } as const;
    list.push({ slot: 'cost', question: { ...ask, state: 'now' } });
    if (edited) list.push({ slot: 'costBefore', question: { ...ask, state: 'as-loaded' } });
  }
  return list;
}

export function keyOfNeed(need: Need, revision: number): string {
  return `${revision} ${JSON.stringify(need.question)}`;
}

export const slots: readonly Slot[] = ['flows', 'changes', 'reach', 'blast', 'cost', 'costBefore'];
