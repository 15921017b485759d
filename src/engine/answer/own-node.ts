// What no policy judges: a pod and itself; and what lifts the NetworkPolicy tier: a pod and the node that
// it runs on. Cluster-wide policies hold there all the same (005 rule 17).

import type { Assumptions, Reason } from '../model/assumptions.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { Match } from '../model/select.ts';
import { and, type Ternary, ternary } from '../sets/ternary.ts';

const none: Match = { holds: 'no', because: [] };

/** Whether the NetworkPolicy tier is lifted between a subject and the other end. */
export function exemption(direction: Direction, subject: Pod, other: Endpoint, assumptions: Assumptions): Match {
  return other.kind === 'pod' && samePod(subject, other.pod)
    ? hairpin(direction, assumptions)
    : ownNode(direction, subject, other, assumptions);
}

/**
 * "traffic to and from the node where a Pod is running is always allowed, regardless of the IP address
 * of the Pod or the node": a host-network pod of the same node cannot be told from the node.
 */
function ownNode(direction: Direction, subject: Pod, other: Endpoint, assumptions: Assumptions): Match {
  const host = hostOf(other, assumptions);
  if (host === 'none') return none;
  const shares = sharesNode(subject, host.node);
  if (shares === 'no') return none;
  const rule = direction === 'ingress' ? 'allow' : assumptions['own-node-egress'];
  if (rule === 'policy') return { holds: 'no', because: [heldToPolicies(subject, host.name)] };
  const open: Ternary = rule === 'unknown' || host.counts === 'unknown' ? 'unknown' : 'yes';
  return { holds: and(shares, open), because: [reason(direction, subject, host.name, shares)] };
}

interface Host {
  readonly name: string;
  readonly node: string | 'unknown';
  /** Whether it is its node to policies. */
  readonly counts: Ternary;
}

function hostOf(end: Endpoint, assumptions: Assumptions): Host | 'none' {
  if (end.kind === 'external') {
    return end.node === undefined ? 'none' : { name: `node ${end.node.name}`, node: end.node.name, counts: 'yes' };
  }
  const reading = assumptions['host-network-pods'];
  const { network, namespace, name, node } = end.pod;
  if (network === 'pod' || reading === 'as-pods') return 'none';
  return { name: `${namespace.name}/${name}`, node, counts: reading === 'unknown' ? 'unknown' : 'yes' };
}

/** Known only where both say their node. */
function sharesNode({ node }: Pod, host: string | 'unknown'): Ternary {
  return node === 'unknown' || host === 'unknown' ? 'unknown' : ternary(node === host);
}

function reason(direction: Direction, subject: Pod, host: string, shares: Ternary): Reason {
  const where = `${subject.namespace.name}/${subject.name}`;
  const isNode = host.startsWith('node ');
  const known = isNode
    ? `${where} runs on ${host}: no NetworkPolicy stands between a pod and its own node`
    : `${host} is on the host network of the node of ${where}: no policy stands between a pod and its own node`;
  const open = isNode
    ? `${where} may run on ${host}, which no NetworkPolicy cuts off`
    : `${host} is on the host network, and may run on the node of ${where}, which no policy cuts off`;
  const why = shares === 'yes' ? known : open;
  if (direction === 'egress') return { flag: 'F4', key: 'own-node-egress', why };
  return isNode ? { flag: 'F4', key: 'none', why } : { flag: 'F3', key: 'host-network-pods', why };
}

function heldToPolicies({ namespace, name }: Pod, host: string): Reason {
  const why = `towards ${host}, on its own node, ${namespace.name}/${name} is taken to be held to its policies`;
  return { flag: 'F4', key: 'own-node-egress', why };
}

/** Through a Service a pod may meet itself from its node's address (R86, F7). */
function hairpin(direction: Direction, assumptions: Assumptions): Match {
  if (direction === 'egress') return none;
  const reading = assumptions.hairpin;
  const because: readonly Reason[] = [{ flag: 'F7', key: 'hairpin', why: hairpins[reading] }];
  return { holds: lifts[reading], because };
}

const lifts = { 'as-pod': 'no', 'as-node': 'yes', unknown: 'unknown' } as const;

const hairpins = {
  'as-pod': 'a pod that reaches itself through a Service is judged as any other pod',
  'as-node': 'a pod that reaches itself through a Service comes from its node: no NetworkPolicy stops it',
  unknown: 'a pod that reaches itself through a Service may come from its node, which no NetworkPolicy stops',
} as const;

/** "a Pod cannot block access to itself"; a workload that stands for its pods meets its other replicas. */
export function samePod(a: Pod, b: Pod): boolean {
  return a === b && a.kind === 'Pod';
}

/** Nodes and the pods that share their network meet without any policy (005 rule 21). */
export function notJudged(subject: Pod, other: Endpoint): boolean {
  return subject.network === 'host' && other.kind === 'external' && other.node !== undefined;
}
