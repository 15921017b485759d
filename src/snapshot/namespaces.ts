// The namespaces of a cluster: those that the input gives, and those that something is in all the
// same, with the one label that is known of them (R27, R29).

import type { Assumptions } from '../engine/model/assumptions.ts';
import type { Cluster, Namespace } from '../engine/model/cluster.ts';
import type { LabelSet } from '../engine/model/labels.ts';
import { metadataName } from '../engine/model/select.ts';
import type { Diagnostic } from './diagnostic.ts';
import { show } from './field.ts';
import type { Parts } from './parts.ts';
import type { NamespaceObject, ReadObject } from './snapshot.ts';

export interface Namespaces {
  /** Sorted by name. */
  readonly all: readonly Namespace[];
  readonly named: (name: string) => Namespace;
  /** undefined where there is none of that name. */
  readonly find: (name: string) => Namespace | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Namespaces that did not change are those of `previous`. */
export function namespacesOf({ namespaces, users }: Parts, assumptions: Assumptions, previous?: Cluster): Namespaces {
  const before = new Map(previous?.namespaces.map((namespace) => [namespace.name, namespace]));
  const keep = (namespace: Namespace): Namespace => {
    const earlier = before.get(namespace.name);
    const same = earlier?.origin === namespace.origin && earlier.labels.open === namespace.labels.open;
    return same ? earlier : namespace;
  };
  const diagnostics: Diagnostic[] = [];
  const byName = new Map<string, Namespace>();
  for (const object of namespaces) {
    byName.set(object.name, keep(given(object)));
    diagnostics.push(...contradiction(object));
  }
  const open: LabelSet['open'] = assumptions['namespace-labels'] === 'unknown' ? 'every-other-key' : 'none';
  for (const [name, user] of users) {
    if (byName.has(name)) continue;
    byName.set(name, keep({ name, labels: { values: new Map([[metadataName, name]]), open }, origin: 'not-given' }));
    diagnostics.push(notGiven(name, open, user));
  }
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return lookedUp(all, byName, diagnostics);
}

function lookedUp(
  all: readonly Namespace[],
  byName: ReadonlyMap<string, Namespace>,
  diagnostics: readonly Diagnostic[],
): Namespaces {
  const find = (name: string) => byName.get(name);
  return { all, find, named: (name) => find(name) ?? absent(name), diagnostics };
}

/** With one Namespace in the place of another of its name; 'anew' where more than labels may be different. */
export function withNamespace(before: Namespaces, gone: NamespaceObject, come: NamespaceObject): Namespaces | 'anew' {
  if (gone.name !== come.name || contradiction(gone).length > 0 || contradiction(come).length > 0) return 'anew';
  const all = before.all.map((namespace) => (namespace.name === come.name ? given(come) : namespace));
  return lookedUp(all, new Map(all.map((namespace) => [namespace.name, namespace])), before.diagnostics);
}

function absent(name: string): never {
  throw new Error(`namespace ${name} was not collected`);
}

/** The API server sets the name's label on every namespace, and nobody can change it. */
function given({ name, labels, origin }: NamespaceObject): Namespace {
  const values = labels.get(metadataName) === name ? labels : new Map([...labels, [metadataName, name]]);
  return { name, labels: { values, open: 'none' }, origin };
}

function contradiction({ name, labels, origin }: NamespaceObject): readonly Diagnostic[] {
  const written = labels.get(metadataName);
  if (written === undefined || written === name) return [];
  const message = `label \`${metadataName}\` is always the namespace's name, \`${name}\`; ${show(written)} is ignored`;
  const path = ['metadata', 'labels', metadataName];
  return [{ severity: 'warning', code: 'namespace-label-contradicts', message, origin, path }];
}

function notGiven(name: string, open: LabelSet['open'], user: ReadObject): Diagnostic {
  const labels = open === 'none' ? 'taken to have no label but its name' : 'its labels are unknown';
  const message = `the input has no Namespace \`${name}\`: ${labels}`;
  const path = ['metadata', 'namespace'];
  return { severity: 'warning', code: 'namespace-not-given', message, origin: user.origin, path };
}
