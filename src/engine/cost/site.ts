// The cluster as dataplanes need it: kinds of pods, where they run, and which of them each policy and
// each peer matches. A match that is 'unknown' counts: a dataplane would program it if it came true,
// so state is an upper bound where the input leaves labels or addresses open.

import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import type { LabelSelector } from '../model/labels.ts';
import { matchesPeer } from '../model/match-peer.ts';
import { type Direction, directions, type NetworkPolicy, type Peer, type PodScope } from '../model/policy.ts';
import { selectorHolds, selectsPod } from '../model/select.ts';
import type { Family } from '../sets/addresses.ts';
import { memo } from '../sets/lazy.ts';
import type { Ternary } from '../sets/ternary.ts';
import { type Kind, kindsOf } from './kinds.ts';
import { compare, type Placement, place } from './placement.ts';

/** Everything is worked out once and shared by the dataplanes. */
export interface Site {
  readonly cluster: Cluster;
  readonly placement: Placement;
  readonly kinds: readonly Kind[];
  readonly kindOf: (pod: Pod) => Kind | undefined;
  /** By node of the placement: the kinds there, with how many pods. */
  readonly nodes: readonly ReadonlyMap<number, number>[];
  /** In alphabetical order of `name/namespace/kind`. */
  readonly policies: readonly NetworkPolicy[];
  /** The kinds that a policy selects, or may. */
  readonly selected: (policy: NetworkPolicy) => readonly number[];
  /** The policies that isolate a kind in a direction, or may, in the order of `policies`. */
  readonly isolating: (kind: number, direction: Direction) => readonly NetworkPolicy[];
  /** The kinds that a scope matches, or may, ascending. */
  readonly matching: (scope: PodScope) => readonly number[];
  readonly scopeHolds: (scope: PodScope, kind: number) => Ternary;
}

export function site(cluster: Cluster, nodes: number | 'from-input'): Site {
  const placement = place(cluster, nodes);
  const kinds = kindsOf(cluster, placement);
  const kindOf = new Map(kinds.flatMap((kind) => kind.pods.map((pod) => [pod, kind] as const)));
  const policies = [...cluster.policies].sort((a, b) => compare(orderKey(a), orderKey(b)));
  const scopes = scopeMatches(cluster, kinds);
  const matching = (scope: PodScope): readonly number[] => scopes(scope).kinds;
  const selected = new Map(policies.map((policy) => [policy, matching(policy.subject)]));
  const isolating = isolatingLists(policies, selected, kinds.length);
  return {
    cluster,
    placement,
    kinds,
    kindOf: (pod) => kindOf.get(pod),
    nodes: nodeLoads(kinds, placement),
    policies,
    selected: (policy) => selected.get(policy) ?? [],
    isolating: (kind, direction) => isolating[direction][kind] ?? [],
    matching,
    scopeHolds: (scope, kind) => scopes(scope).holds.get(kind) ?? 'no',
  };
}

/** The one order that a dataplane here evaluates in: alphabetical, by the policy's name first. */
function orderKey({ name, namespace, kind }: NetworkPolicy): string {
  return `${name}/${namespace}/${kind}`;
}

/** Equal scopes have equal text, whatever the order of their requirements. */
export function scopeText({ namespaces, pods }: PodScope): string {
  const where = namespaces.kind === 'named' ? namespaces.name : selectorText(namespaces.selector);
  return JSON.stringify([namespaces.kind, where, selectorText(pods)]);
}

function selectorText(selector: LabelSelector): readonly string[] {
  return selector
    .map((requirement) => {
      const { op, key } = requirement;
      return JSON.stringify(op === 'In' || op === 'NotIn' ? [key, op, ...[...requirement.values].sort()] : [key, op]);
    })
    .sort();
}

/** The kinds that a scope does not match for certain not. */
interface ScopeMatch {
  readonly kinds: readonly number[];
  readonly holds: ReadonlyMap<number, Ternary>;
}

