// What Calico's iptables dataplane holds: chains and rules of the policies that are active on a node
// (those that select a pod there), the jumps of each pod's endpoint chain, group chains, IP sets. What a
// node holds without any policy is left out: static and dispatch chains, endpoint chains, profiles.

import { directions, type NetworkPolicy } from '../../model/policy.ts';
import { lazy, memo } from '../../sets/lazy.ts';
import { type Limit, type State, type StateName, type StateSpread, states } from '../model.ts';
import { nodesOf } from '../site.ts';
import { onNode, spread } from '../spread.ts';
import type { Group } from './calico-groups.ts';
import { type CalicoObjects, isolatedBy } from './calico-objects.ts';
import type { IpSet } from './calico-sets.ts';

/** Rules first: the kernel walks them, and legacy iptables replaces all of them at every change. */
const busiestBy: readonly StateName[] = ['rules', 'members'];

/** What is on one node, with how often each shared object is used there. */
interface NodeUse {
  readonly sets: ReadonlyMap<IpSet, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly state: State;
}

export interface CalicoState {
  readonly policyState: (policy: NetworkPolicy) => StateSpread;
  readonly marginal: (policy: NetworkPolicy) => StateSpread;
  readonly clusterState: () => StateSpread;
  readonly limits: () => readonly Limit[];
}

export function calicoState(objects: CalicoObjects): CalicoState {
  const { site } = objects;
  const { nodes } = site.placement;
  const use = memo((node: number) => nodeUse(objects, node));
  const policyState = memo((policy: NetworkPolicy): StateSpread => {
    const perNode = new Map([...nodesOf(site, policy)].map(([node, pods]) => [node, ownState(objects, policy, pods)]));
    return spread(perNode, nodes, busiestBy);
  });
  return {
    policyState,
    marginal: memo((policy: NetworkPolicy): StateSpread => {
      const here = [...nodesOf(site, policy).keys()];
      const perNode = new Map(here.map((node) => [node, marginalOn(objects, use(node), policy, node)]));
      return onNode(perNode, nodes, policyState(policy).node);
    }),
    clusterState: lazy(() => spread(new Map(nodes.map((_, node) => [node, use(node).state])), nodes, busiestBy)),
    limits: () => limits(objects),
  };
}

function nodeUse(objects: CalicoObjects, node: number): NodeUse {
  const active = new Set<NetworkPolicy>();
  const groups = new Map<string, number>();
  const sets = new Map<IpSet, number>();
  const parts: State[] = [];
  for (const [kind, pods] of objects.site.nodes[node] ?? []) {
    for (const direction of directions) {
      const here = objects.groupsAt(kind)[direction];
      parts.push(objects.jumpState(here.length, pods));
      for (const group of here) {
        if (!groups.has(group.key)) parts.push(objects.groupState(group));
        count(groups, group.key, 1);
        for (const policy of group.policies) active.add(policy);
      }
    }
  }
  for (const policy of active) {
    parts.push(objects.chainState(policy));
    for (const set of objects.setsOf(policy)) count(sets, set, 1);
  }
  return { groups, sets, state: states.sum([...parts, ...[...sets.keys()].map(objects.setState)]) };
}

/** As if the policy were the only one. */
function ownState(objects: CalicoObjects, policy: NetworkPolicy, pods: number): State {
  return states.sum([
    objects.chainState(policy),
    objects.jumpState(isolatedBy(policy).length, pods),
    ...objects.setsOf(policy).map(objects.setState),
  ]);
}

/** The node's state less its state without the policy, by what changes: nothing else is counted again. */
function marginalOn(objects: CalicoObjects, use: NodeUse, policy: NetworkPolicy, node: number): State {
  const its = [objects.chainState(policy)];
  const without: State[] = [];
  for (const set of objects.setsOf(policy)) {
    if (use.sets.get(set) === 1) its.push(objects.setState(set));
  }
  const regrouped = new Map<string, number>();
  const groups = new Map<string, Group>();
  for (const kind of objects.site.selected(policy)) {
    const pods = objects.site.nodes[node]?.get(kind) ?? 0;
    for (const direction of pods > 0 ? isolatedBy(policy) : []) {
      const before = objects.groupsAt(kind)[direction];
      const after = objects.groupsWithout(kind, direction, policy);
      its.push(objects.jumpState(before.length, pods));
      without.push(objects.jumpState(after.length, pods));
      for (const group of [...before, ...after]) groups.set(group.key, group);
      for (const group of before) count(regrouped, group.key, -1);
      for (const group of after) count(regrouped, group.key, 1);
    }
  }
  for (const [key, group] of groups) {
    const now = use.groups.get(key) ?? 0;
    const then = now + (regrouped.get(key) ?? 0);
    if (now > 0 && then === 0) its.push(objects.groupState(group));
    if (now === 0 && then > 0) without.push(objects.groupState(group));
  }
  return states.minus(states.sum(its), states.sum(without));
}

function count<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Felix fails when a set is full (`MaxIpsetSize`); ports beyond 15 slots split a rule into a block of rules. */
function limits({ site, setsOf, rulesOf }: CalicoObjects): readonly Limit[] {
  const active = site.policies.filter((policy) => nodesOf(site, policy).size > 0);
  const slots = (policy: NetworkPolicy): readonly number[] =>
    directions.flatMap((direction) => rulesOf(policy, direction).map((rule) => rule.slots));
  return [
    most('members of an IP set', 1_048_576, active, (policy) => setsOf(policy).map(({ largest }) => largest)),
    most('port slots before a rule is split', 15, active, slots),
  ];
}

/** The largest of all the policies' values, with the first policy that has it. */
function most(
  name: string,
  of: number,
  policies: readonly NetworkPolicy[],
  values: (policy: NetworkPolicy) => readonly number[],
): Limit {
  let top: Limit = { name, value: 0, of };
  for (const policy of policies) {
    for (const value of values(policy)) {
      if (value > top.value) top = { name, value, of, policy };
    }
  }
  return top;
}
