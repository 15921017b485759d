// Where a pod might be added: a namespace of the cluster, with the labels that it has, or one that does not
// exist yet, with any. Namespaces that no rule in force tells apart are one place.

import type { Cluster, Namespace } from '../model/cluster.ts';
import type { LabelSelector, Labels } from '../model/labels.ts';
import { metadataName, selectorHolds } from '../model/select.ts';
import { entails, fewestLabels, type Region, selectorKey } from './exposure-regions.ts';
import type { Scope } from './exposure-scopes.ts';

export type Place =
  | { readonly kind: 'existing'; readonly namespaces: readonly Namespace[] }
  | { readonly kind: 'new'; readonly taken: readonly string[] };

/** An example of a region: the namespace, and the labels of the pod in it. */
export interface Example {
  readonly namespace: Namespace;
  readonly labels: Labels;
}

export function placesOf({ namespaces }: Cluster, scopes: readonly Scope[]): readonly Place[] {
  const selectors = new Map(scopes.map(({ region }) => [selectorKey(region.namespaces), region.namespaces]));
  const groups = new Map<string, Namespace[]>();
  for (const namespace of namespaces) {
    const holds = [...selectors.values()].map((selector) => selectorHolds(selector, namespace.labels));
    // What is not known of a namespace is told by its name.
    const key = `${holds.join(',')} ${namespace.origin === 'not-given' ? namespace.name : ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [namespace]);
    else group.push(namespace);
  }
  const existing = [...groups.values()].map((group): Place => ({ kind: 'existing', namespaces: group }));
  return [...existing, { kind: 'new', taken: namespaces.map(({ name }) => name) }];
}

/** The part of a region that lies in the place; an existing namespace's labels are what they are. */
export function regionAt(region: Region, place: Place): Region | 'nothing' {
  if (place.kind === 'new') {
    const known = isNew(place.taken);
    return { ...region, namespaces: region.namespaces.filter((each) => !entails(known, [each])) };
  }
  const [namespace] = place.namespaces;
  const there = namespace !== undefined && selectorHolds(region.namespaces, namespace.labels) !== 'no';
  return there ? { namespaces: [], pods: region.pods } : 'nothing';
}

export function exampleOf(region: Region, place: Place): Example | 'impossible' {
  const labels = fewestLabels(region.pods, 'any');
  if (labels === 'impossible') return 'impossible';
  if (place.kind === 'existing') {
    const [namespace] = place.namespaces;
    return namespace === undefined ? 'impossible' : { namespace, labels };
  }
  const own = fewestLabels([...region.namespaces, ...isNew(place.taken)], 'new');
  if (own === 'impossible') return 'impossible';
  // kubernetes.io/metadata.name is always the name (R27).
  const name = own.get(metadataName) ?? '';
  return { namespace: { name, labels: { values: own, open: 'none' }, origin: nowhere }, labels };
}

const nowhere = { file: '', start: 0, end: 0, items: [] };

/** It has a name, and none that is taken. */
function isNew([first, ...others]: readonly string[]): LabelSelector {
  const named = { op: 'Exists', key: metadataName } as const;
  return first === undefined ? [named] : [named, { op: 'NotIn', key: metadataName, values: [first, ...others] }];
}
