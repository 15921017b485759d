// What each policy costs on each dataplane that is asked for, and one packet's walk. Counts and estimates
// stand apart: counts follow from the input and the dataplane's code, estimates from a machine's figures.

import type { Cluster, Endpoint } from '../model/cluster.ts';
import type { NetworkPolicy } from '../model/policy.ts';
import type { Protocol } from '../sets/ports.ts';
import { type Traversal, traversals } from './attribute.ts';
import type { CoefficientTable } from './coefficients.ts';
import { calicoIptables } from './dataplanes/calico-iptables.ts';
import { cilium } from './dataplanes/cilium.ts';
import { type Estimates, estimates } from './estimate.ts';
import {
  type Dataplane,
  type DataplaneName,
  type Installed,
  type Limit,
  type Operations,
  ops,
  type Packet,
  type Scope,
  type StateSpread,
  type Update,
} from './model.ts';
import { compare, type Placement } from './placement.ts';
import { type Site, site } from './site.ts';
import { commonFamily } from './traffic.ts';

export interface CostOptions {
  readonly dataplanes: readonly DataplaneName[];
  /** A number spreads all pods over so many nodes; 'from-input' keeps each pod where it runs. */
  readonly nodes: number | 'from-input';
  readonly coefficients: CoefficientTable;
}

export interface PolicyCosts {
  readonly placement: Placement['how'];
  readonly traffic: 'uniform';
  readonly dataplanes: readonly DataplaneCosts[];
}

export interface DataplaneCosts {
  readonly dataplane: DataplaneName;
  /** By namespace, then name. */
  readonly items: readonly PolicyCost[];
  readonly totals: StateSpread;
  readonly limits: readonly Limit[];
}

export interface PolicyCost {
  readonly policy: NetworkPolicy;
  /** The policy as if it were alone, on the node where that is most. */
  readonly state: StateSpread & { readonly scope: Scope };
  /** What would go if the policy went, on the same node. */
  readonly marginal: StateSpread;
  readonly firstPacket: Traversal & { readonly position: number; readonly of: number };
  /** Operations inside the policy that later packets of the first direction repeat. */
  readonly established: Operations;
  readonly churn: readonly Update[];
  readonly estimates: Estimates;
}

const known: Readonly<Record<DataplaneName, Dataplane>> = { 'calico-iptables': calicoIptables, cilium };

export function policyCosts(cluster: Cluster, { dataplanes, nodes, coefficients }: CostOptions): PolicyCosts {
  const here = site(cluster, nodes);
  return {
    placement: here.placement.how,
    traffic: 'uniform',
    dataplanes: dataplanes.map((name) => dataplaneCosts(here, known[name], coefficients)),
  };
}

function dataplaneCosts(here: Site, dataplane: Dataplane, coefficients: CoefficientTable): DataplaneCosts {
  const installed = dataplane.install(here);
  const traversed = traversals(here, installed);
  const listed = [...here.policies].sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
  return {
    dataplane: dataplane.name,
    items: listed.flatMap((policy) => {
      const traversal = traversed.get(policy);
      return traversal === undefined ? [] : [policyCost(installed, dataplane, policy, traversal, coefficients)];
    }),
    totals: installed.clusterState(),
    limits: installed.limits(),
  };
}

function policyCost(
  installed: Installed,
  { scope, column }: Dataplane,
  policy: NetworkPolicy,
  traversal: Traversal,
  coefficients: CoefficientTable,
): PolicyCost {
  const state = installed.policyState(policy);
  const inside = ops.sum([traversal.deciding, traversal.inTheWay]);
  return {
    policy,
    state: { ...state, scope },
    marginal: installed.marginal(policy),
    firstPacket: { ...traversal, ...installed.position(policy) },
    established: installed.repeated(inside),
    churn: installed.churn(policy),
    estimates: estimates(inside, state.busiestNode, installed.sizes(policy), column, coefficients),
  };
}

export interface PacketWalk extends Packet {
  readonly dataplane: DataplaneName;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  readonly port: number;
  readonly totals: {
    readonly firstPacket: Operations;
    /** None where the first packet is denied: there is no later one. */
    readonly established: Operations;
    readonly reply: Operations;
  };
}

export function packetWalk(
  cluster: Cluster,
  dataplane: DataplaneName,
  from: Endpoint,
  to: Endpoint,
  protocol: Protocol,
  port: number,
): PacketWalk {
  const installed = known[dataplane].install(site(cluster, 'from-input'));
  const attempt = { from, to, protocol, port, family: commonFamily(from, to) };
  const first = installed.firstPacket(attempt);
  return {
    ...first,
    dataplane,
    from,
    to,
    protocol,
    port,
    totals: { firstPacket: first.ops, established: installed.established(attempt), reply: installed.reply(attempt) },
  };
}
