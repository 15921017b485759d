// Calico's IP sets: one for each distinct selector text, shared by all rules and policies that say it
// (felix/calc/rule_scanner.go), and one for each port name, protocol and destination.

import type { Direction, NetworkPolicy, PodScope } from '../../model/policy.ts';
import { memo } from '../../sets/lazy.ts';
import type { Protocol } from '../../sets/ports.ts';
import type { Kind } from '../kinds.ts';
import { hasEndpoint, type Site, scopeText } from '../site.ts';
import type { CalicoRule } from './calico-rules.ts';

export interface IpSet {
  readonly key: string;
  /** hash:net for a selector, hash:ip,port for a port name. */
  readonly type: 'net' | 'port';
  readonly kinds: readonly number[];
  /** Of all families together. */
  readonly members: number;
  /** Of the family that has most: each family's set is filled apart. */
  readonly largest: number;
  /** Members that one pod more of this kind adds. */
  readonly membersOfPod: (kind: Kind) => number;
  /** Which namespaces it takes: those a label selects change with the labels. */
  readonly byNamespaceLabels: boolean;
}

export function ipSets(site: Site, rulesOf: (policy: NetworkPolicy, direction: Direction) => readonly CalicoRule[]) {
  const known = new Map<string, IpSet>();
  const once = (key: string, make: () => IpSet): IpSet => {
    const set = known.get(key) ?? make();
    known.set(key, set);
    return set;
  };
  const bySelector = memo((scope: PodScope) => {
    const key = `net ${scopeText(scope)}`;
    return once(key, () => selectorSet(site, key, scope));
  });
  const byName = (name: string, protocol: Protocol, scope: PodScope | 'all'): IpSet => {
    const key = `port ${protocol} ${name} ${scope === 'all' ? 'all()' : scopeText(scope)}`;
    return once(key, () => namedPortSet(site, key, name, protocol, scope));
  };
  const ofRule = (rule: CalicoRule, direction: Direction): readonly IpSet[] => {
    const { peer, protocol, named } = rule;
    const scope = peer === 'anyone' || peer.kind === 'ip-block' ? 'all' : peer;
    const ports =
      protocol === 'any' ? [] : named.map((name) => byName(name, protocol, direction === 'egress' ? scope : 'all'));
    return scope === 'all' ? ports : [bySelector(scope), ...ports];
  };
  return {
    ofRule,
    /** Distinct, in the order of the rules. */
    ofPolicy: memo((policy: NetworkPolicy): readonly IpSet[] => [
      ...new Set([
        ...rulesOf(policy, 'ingress').flatMap((rule) => ofRule(rule, 'ingress')),
        ...rulesOf(policy, 'egress').flatMap((rule) => ofRule(rule, 'egress')),
      ]),
    ]),
  };
}

function selectorSet(site: Site, key: string, scope: PodScope): IpSet {
  const kinds = site.matching(scope);
  return {
    key,
    type: 'net',
    kinds,
    ...membersOf(site, kinds, () => 1),
    membersOfPod: () => site.cluster.families.length,
    byNamespaceLabels: scope.namespaces.kind === 'matching',
  };
}

/** Members are address and port of each pod that has a port of the name. */
function namedPortSet(site: Site, key: string, name: string, protocol: Protocol, scope: PodScope | 'all'): IpSet {
  const numbers = (kind: Kind | undefined): number =>
    new Set(kind?.pod.ports.flatMap((port) => (port.name === name && port.protocol === protocol ? [port.port] : [])))
      .size;
  const candidates = scope === 'all' ? endpointKinds(site) : site.matching(scope);
  const kinds = candidates.filter((index) => numbers(site.kinds[index]) > 0);
  return {
    key,
    type: 'port',
    kinds,
    ...membersOf(site, kinds, numbers),
    membersOfPod: (kind) => numbers(kind) * site.cluster.families.length,
    byNamespaceLabels: scope !== 'all' && scope.namespaces.kind === 'matching',
  };
}

function endpointKinds({ kinds, cluster }: Site): readonly number[] {
  return kinds.filter(({ pod }) => hasEndpoint(pod, cluster)).map(({ index }) => index);
}

function membersOf(
  site: Site,
  kinds: readonly number[],
  each: (kind: Kind | undefined) => number,
): Pick<IpSet, 'members' | 'largest'> {
  const byFamily = site.cluster.families.map((family) =>
    kinds.reduce((sum, index) => sum + each(site.kinds[index]) * (site.kinds[index]?.addresses[family] ?? 0), 0),
  );
  return { members: byFamily.reduce((sum, count) => sum + count, 0), largest: Math.max(0, ...byFamily) };
}
