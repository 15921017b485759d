// Subjects and peers of the cluster-wide kinds: pods by namespace and label, nodes by label, blocks, domain names.
// A `pods` without namespaces means every namespace, where NetworkPolicy means its own (R144).

import type { ClusterPeer, PodScope } from '../../engine/model/policy.ts';
import { everyAddress, noAddresses } from '../../engine/sets/addresses.ts';
import { at, type Field, isGiven, mapping } from '../field.ts';
import type { Dialect } from './cluster-dialect.ts';
import { clusterSelector, type SelectorReading } from './cluster-selector.ts';
import { knownFields, type Type } from './known-fields.ts';
import { domainNames, networks } from './networks.ts';
import { type Entry, entry, onlyField, refused } from './only-field.ts';

/** 'unreadable' may be about any pod: it fails closed as well (R126). */
export function clusterSubject(field: Field, dialect: Dialect): PodScope | 'unreadable' {
  const only = onlyField(field, dialect.subject);
  if (only.kind === 'unread') return 'unreadable';
  const scope = podScope(only.name, only.field, dialect);
  return (scope.kind === 'read' ? scope.values[0] : undefined) ?? 'unreadable';
}

export function clusterPeer(field: Field, type: Type, dialect: Dialect): Entry<ClusterPeer> {
  const only = onlyField(field, type);
  if (only.kind === 'unread') return only;
  switch (only.name) {
    case 'nodes':
      return nodes(only.field);
    case 'networks':
      return networks(only.field);
    case 'domainNames':
      return domainNames(only.field);
    default:
      return podScope(only.name, only.field, dialect);
  }
}

function podScope(name: string, field: Field, dialect: Dialect): Entry<PodScope> {
  if (name === 'namespaces') return scopeOf(clusterSelector(field), everything);
  mapping(field);
  knownFields(field, 'NamespacedPod');
  const namespaces = at(field, 'namespaceSelector');
  const pods = at(field, 'podSelector');
  const missing = !isGiven(pods) ? 'podSelector' : dialect.podNamespaces === 'required' && !isGiven(namespaces);
  if (missing !== false) {
    const left = missing === true ? 'namespaceSelector' : missing;
    const message = `\`pods\` needs \`${left}\`; to mean all of them, write \`${left}: {}\``;
    return refused(field, 'missing-field', message, `has no \`${left}\``);
  }
  return scopeOf(isGiven(namespaces) ? clusterSelector(namespaces) : everything, clusterSelector(pods));
}

const everything: SelectorReading = { kind: 'selector', selector: [] };

function scopeOf(namespaces: SelectorReading, pods: SelectorReading): Entry<PodScope> {
  if (namespaces.kind === 'unread') return namespaces;
  if (pods.kind === 'unread') return pods;
  return entry<PodScope>({
    kind: 'pods',
    namespaces: { kind: 'matching', selector: namespaces.selector },
    pods: pods.selector,
    hostNetwork: 'never',
  });
}

/** Which addresses they have is worked out where the Nodes are known. */
function nodes(field: Field): Entry<ClusterPeer> {
  const reading = clusterSelector(field);
  if (reading.kind === 'unread') return reading;
  return entry<ClusterPeer>({
    kind: 'nodes',
    nodes: reading.selector,
    certain: noAddresses,
    possible: everyAddress,
  });
}
