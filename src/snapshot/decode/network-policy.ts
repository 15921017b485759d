// NetworkPolicy of networking.k8s.io/v1, with the API's defaults: what is left out and what is empty
// mean opposite things in three places, and each is decided here (R12 to R14, R20, R21, R40, R41).

import { isNonEmpty } from '../../engine/model/non-empty.ts';
import type { AllowRule, Direction, Isolation, NetworkPolicy, Peer, PodScope } from '../../engine/model/policy.ts';
import { noAddresses } from '../../engine/sets/addresses.ts';
import { at, elements, type Field, fail, isGiven, mapping, refuse, show, text } from '../field.ts';
import { ipBlock } from './ip-block.ts';
import { knownFields, type Type } from './known-fields.ts';
import { labelsOf, nameOf, namespaceOf } from './metadata.ts';
import { portMatch } from './ports.ts';
import { labelSelector } from './selector.ts';

export function networkPolicy(root: Field): NetworkPolicy {
  knownFields(root, 'NetworkPolicy');
  mapping(at(root, 'metadata'));
  knownFields(at(root, 'metadata'), 'ObjectMeta');
  labelsOf(root); // the API server refuses a policy with bad labels
  const spec = at(root, 'spec');
  mapping(spec);
  knownFields(spec, 'NetworkPolicySpec');
  const namespace = namespaceOf(root);
  const ingress = elements(at(spec, 'ingress')).map((rule) => allowRule(rule, 'ingress', namespace));
  const egress = elements(at(spec, 'egress')).map((rule) => allowRule(rule, 'egress', namespace));
  const directions = isolated(at(spec, 'policyTypes'), egress.length > 0);
  const isolation = (direction: Direction, rules: Isolation) => (directions.has(direction) ? rules : 'open');
  return {
    kind: 'NetworkPolicy',
    namespace,
    name: nameOf(root),
    subject: podScope(at(spec, 'podSelector'), { kind: 'named', name: namespace }),
    ingress: isolation('ingress', ingress),
    egress: isolation('egress', egress),
    written: {
      policyTypes: listed(at(spec, 'policyTypes').raw) === 'rules' ? 'given' : 'left-out',
      lists: { ingress: listed(at(spec, 'ingress').raw), egress: listed(at(spec, 'egress').raw) },
    },
    origin: root.reading.origin,
  };
}

export function listed(raw: unknown): 'left-out' | 'empty' | 'rules' {
  if (!Array.isArray(raw)) return 'left-out';
  return raw.length > 0 ? 'rules' : 'empty';
}

export const policyTypes = new Map<string, Direction>([
  ['Ingress', 'ingress'],
  ['Egress', 'egress'],
]);

/** Left out or empty: ingress, and egress where there is an egress rule (R12). */
export function isolatedByRules(hasEgressRule: boolean): readonly Direction[] {
  return hasEgressRule ? ['ingress', 'egress'] : ['ingress'];
}

function isolated(field: Field, hasEgressRule: boolean): ReadonlySet<Direction> {
  const listed = elements(field);
  if (listed.length === 0) return new Set(isolatedByRules(hasEgressRule));
  if (listed.length > 2) {
    const message = `policyTypes has ${listed.length} entries; at most 2 are allowed, Ingress and Egress`;
    refuse(field, 'bad-policy-types', message, 'taken as a set');
  }
  return new Set(listed.flatMap(policyType));
}

function policyType(field: Field): readonly Direction[] {
  const written = text(field);
  const exact = written === undefined ? undefined : policyTypes.get(written);
  if (exact !== undefined) return [exact];
  if (written === undefined && isGiven(field)) return [];
  const near = [...policyTypes.values()].find((direction) => direction === written?.toLowerCase());
  const message = `policyTypes ${show(written)} should be \`Ingress\` or \`Egress\``;
  if (near === undefined) fail(field, 'bad-policy-types', message);
  else refuse(field, 'bad-policy-types', message, `read as ${near}`);
  return near === undefined ? [] : [near];
}

const shape: Readonly<Record<Direction, { readonly type: Type; readonly peers: string }>> = {
  ingress: { type: 'NetworkPolicyIngressRule', peers: 'from' },
  egress: { type: 'NetworkPolicyEgressRule', peers: 'to' },
};

function allowRule(field: Field, direction: Direction, namespace: string): AllowRule {
  mapping(field);
  knownFields(field, shape[direction].type);
  const peers = elements(at(field, shape[direction].peers)).map((entry) => peer(entry, namespace));
  const ports = elements(at(field, 'ports')).map(portMatch);
  return {
    index: typeof field.key === 'number' ? field.key : 0,
    peers: isNonEmpty(peers) ? peers : 'anyone',
    ports: isNonEmpty(ports) ? ports : 'every-port',
  };
}

function peer(field: Field, namespace: string): Peer {
  mapping(field);
  knownFields(field, 'NetworkPolicyPeer');
  const pods = at(field, 'podSelector');
  const namespaces = at(field, 'namespaceSelector');
  const block = at(field, 'ipBlock');
  if (isGiven(block)) {
    if (!isGiven(pods) && !isGiven(namespaces)) return ipBlock(block);
    const message = '`ipBlock` stands alone in its entry; put the selectors into an entry of their own';
    refuse(block, 'ip-block-with-selector', message, 'the entry matches nothing');
    return { ...ipBlock(block), addresses: noAddresses };
  }
  if (!isGiven(pods) && !isGiven(namespaces)) {
    const message =
      'an entry needs `podSelector`, `namespaceSelector` or `ipBlock`; to mean every pod, write `podSelector: {}`';
    refuse(field, 'empty-peer', message, 'the entry matches nothing');
    return { kind: 'ip-block', addresses: noAddresses, cidr: '', except: [] };
  }
  return podScope(
    pods,
    isGiven(namespaces)
      ? { kind: 'matching', selector: labelSelectorOf(namespaces) }
      : { kind: 'named', name: namespace },
  );
}

function podScope(pods: Field, namespaces: PodScope['namespaces']): PodScope {
  return { kind: 'pods', namespaces, pods: labelSelectorOf(pods), hostNetwork: 'as-assumed' };
}

function labelSelectorOf(field: Field): ReturnType<typeof labelSelector> {
  mapping(field);
  return labelSelector(field);
}
