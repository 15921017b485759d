// Whom a policy of another maker may be about: the pods that its own selector selects where that is plainly of
// Kubernetes labels, else every pod of its namespace or of the cluster (F22; 005 rule 22 lists what is plain).

import type { Requirement } from '../../engine/model/labels.ts';
import type { PodScope } from '../../engine/model/policy.ts';
import { metadataName } from '../../engine/model/select.ts';
import { at, type Field, isGiven, isMapping } from '../field.ts';
import { calicoSelector } from './calico-selector.ts';
import { ciliumRequirement } from './cilium-selector.ts';
import { hasOnly, type PlainSelector, plainLabels, plainSelector } from './plain-selector.ts';

/** `namespace` is '' for what is of the whole cluster. */
export type Subject = (root: Field, namespace: string) => PodScope;

export const everyPod: Subject = (_, namespace) => scope(inside(namespace), []);

/** Namespaced, it selects in its own namespace; cluster-wide, in those of its namespaceSelector. */
export const calicoSubject: Subject = (root, namespace) => {
  const spec = at(root, 'spec');
  const ofNamespaces = at(spec, 'namespaceSelector');
  if (isGiven(at(spec, 'serviceAccountSelector'))) return everyPod(root, namespace);
  if (namespace !== '' && isGiven(ofNamespaces)) return everyPod(root, namespace);
  return select(namespace, calicoSelector(at(spec, 'selector').raw), calicoSelector(ofNamespaces.raw));
};

/** Rules may have a list of their own, then the policy has none. */
export const antreaSubject: Subject = (root, namespace) => {
  const { raw } = at(at(root, 'spec'), 'appliedTo');
  const only: unknown = Array.isArray(raw) && raw.length === 1 ? raw[0] : undefined;
  const known = namespace === '' ? ['podSelector', 'namespaceSelector'] : ['podSelector'];
  if (!hasOnly(only, known) || isBare(only) || rulesApplyApart(root)) return everyPod(root, namespace);
  return select(namespace, plainSelector(only.podSelector, []), plainSelector(only.namespaceSelector, []));
};

function isBare(entry: Readonly<Record<string, unknown>>): boolean {
  return Object.values(entry).every((value) => value === null || value === undefined);
}

function rulesApplyApart(root: Field): boolean {
  const spec = at(root, 'spec');
  return ['ingress', 'egress'].some((direction) => {
    const { raw } = at(spec, direction);
    return Array.isArray(raw) && raw.some((rule) => isMapping(rule) && (rule.appliedTo ?? null) !== null);
  });
}

/** With `targetRef` it is about Gateways and Services; labels of Istio's own are written when a pod starts. */
export const istioSubject: Subject = (root, namespace) => {
  const spec = at(root, 'spec');
  const selector = at(spec, 'selector').raw ?? {};
  const targets = [at(spec, 'targetRef'), at(spec, 'targetRefs')].some(isGiven);
  if (targets || !hasOnly(selector, ['matchLabels'])) return everyPod(root, namespace);
  const pods = plainLabels(selector.matchLabels);
  const own = pods !== 'not-plain' && pods.some(({ key }) => /^([^/]*\.)?istio\.io\//.test(key));
  return select(namespace, own ? 'not-plain' : pods, []);
};

/** Several specs are their union, which one scope is only where they all say the same. */
export const ciliumSubject: Subject = (root, namespace) => {
  const spec = at(root, 'spec');
  const { raw } = at(root, 'specs');
  const specs: readonly unknown[] = [...(isGiven(spec) ? [spec.raw] : []), ...(Array.isArray(raw) ? raw : [])];
  const scopes = specs.map((one) => ciliumSpec(one, namespace));
  const [first = 'not-plain', ...others] = scopes;
  const alike = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first === 'not-plain' || !alike ? everyPod(root, namespace) : first;
};

function ciliumSpec(spec: unknown, namespace: string): PodScope | 'not-plain' {
  if (!isMapping(spec) || (spec.nodeSelector ?? null) !== null) return 'not-plain';
  const written = plainSelector(spec.endpointSelector, 'not-plain');
  if (written === 'not-plain') return written;
  const read = written.map(ciliumRequirement);
  const plain = read.filter((one) => one !== 'not-plain');
  if (plain.length < read.length) return 'not-plain';
  const ofNamespace = plain.filter(({ about }) => about === 'namespace').map(({ requirement }) => requirement);
  const pods = plain.filter(({ about }) => about === 'pod').map(({ requirement }) => requirement);
  if (namespace === '') return scope({ kind: 'matching', selector: ofNamespace }, pods);
  if (ofNamespace.length === 0) return scope(inside(namespace), pods);
  // Cilium writes the policy's own namespace over another one, so that it selects what it does not say.
  const elsewhere = ofNamespace.some(
    ({ key, ...r }) => key === metadataName && r.op === 'In' && !r.values.includes(namespace),
  );
  if (elsewhere) return 'not-plain';
  const own: Requirement = { op: 'In', key: metadataName, values: [namespace] };
  return scope({ kind: 'matching', selector: [own, ...ofNamespace] }, pods);
}

function select(namespace: string, pods: PlainSelector, namespaces: PlainSelector): PodScope {
  if (pods === 'not-plain' || namespaces === 'not-plain') return scope(inside(namespace), []);
  return scope(namespace === '' ? { kind: 'matching', selector: namespaces } : inside(namespace), pods);
}

function inside(namespace: string): PodScope['namespaces'] {
  return namespace === '' ? { kind: 'matching', selector: [] } : { kind: 'named', name: namespace };
}

function scope(namespaces: PodScope['namespaces'], pods: PodScope['pods']): PodScope {
  return { kind: 'pods', namespaces, pods, hostNetwork: 'never' };
}