/** Policies repeat each other: a scope's answer is remembered by its meaning too. */
function scopeMatches(cluster: Cluster, kinds: readonly Kind[]): (scope: PodScope) => ScopeMatch {
  const byNamespace = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const here = byNamespace.get(kind.pod.namespace.name);
    if (here === undefined) byNamespace.set(kind.pod.namespace.name, [kind]);
    else here.push(kind);
  }
  const match = (scope: PodScope): ScopeMatch => {
    const holds = [...byNamespace]
      .filter(([name, [any]]) => mayHold(scope, name, any))
      .flatMap(([, here]) => here)
      .map(({ index, pod }) => [index, selectsPod(scope, pod, cluster.assumptions).holds] as const)
      .filter(([, held]) => held !== 'no')
      .sort(([a], [b]) => a - b);
    return { kinds: holds.map(([index]) => index), holds: new Map(holds) };
  };
  const byText = new Map<string, ScopeMatch>();
  return memo((scope) => {
    const text = scopeText(scope);
    const found = byText.get(text) ?? match(scope);
    byText.set(text, found);
    return found;
  });
}

/** One look at the namespace saves one at each of its kinds. */
function mayHold({ namespaces }: PodScope, name: string, any: Kind | undefined): boolean {
  if (namespaces.kind === 'named') return namespaces.name === name;
  return any !== undefined && selectorHolds(namespaces.selector, any.pod.namespace.labels) !== 'no';
}

function isolatingLists(
  policies: readonly NetworkPolicy[],
  selected: ReadonlyMap<NetworkPolicy, readonly number[]>,
  kinds: number,
): Readonly<Record<Direction, readonly (readonly NetworkPolicy[])[]>> {
  const lists = {
    egress: Array.from({ length: kinds }, (): NetworkPolicy[] => []),
    ingress: Array.from({ length: kinds }, (): NetworkPolicy[] => []),
  };
  for (const policy of policies) {
    for (const direction of directions.filter((each) => policy[each] !== 'open')) {
      for (const kind of selected.get(policy) ?? []) lists[direction][kind]?.push(policy);
    }
  }
  return lists;
}

function nodeLoads(kinds: readonly Kind[], placement: Placement): readonly ReadonlyMap<number, number>[] {
  const loads = placement.nodes.map(() => new Map<number, number>());
  for (const { index, on } of kinds) {
    for (const [node, count] of on) loads[node]?.set(index, count);
  }
  return loads;
}

export function peerHolds(site: Site, peer: Peer, end: Endpoint, family: Family): Ternary {
  const kind = end.kind === 'pod' ? site.kindOf(end.pod) : undefined;
  if (peer.kind === 'pods' && kind !== undefined) return site.scopeHolds(peer, kind.index);
  return matchesPeer(peer, end, family, site.cluster.assumptions).holds;
}

/** Whether the pod's traffic passes the policies of its own: a pod on the host network is its node. */
export function hasEndpoint(pod: Pod, cluster: Cluster): boolean {
  return pod.network === 'pod' || cluster.assumptions['host-network-pods'] !== 'as-nodes';
}

/** How many pods with an endpoint of their own run on a node. */
export function localEndpoints({ cluster, kinds, nodes }: Site, node: number): number {
  let count = 0;
  for (const [index, running] of nodes[node] ?? []) {
    const kind = kinds[index];
    if (kind !== undefined && hasEndpoint(kind.pod, cluster)) count += running;
  }
  return count;
}

/** The nodes where a policy's pods run, with how many. */
export function nodesOf({ kinds, selected }: Site, policy: NetworkPolicy): ReadonlyMap<number, number> {
  const on = new Map<number, number>();
  for (const index of selected(policy)) {
    for (const [node, count] of kinds[index]?.on ?? []) on.set(node, (on.get(node) ?? 0) + count);
  }
  return on;
}
