// The fields of the policies and what they are made of. A field that is not among them is refused under
// kubectl's strict validation and dropped otherwise, and then the policy means something else (X11):
// a misspelt `podselector` selects every pod.

import { at, type Field, isGiven, isMapping, show, warn } from '../field.ts';
import { nearest } from '../nearest.ts';
import { clusterConsequences, clusterFields } from './cluster-fields.ts';

const fieldsOf = {
  NetworkPolicy: ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
  ObjectMeta: [
    'annotations',
    'creationTimestamp',
    'deletionGracePeriodSeconds',
    'deletionTimestamp',
    'finalizers',
    'generateName',
    'generation',
    'labels',
    'managedFields',
    'name',
    'namespace',
    'ownerReferences',
    'resourceVersion',
    'selfLink',
    'uid',
  ],
  NetworkPolicySpec: ['podSelector', 'policyTypes', 'ingress', 'egress'],
  NetworkPolicyIngressRule: ['from', 'ports'],
  NetworkPolicyEgressRule: ['to', 'ports'],
  NetworkPolicyPeer: ['podSelector', 'namespaceSelector', 'ipBlock'],
  NetworkPolicyPort: ['protocol', 'port', 'endPort'],
  IPBlock: ['cidr', 'except'],
  LabelSelector: ['matchLabels', 'matchExpressions'],
  LabelSelectorRequirement: ['key', 'operator', 'values'],
  ...clusterFields,
} as const;

export type Type = keyof typeof fieldsOf;

/** What it means that the field which was meant is now left out. */
const consequences: Readonly<Record<string, string>> = {
  'NetworkPolicySpec.podSelector': 'the policy selects every pod of its namespace',
  'NetworkPolicySpec.policyTypes': 'the directions follow from the rules',
  'NetworkPolicySpec.ingress': 'there is no ingress rule',
  'NetworkPolicySpec.egress': 'there is no egress rule',
  'NetworkPolicyIngressRule.from': 'the rule admits everyone',
  'NetworkPolicyEgressRule.to': 'the rule admits everyone',
  'NetworkPolicyIngressRule.ports': 'the rule opens every port',
  'NetworkPolicyEgressRule.ports': 'the rule opens every port',
  'NetworkPolicyPeer.podSelector': 'the peer is every pod of the namespaces',
  'NetworkPolicyPeer.namespaceSelector': "the peer is in the policy's own namespace",
  'NetworkPolicyPort.port': 'the rule opens every port of the protocol',
  'NetworkPolicyPort.protocol': 'the protocol is TCP',
  'NetworkPolicyPort.endPort': 'the rule opens only `port`',
  'IPBlock.except': 'nothing is excepted',
  'LabelSelector.matchLabels': 'the selector requires less',
  'LabelSelector.matchExpressions': 'the selector requires less',
  ...clusterConsequences,
};

export function fieldNames(type: Type): readonly string[] {
  return fieldsOf[type];
}

export function knownFields(field: Field, type: Type): void {
  if (!isMapping(field.raw)) return;
  const known: readonly string[] = fieldsOf[type];
  for (const key of Object.keys(field.raw)) {
    if (!known.includes(key)) warn(at(field, key), 'unknown-field', unknownField(field, type, key));
  }
}

function unknownField(field: Field, type: Type, key: string): string {
  const meant = otherWord(type, key) ?? nearest(key, fieldsOf[type]);
  const first = `${show(key)} is not a field of ${type}`;
  if (meant === undefined) return `${first}; kubectl refuses it, and what it says is ignored`;
  const consequence = isGiven(at(field, meant)) ? undefined : consequences[`${type}.${meant}`];
  const refused = `${first}; did you mean \`${meant}\`? kubectl refuses it`;
  return consequence === undefined ? refused : `${refused}; without it ${consequence}`;
}

/** The word of the other direction, or of the other version of the API, for what this type has under its own. */
const otherWords: Readonly<Record<string, string>> = {
  from: 'to',
  to: 'from',
  ports: 'protocols',
  protocols: 'ports',
};

function otherWord(type: Type, key: string): string | undefined {
  const other = Object.hasOwn(otherWords, key) ? otherWords[key] : undefined;
  return other !== undefined && fieldNames(type).includes(other) ? other : undefined;
}
