// The cluster-wide policies of the input, as far as its cluster takes them, in the order in which they are asked.

import type { Cluster, Node } from '../engine/model/cluster.ts';
import { type ClusterNetworkPolicy, tiers } from '../engine/model/policy.ts';
import { hasFamily } from '../engine/sets/addresses.ts';
import { throughChannel } from './channel.ts';
import type { Diagnostic } from './diagnostic.ts';
import { withNodeAddresses } from './node-scopes.ts';
import type { Snapshot } from './snapshot.ts';

export interface ClusterPolicies {
  readonly policies: readonly ClusterNetworkPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `previous` only saves work: policies that did not change are then the identical values. */
export function clusterPoliciesOf(
  snapshot: Pick<Snapshot, 'objects' | 'mode'>,
  nodes: readonly Node[],
  previous?: Cluster,
): ClusterPolicies {
  const { policies, diagnostics } = throughChannel(snapshot);
  return {
    policies: policies.map((policy) => withNodeAddresses(policy, nodes, previous)).sort(inOrder),
    diagnostics: [...diagnostics, ...mixedGenerations(policies)],
  };
}

/** Admin first, by priority; then by name and kind, which only makes the order certain. */
function inOrder(a: ClusterNetworkPolicy, b: ClusterNetworkPolicy): number {
  return (
    tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
    a.priority - b.priority ||
    compare(a.name, b.name) ||
    compare(a.kind, b.kind)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What one is to the other no API says: they are merged by tier and priority (R148, F18). */
function mixedGenerations(policies: readonly ClusterNetworkPolicy[]): readonly Diagnostic[] {
  const later = policies.find(({ kind }) => kind === 'ClusterNetworkPolicy');
  const earlier = policies.find(({ kind }) => kind !== 'ClusterNetworkPolicy');
  if (later === undefined || earlier === undefined) return [];
  const message = `${earlier.kind} and ClusterNetworkPolicy stand in one input, and no API orders the two; merged by tier and priority, BaselineAdminNetworkPolicy last`;
  return [{ severity: 'info', code: 'mixed-generations', message, origin: earlier.origin, path: [] }];
}

/** Whether a block of it is IPv6, so that the family is in play (002 rule 10). */
export function blocksV6({ ingress, egress }: ClusterNetworkPolicy): boolean {
  return [...ingress, ...egress].some(
    ({ peers }) =>
      peers !== 'anyone' && peers.some((peer) => peer.kind === 'networks' && hasFamily(peer.addresses, 'IPv6')),
  );
}
