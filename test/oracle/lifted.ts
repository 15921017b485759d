// Where the NetworkPolicy tier is lifted: the own node, and a pod that reaches itself through a Service.
import type { PodEnd } from './ends.ts';
import type { Side } from './side.ts';
import { type Answer, type Assume, and, answerOf, assumed, or } from './three.ts';

/** A pod reaches itself directly, which nobody judges, or through a Service. */
export type Way = 'directly' | 'through a service';

export function liftedFor(side: Side, way: Way): Answer {
  return or([ownNode(side), way === 'through a service' ? hairpin(side) : 'no']);
}

/** 002 rule 4, 005 rule 21: whether the other end is the subject's own node. */
function ownNode({ direction, subject, other, assume }: Side): Answer {
  // 005 rule 21: "whatever host-network-pods says: a node is no pod". A raw address is nobody's node.
  const isNode: Answer = 'ranges' in other ? answerOf(other.node !== '') : countsAsNode(other, assume);
  const egress = direction === 'egress' ? assumed(assume, 'own-node-egress') : 'allow';
  if (egress === 'policy') return 'no';
  return and([isNode, sameNode(subject.node, other.node), egress === 'unknown' ? 'unknown' : 'yes']);
}

/** "Not under as-pods … Under host-network-pods: unknown the exemption is at most unknown." */
function countsAsNode(other: PodEnd, assume: Assume): Answer {
  const reading = assumed(assume, 'host-network-pods');
  if (!other.hostNetwork || reading === 'as-pods') return 'no';
  return reading === 'unknown' ? 'unknown' : 'yes';
}

export function sameNode(a: string, b: string): Answer {
  if (a === '' || b === '') return 'unknown';
  return a === b ? 'yes' : 'no';
}

/** 005 rule 20, hairpin: "as-node: the NetworkPolicy tier is lifted on the ingress side; unknown: at most lifted
 * perhaps". */
function hairpin({ direction, subject, assume }: Side): Answer {
  // A workload that reaches a pod of its own reaches another pod of it.
  if (direction === 'egress' || subject.kind !== 'Pod') return 'no';
  const reading = assumed(assume, 'hairpin');
  if (reading === 'as-pod') return 'no';
  return reading === 'as-node' ? 'yes' : 'unknown';
}
