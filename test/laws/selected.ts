// Which ends a policy selects, by the oracle's selectors and rule 3 of decision 002.
import { endsOf, type PodEnd } from '../oracle/ends.ts';
import { podLabels, selects } from '../oracle/labels.ts';
import type { Answer, Assume } from '../oracle/oracle.ts';
import { namespaceOf } from '../oracle/raw.ts';
import { and, assumed } from '../oracle/three.ts';
import { type RawPolicy, subjectOf } from './raw-policy.ts';

export { endsOf, type PodEnd };

export function selectionOf(policy: RawPolicy, end: PodEnd, assume: Assume): Answer {
  if (namespaceOf(policy) !== end.namespace) return 'no';
  return and([hostNetwork(end, assume), selects(subjectOf(policy), podLabels(end.labels, end.kind, assume))]);
}

/** Whether no policy judges what passes between this end and host-network pods, on some node at least. */
export function mayBeItsNode(end: PodEnd, assume: Assume): boolean {
  return end.hostNetwork && assumed(assume, 'host-network-pods') !== 'as-pods';
}

function hostNetwork(end: PodEnd, assume: Assume): Answer {
  const reading = end.hostNetwork ? assumed(assume, 'host-network-pods') : 'as-pods';
  if (reading === 'as-nodes') return 'no';
  return reading === 'unknown' ? 'unknown' : 'yes';
}
