// An input that is too large to list: the session counts its namespaces and tells what one holds when it is asked. Here
// its answers become one inventory again, in which workloads and policies are those of the namespaces in view.

import type { Inventory, NamespaceContents, PolicyView } from '../session/questions.ts';
import { sameObject } from './names.ts';
import type { AppState, Input } from './state.ts';

type Loaded = Extract<Input, { kind: 'loaded' }>;

export function isLarge({ asLoaded }: Pick<Loaded, 'asLoaded'>): boolean {
  return asLoaded.detail === 'by-namespace';
}

/** The namespaces that the view is about: the open one, and those of what is picked and edited. */
export function namespacesInView({ view, input }: AppState): readonly string[] {
  if (input.kind !== 'loaded') return [];
  const [focused = '', ...path] = view.focus.split('/');
  const [edited = ''] = view.editing.replace(/^edit:/, '').split('/');
  const wanted = new Set([view.namespace, path.length === 0 ? '' : focused, edited]);
  return input.inventory.namespaces.flatMap(({ name }) => (wanted.has(name) ? [name] : []));
}

/** The namespace that is open, if the input has it. */
export function openNamespace({ view, input }: AppState): Inventory['namespaces'][number] | 'none' {
  if (input.kind !== 'loaded' || view.namespace === '') return 'none';
  return input.inventory.namespaces.find(({ name }) => name === view.namespace) ?? 'none';
}

/** What the edits of a large input left of it: only the namespaces that they touch are told anew. */
export function overlaid(base: Inventory, edits: Inventory): Inventory {
  if (edits.detail !== 'edits') return edits;
  const changed = new Map(edits.namespaces.map((namespace) => [namespace.name, namespace]));
  const gone = new Set(edits.gone);
  const known = new Set(base.namespaces.map(({ name }) => name));
  const kept = base.namespaces.flatMap((namespace) =>
    gone.has(namespace.name) ? [] : [changed.get(namespace.name) ?? namespace],
  );
  const come = edits.namespaces.filter(({ name }) => !known.has(name));
  const namespaces = come.length === 0 ? kept : [...kept, ...come].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { ...edits, detail: 'by-namespace', files: base.files, namespaces };
}

/** With what is known of the namespaces in view. */
export function withContents(state: AppState): AppState {
  const { input, answers } = state;
  const contents = answers.contents.answer;
  if (input.kind !== 'loaded' || !isLarge(input) || contents === 'none' || contents.kind !== 'NamespaceContents')
    return state;
  const { asLoaded, inventory } = input;
  return {
    ...state,
    input: {
      ...input,
      asLoaded: { ...asLoaded, policies: [...ofCluster(asLoaded.policies), ...loadedIn(contents)] },
      inventory: { ...inventory, ...pick(contents), policies: allPolicies(inventory.policies, contents.policies) },
    },
  };
}

function pick({ workloads, ends }: NamespaceContents): Pick<Inventory, 'workloads' | 'ends'> {
  return { workloads, ends };
}

/** Of cluster-wide policies, those in `contents` know their subjects. */
function allPolicies(known: readonly PolicyView[], told: readonly PolicyView[]): readonly PolicyView[] {
  const others = ofCluster(known).filter(({ policy }) => !told.some((one) => sameObject(one.policy, policy)));
  return [...told, ...others];
}

function loadedIn({ policies, before }: NamespaceContents): readonly PolicyView[] {
  const unchanged = policies.filter(({ policy, state }) => state === 'as-loaded' && policy.namespace !== undefined);
  return [...unchanged, ...before];
}

function ofCluster(policies: readonly PolicyView[]): readonly PolicyView[] {
  return policies.filter(({ policy }) => policy.namespace === undefined);
}
