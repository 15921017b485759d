// The namespaces of a cluster: those that the input gives, and those that something is in all the
// same, with the one label that is known of them (R27, R29).

import type { Assumptions } from '../engine/model/assumptions.ts';
import type { Cluster, Namespace } from '../engine/model/cluster.ts';
import type { LabelSet } from '../engine/model/labels.ts';
import { metadataName } from '../engine/model/select.ts';
import type { Diagnostic } from './diagnostic.ts';
import { show } from './field.ts';
import type { NamespaceObject, Snapshot } from './snapshot.ts';
import { isTraffic } from './traffic.ts';

export interface Namespaces {
  /** Sorted by name. */
  readonly all: readonly Namespace[];
  readonly named: (name: string) => Namespace;
  readonly diagnostics: readonly Diagnostic[];
}

/** Namespaces that did not change are those of `previous`. */
export function namespacesOf({ objects }: Snapshot, assumptions: Assumptions, previous?: Cluster): Namespaces {
  const before = new Map(previous?.namespaces.map((namespace) => [namespace.name, namespace]));
  const keep = (namespace: Namespace): Namespace => {
    const earlier = before.get(namespace.name);
    const same = earlier?.origin === namespace.origin && earlier.labels.open === namespace.labels.open;
    return same ? earlier : namespace;
  };
  const diagnostics: Diagnostic[] = [];
  const byName = new Map<string, Namespace>();
  for (const object of objects) {
    if (object.kind !== 'Namespace') continue;
    byName.set(object.name, keep(given(object)));
    diagnostics.push(...contradiction(object));
  }
  const open: LabelSet['open'] = assumptions['namespace-labels'] === 'unknown' ? 'every-other-key' : 'none';
  for (const object of objects) {
    const name = 'namespace' in object ? object.namespace : '';
    if (name === '' || byName.has(name) || isTraffic(object)) continue;
    byName.set(name, keep({ name, labels: { values: new Map([[metadataName, name]]), open }, origin: 'not-given' }));
    diagnostics.push(notGiven(name, open, object));
  }
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { all, named: (name) => byName.get(name) ?? absent(name), diagnostics };
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

function notGiven(name: string, open: LabelSet['open'], user: Snapshot['objects'][number]): Diagnostic {
  const labels = open === 'none' ? 'taken to have no label but its name' : 'its labels are unknown';
  const message = `the input has no Namespace \`${name}\`: ${labels}`;
  const path = ['metadata', 'namespace'];
  return { severity: 'warning', code: 'namespace-not-given', message, origin: user.origin, path };
}
