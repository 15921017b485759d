// A NetworkPolicy that is plainly right. Equal selectors, peers and ports of all policies are one value each.

import { isNonEmpty } from '../../engine/model/non-empty.ts';
import type { AllowRule, Direction, Peer, PortMatch, WrittenTypes } from '../../engine/model/policy.ts';
import { isLabelKey, isLabelValue, isSubdomain } from '../decode/names.ts';
import { isolatedByRules, listed, policyTypes } from '../decode/network-policy.ts';
import { plainBlocks } from './ip-block.ts';
import { fieldsOf, isLeftOut, isPlain, type PlainDecoder, remembered } from './plain.ts';
import { type OwnNamespace, plainScopes, scopeOf } from './pod-scopes.ts';
import { plainPortMatches } from './ports.ts';

const isPolicy = fieldsOf('NetworkPolicy');
const isMetadata = fieldsOf('ObjectMeta');
const isSpec = fieldsOf('NetworkPolicySpec');
const isPeer = fieldsOf('NetworkPolicyPeer');
const isRule = {
  ingress: fieldsOf('NetworkPolicyIngressRule'),
  egress: fieldsOf('NetworkPolicyEgressRule'),
} as const;
const peersOf = { ingress: 'from', egress: 'to' } as const;

type Rules = readonly AllowRule[] | 'check';

export function plainNetworkPolicies(): PlainDecoder {
  const labelKey = remembered(isLabelKey);
  const portMatch = plainPortMatches();
  const ipBlock = plainBlocks();
  const { selector, namespaceOf, inNamespaces } = plainScopes();

  const peer = (raw: unknown, namespace: OwnNamespace): Peer | 'check' => {
    if (!isPeer(raw)) return 'check';
    const { podSelector, namespaceSelector, ipBlock: block } = raw;
    const noSelector = isLeftOut(podSelector) && isLeftOut(namespaceSelector);
    if (noSelector) return ipBlock(block);
    const pods = selector(podSelector);
    if (pods === 'check' || !isLeftOut(block)) return 'check';
    if (isLeftOut(namespaceSelector)) return scopeOf(namespace, pods);
    const namespaces = selector(namespaceSelector);
    return namespaces === 'check' ? 'check' : inNamespaces(namespaces, pods);
  };

  const rules = (raw: unknown, direction: Direction, namespace: OwnNamespace): Rules =>
    each(raw, (rule, index): AllowRule | 'check' => {
      if (!isRule[direction](rule)) return 'check';
      const peers = each(rule[peersOf[direction]], (one) => peer(one, namespace));
      const ports: readonly PortMatch[] | 'check' = each(rule.ports, portMatch);
      if (peers === 'check' || ports === 'check') return 'check';
      return {
        index,
        peers: isNonEmpty(peers) ? peers : 'anyone',
        ports: isNonEmpty(ports) ? ports : 'every-port',
      };
    });

  return (raw, origin) => {
    const { metadata, spec } = raw;
    if (!isPolicy(raw) || !isMetadata(metadata) || !isSpec(spec)) return 'check';
    const { name, labels } = metadata;
    const namespace = namespaceOf(metadata.namespace);
    if (typeof name !== 'string' || !isSubdomain(name) || namespace === 'check') return 'check';
    if (!isLeftOut(labels) && !areLabels(labels, labelKey)) return 'check';
    const pods = selector(spec.podSelector);
    const types = each(spec.policyTypes, directionOf);
    const ingress = rules(spec.ingress, 'ingress', namespace);
    const egress = rules(spec.egress, 'egress', namespace);
    if (pods === 'check' || types === 'check' || types.length > 2) return 'check';
    if (ingress === 'check' || egress === 'check') return 'check';
    const isolated = types.length === 0 ? isolatedByRules(egress.length > 0) : types;
    return {
      kind: 'NetworkPolicy',
      namespace: namespace.name,
      name,
      subject: scopeOf(namespace, pods),
      ingress: isolated.includes('ingress') ? ingress : 'open',
      egress: isolated.includes('egress') ? egress : 'open',
      written: writtenTypes(types.length > 0 ? 'given' : 'left-out', listed(spec.ingress), listed(spec.egress)),
      origin,
    };
  };
}

const none: readonly never[] = [];

/** What each element of a list is; [] where the list is left out. */
function each<T>(raw: unknown, read: (raw: unknown, index: number) => T | 'check'): readonly T[] | 'check' {
  if (isLeftOut(raw)) return none;
  if (!Array.isArray(raw)) return 'check';
  if (raw.length === 1) {
    // Nearly all are: a list that grows would keep room for many more.
    const one = read(raw[0], 0);
    return one === 'check' ? 'check' : [one];
  }
  const all: T[] = [];
  for (const element of raw as readonly unknown[]) {
    const one = read(element, all.length);
    if (one === 'check') return 'check';
    all.push(one);
  }
  return all;
}

function directionOf(raw: unknown): Direction | 'check' {
  return (typeof raw === 'string' ? policyTypes.get(raw) : undefined) ?? 'check';
}

function areLabels(raw: unknown, labelKey: ReturnType<typeof remembered>): boolean {
  if (!isPlain(raw)) return false;
  for (const key in raw) {
    const value = raw[key];
    if (labelKey(key) === undefined || typeof value !== 'string' || !isLabelValue(value)) return false;
  }
  return true;
}

const lists = ['left-out', 'empty', 'rules'] as const;
const written = (['given', 'left-out'] as const).flatMap((policyTypes) =>
  lists.flatMap((ingress) => lists.map((egress): WrittenTypes => ({ policyTypes, lists: { ingress, egress } }))),
);

function writtenTypes(
  types: WrittenTypes['policyTypes'],
  ingress: (typeof lists)[number],
  egress: (typeof lists)[number],
): WrittenTypes {
  const index = (types === 'given' ? 0 : 9) + lists.indexOf(ingress) * 3 + lists.indexOf(egress);
  return written[index] ?? { policyTypes: types, lists: { ingress, egress } };
}
