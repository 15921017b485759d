// What must be asked, as a function of the state: the driver asks whatever is new in this list. Panels never ask.

import type { Level } from '../session/answers.ts';
import type { Question } from '../session/questions.ts';
import { wordsOf } from './filter.ts';
import { isLarge, namespacesInView, openNamespace } from './large.ts';
import { editsKey } from './reduce.ts';
import type { AppState, Slot } from './state.ts';

export type Need =
  | { readonly slot: 'flows'; readonly question: Question<'flows'> }
  | { readonly slot: 'changes'; readonly question: Question<'changes'> }
  | { readonly slot: 'reach'; readonly question: Question<'canReach'> }
  | { readonly slot: 'blast'; readonly question: Question<'blastRadius'> }
  | { readonly slot: 'cost'; readonly question: Question<'cost'> }
  | { readonly slot: 'costBefore'; readonly question: Question<'cost'> }
  | { readonly slot: 'contents'; readonly question: Question<'contents'> }
  | { readonly slot: 'found'; readonly question: Question<'find'> }
  | { readonly slot: 'names'; readonly question: Question<'find'> };

/** More workloads than this open folded to namespaces; nothing is left out, and the level can be switched. */
export const manyWorkloads = 300;

/** The level that is shown: the chosen one, or one that fits the size. */
export function levelOf(state: AppState): Level {
  const { by } = state.view;
  const { input } = state;
  if (input.kind === 'loaded' && isLarge(input)) return levelInside(state, by);
  if (by !== 'fitting') return by;
  return input.kind === 'loaded' && input.inventory.counts.workloads > manyWorkloads ? 'namespace' : 'workload';
}

/** Of one namespace of a large input pods are not listed: with those of all others they make too many pairs. */
function levelInside(state: AppState, by: AppState['view']['by']): Level {
  if (by === 'workload' || by === 'namespace') return by;
  const open = openNamespace(state);
  return open !== 'none' && (open.holds?.workloads ?? 0) > manyWorkloads ? 'namespace' : 'workload';
}

export function needs(state: AppState): readonly Need[] {
  const { view, input } = state;
  if (input.kind !== 'loaded' || state.applied !== editsKey(state)) return [];
  const by = levelOf(state);
  const edited = state.applied !== '[]';
  const list: Need[] = isLarge(input) ? [...largeNeeds(state, by)] : [{ slot: 'flows', question: allFlows(view, by) }];
  if (edited)
    list.push({ slot: 'changes', question: isLarge(input) ? nearbyChanges(state, by) : { by, namespaces: [] } });
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

function allFlows({ beyond }: AppState['view'], by: Level): Question<'flows'> {
  const flows = { by, from: [], to: [], port: '', namespaces: [] };
  return beyond.length === 0 ? flows : { ...flows, beyond };
}

/** Of a large input: only what is looked at. Nobody asks for the flows of all of its namespaces at once. */
function largeNeeds(state: AppState, by: Level): readonly Need[] {
  const { view, looked } = state;
  const namespaces = namespacesInView(state);
  const open = openNamespace(state);
  const list: Need[] = [];
  if (namespaces.length > 0) list.push({ slot: 'contents', question: { namespaces } });
  if (open !== 'none') {
    const flows = { by, from: [], to: [], port: '', namespaces: [open.name] };
    list.push({ slot: 'flows', question: view.by === 'namespace' ? flows : { ...flows, far: 'folded' } });
  }
  const words = wordsOf(view.query).join(' ');
  if (words !== '') list.push({ slot: 'found', question: { text: words, most: mostFound } });
  if (looked.trim() !== '') list.push({ slot: 'names', question: { text: looked.trim(), most: mostNames } });
  return list;
}

function nearbyChanges(state: AppState, by: Level): Question<'changes'> {
  const open = openNamespace(state);
  return { by, namespaces: open === 'none' ? [] : [open.name], most: mostChanges };
}

/** How many are told of each kind: of what the find box finds, and of the names that a field suggests. */
export const mostFound = 20;
const mostNames = 12;

/** More changes than this are told by namespace. */
const mostChanges = 2_000;

export function keyOfNeed(need: Need, revision: number): string {
  return `${revision} ${JSON.stringify(need.question)}`;
}

export const slots: readonly Slot[] = [
  'flows',
  'changes',
  'reach',
  'blast',
  'cost',
  'costBefore',
  'contents',
  'found',
  'names',
];
