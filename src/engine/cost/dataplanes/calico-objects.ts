// The things that Calico's iptables dataplane makes of policies, each with its weight in counts. Which of
// them are on a node, and how often they are shared there, is calico-state.ts's.

import { type Direction, directions, type NetworkPolicy } from '../../model/policy.ts';
import { memo } from '../../sets/lazy.ts';
import { type State, states } from '../model.ts';
import type { Site } from '../site.ts';
import { type Group, grouping, groupRules } from './calico-groups.ts';
import { type CalicoRule, calicoRules, chainRules } from './calico-rules.ts';
import { type IpSet, ipSets } from './calico-sets.ts';

export type ByDirection<T> = Readonly<Record<Direction, T>>;

export interface CalicoObjects {
  readonly site: Site;
  readonly rulesOf: (policy: NetworkPolicy, direction: Direction) => readonly CalicoRule[];
  readonly setsOf: (policy: NetworkPolicy) => readonly IpSet[];
  readonly setsOfRule: (rule: CalicoRule, direction: Direction) => readonly IpSet[];
  readonly groupsAt: (kind: number) => ByDirection<readonly Group[]>;
  readonly groupsWithout: (kind: number, direction: Direction, policy: NetworkPolicy) => readonly Group[];
  /** Its chains alone, as they stand on every node where it is active. */
  readonly chainState: (policy: NetworkPolicy) => State;
  readonly setState: (set: IpSet) => State;
  readonly groupState: (group: Group) => State;
  /** In the endpoint chains of so many pods: to each group, jump and "return if accepted" (felix/rules/endpoints.go). */
  readonly jumpState: (jumps: number, pods: number) => State;
}

const rulesPerJump = 2;

export function calicoObjects(site: Site): CalicoObjects {
  // IPv4 and IPv6 have tables of their own, with chains, jumps and sets of their own.
  const { families } = site.cluster;
  const numbers = new Map(site.policies.map((policy, i) => [policy, i]));
  const groupsOf = grouping((policy) => numbers.get(policy) ?? 0);
  const compiled = memo((policy: NetworkPolicy) => ({
    egress: calicoRules(policy.egress),
    ingress: calicoRules(policy.ingress),
  }));
  const rulesOf: CalicoObjects['rulesOf'] = (policy, direction) => compiled(policy)[direction];
  const sets = ipSets(site, rulesOf);
  return {
    site,
    rulesOf,
    setsOf: sets.ofPolicy,
    setsOfRule: sets.ofRule,
    groupsAt: memo((kind: number) => ({
      egress: groupsOf(site.isolating(kind, 'egress'), 'egress'),
      ingress: groupsOf(site.isolating(kind, 'ingress'), 'ingress'),
    })),
    groupsWithout: (kind, direction, policy) =>
      groupsOf(
        site.isolating(kind, direction).filter((each) => each !== policy),
        direction,
      ),
    chainState: memo((policy: NetworkPolicy) =>
      states.sum(
        isolatedBy(policy).flatMap((direction) =>
          families.map((family) => ({ chains: 1, rules: chainRules(rulesOf(policy, direction), family) })),
        ),
      ),
    ),
    setState: (set) => ({ sets: families.length, members: set.members }),
    groupState: (group) =>
      group.policies.length < 2 ? states.none : states.scale({ chains: 1, rules: groupRules(group) }, families.length),
    jumpState: (jumps, pods) => ({ rules: rulesPerJump * jumps * pods * families.length }),
  };
}

export function isolatedBy(policy: NetworkPolicy): readonly Direction[] {
  return directions.filter((direction) => policy[direction] !== 'open');
}
