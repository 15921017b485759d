// One question, all the attempts that answer it: every pair of pods, every family, every piece of an
// address block that some policy's boundary cuts off.

import { addressPieces } from '../engine/answer/address-pieces.ts';
import { nodeAsDestination, nodeAsSource } from '../engine/answer/node-ends.ts';
import { type Explained, reach } from '../engine/answer/reach.ts';
import { standsForSeveral } from '../engine/answer/units.ts';
import type { Cluster, Endpoint } from '../engine/model/cluster.ts';
import { namedIn } from '../engine/model/in-namespace.ts';
import { unreachable } from '../engine/model/unreachable.ts';
import type { AddressSet } from '../engine/sets/addresses.ts';
import { difference, intersection } from '../engine/sets/intervals.ts';
import type { PortSet } from '../engine/sets/ports.ts';
import type { AskedPorts } from './asked-ports.ts';
import type { Named } from './names.ts';

export interface Attempt {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly asked: PortSet;
  /** 'no-common-family': the ends share no IP family, so nothing can pass. */
  readonly explained: Explained | 'no-common-family';
}

export type Answer = 'yes' | 'no' | 'partly' | 'unknown';

/** Nothing parts a pod from itself, so that pair is asked about only where there is no other. */
export function attempts(cluster: Cluster, from: Named, to: Named, ports: AskedPorts): readonly Attempt[] {
  const sources = endsOf(from, judging(to, cluster), 'source');
  const targets = endsOf(to, judging(from, cluster), 'destination');
  const all = sources.flatMap((source) => targets.map((target) => [source, target] as const));
  const pairs = all.filter(([source, target]) => isPair(source, target));
  return (pairs.length > 0 ? pairs : all).flatMap(([source, target]) => attemptsOf(cluster, source, target, ports));
}

/** With no other policies than those that can select the pods of an end: only their boundaries cut what it meets. */
function judging(named: Named, cluster: Cluster): Cluster {
  if (named.kind !== 'pods') return cluster;
  const namespaces = [...new Set(named.pods.map(({ namespace }) => namespace.name))];
  return { ...cluster, policies: namespaces.flatMap((name) => namedIn(cluster.policies, name)) };
}

/** A pod with itself is none, as in lists of flows; nor is the outside with the outside. */
export function isPair(source: Endpoint, target: Endpoint): boolean {
  if (source.kind === 'external' || target.kind === 'external') return source.kind !== target.kind;
  return source.pod !== target.pod || standsForSeveral(source.pod);
}

/** A Service is no end: it leads to its backends (see service-attempts.ts). */
export function endsOf(named: Named, cluster: Cluster, role: 'source' | 'destination'): readonly Endpoint[] {
  switch (named.kind) {
    case 'pods':
      return named.pods.map((pod) => ({ kind: 'pod', pod }));
    case 'node':
      return [role === 'source' ? nodeAsSource(named.node, cluster) : nodeAsDestination(named.node, cluster)];
    case 'addresses':
      return pieces(named.addresses, cluster).map((addresses) => ({ kind: 'external', addresses }));
    case 'service':
      return [];
    default:
      return unreachable(named);
  }
}

/** Cut at the boundaries that some policy draws: the pieces have one answer each. */
export function pieces(addresses: AddressSet, cluster: Cluster): readonly AddressSet[] {
  const cut = addressPieces(cluster, addresses);
  return cut.length === 0 ? [addresses] : cut;
}

export function attemptsOf(cluster: Cluster, from: Endpoint, to: Endpoint, ports: AskedPorts): readonly Attempt[] {
  if (from.kind === 'external' && to.kind === 'external') return [];
  const asked = ports.at(to.kind === 'pod' ? to.pod : 'external');
  const explained = reach(cluster, from, to, asked);
  if (explained.length === 0) return [{ from, to, asked, explained: 'no-common-family' }];
  return explained.map((each) => ({ from, to, asked, explained: each }));
}

export function allowedOf({ explained }: Attempt): PortSet {
  return explained === 'no-common-family' ? [] : explained.allowed;
}

export function unknownOf({ explained }: Attempt): PortSet {
  return explained === 'no-common-family' ? [] : difference(explained.possible, explained.allowed);
}

/** Some ports of some attempts allowed and some denied is `partly`; otherwise an unknown port leaves it open. */
export function answerOf(list: readonly Attempt[]): Answer {
  const open = list.some((attempt) => unknownOf(attempt).length > 0);
  const allowed = list.some((attempt) => intersection(attempt.asked, allowedOf(attempt)).length > 0);
  const denied = list.some((attempt) => deniedOf(attempt).length > 0);
  if (allowed && denied) return 'partly';
  if (open) return 'unknown';
  return allowed ? 'yes' : 'no';
}

export function deniedOf(attempt: Attempt): PortSet {
  const { explained, asked } = attempt;
  return explained === 'no-common-family' ? asked : difference(asked, explained.possible);
}
