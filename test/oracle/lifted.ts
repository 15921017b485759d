// Where the NetworkPolicy tier is lifted: the own node, and a pod that reaches itself through a Service.
import type { Side } from './side.ts';
import { type Answer, and, assumed, or } from './three.ts';

/** A pod reaches itself directly, which nobody judges, or through a Service. */
export type Way = 'directly' | 'through a service';

export function liftedFor(side: Side, way: Way): Answer {
  return or([ownNode(side), way === 'through a service' ? hairpin(side) : 'no']);
}

/** 002 rule 4, 005 rule 21: whether the other end is the subject's own node. */
function ownNode({ direction, subject, other, assume }: Side): Answer {
  // A raw address is nobody's node.
  if ('ranges' in other ? other.node === '' : !other.hostNetwork) return 'no';
  const same = sameNode(subject.node, other.node);
  // 005 rule 21: "As a source to a pod: on the same node the NetworkPolicy tier is lifted (R80)", whatever is assumed of
  // host-network pods.
  if ('ranges' in other && direction === 'ingress') return same;
  const reading = assumed(assume, 'host-network-pods');
  if (reading === 'as-pods') return 'no';
  const egress = assumed(assume, 'own-node-egress');
  if (direction === 'egress' && egress === 'policy') return 'no';
  const answers: Answer[] = [same];
  if (direction === 'egress' && egress === 'unknown') answers.push('unknown');
  // "Under host-network-pods: unknown the exemption is at most unknown."
  if (reading === 'unknown') answers.push('unknown');
  return and(answers);
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
