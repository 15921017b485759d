// What no policy judges: a pod and itself, and a pod and the node that it runs on.

import type { Assumptions, Reason } from '../model/assumptions.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import { type Match, sharesNode } from '../model/select.ts';
import { and, type Ternary } from '../sets/ternary.ts';

/**
 * "traffic to and from the node where a Pod is running is always allowed, regardless of the IP address
 * of the Pod or the node": a host-network pod of the same node cannot be told from the node.
 */
export function ownNode(direction: Direction, subject: Pod, other: Endpoint, assumptions: Assumptions): Match {
  const none: Match = { holds: 'no', because: [] };
  const hostNetwork = assumptions['host-network-pods'];
  if (other.kind === 'external' || other.pod.network === 'pod' || hostNetwork === 'as-pods') return none;
  const rule = direction === 'ingress' ? 'allow' : assumptions['own-node-egress'];
  if (rule === 'policy') return none;
  const shares = sharesNode(subject, other.pod);
  if (shares === 'no') return none;
  const open: Ternary = rule === 'unknown' || hostNetwork === 'unknown' ? 'unknown' : 'yes';
  return { holds: and(shares, open), because: ownNodeReasons(direction, subject, other.pod, shares) };
}

function ownNodeReasons(direction: Direction, subject: Pod, host: Pod, shares: Ternary): readonly Reason[] {
  const hostName = `${host.namespace.name}/${host.name}`;
  const where = `${subject.namespace.name}/${subject.name}`;
  const why =
    shares === 'yes'
      ? `${hostName} is on the host network of the node of ${where}: no policy stands between a pod and its own node`
      : `${hostName} is on the host network, and may run on the node of ${where}, which no policy cuts off`;
  return [
    direction === 'ingress'
      ? { flag: 'F3', key: 'host-network-pods', why }
      : { flag: 'F4', key: 'own-node-egress', why },
  ];
}

/** "a Pod cannot block access to itself"; a workload that stands for its pods meets its other replicas. */
export function samePod(a: Pod, b: Pod): boolean {
  return a === b && a.kind === 'Pod';
}
