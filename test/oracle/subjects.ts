// Which pods a cluster-wide policy selects, as its subject or as a peer.
import type { Outside, PodEnd } from './ends.ts';
import { namespaceLabels, podLabels, selects } from './labels.ts';
import { list, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { type Answer, and } from './three.ts';

/** 005 rule 19. `scope` is a subject, or a peer: it has `namespaces` or `pods`. */
export function podsSelected(
  scope: unknown,
  end: PodEnd | Outside,
  { objects, assume }: Pick<Side, 'objects' | 'assume'>,
): Answer {
  // R26: selectors match nothing but pods; R84: "never a host-network pod, whatever is assumed".
  if ('ranges' in end || end.hostNetwork) return 'no';
  const spaces = namespaceLabels(objects, end.namespace, assume);
  const namespaces = own(scope, 'namespaces');
  if (namespaces !== undefined) return selects(namespaces, spaces);
  return and([
    // R144: "pods without namespaceSelector means every namespace", which is what selecting by nothing does.
    selects(own(scope, 'pods', 'namespaceSelector'), spaces),
    selects(own(scope, 'pods', 'podSelector'), podLabels(end.labels, end.kind, assume)),
  ]);
}

export function subjectSelected(subject: unknown, side: Side): Answer {
  if (readablePods(subject)) return podsSelected(subject, side.subject, side);
  // "A subject that cannot be read selects every pod of the pod network unknown."
  return side.subject.hostNetwork ? 'no' : 'unknown';
}

/** Whether this is a scope of pods that we know how to read. */
export function readablePods(scope: unknown): boolean {
  const namespaces = own(scope, 'namespaces');
  if (namespaces !== undefined) return readableSelector(namespaces);
  const pods = own(scope, 'pods');
  if (pods === undefined) return false;
  return readableSelector(own(pods, 'podSelector')) && readableSelector(own(pods, 'namespaceSelector'));
}

/** "A selector with an operator or values that the API does not have cannot be read." */
export function readableSelector(selector: unknown): boolean {
  for (const expression of list(selector, 'matchExpressions')) {
    const operator = text(expression, 'operator');
    const values = list(expression, 'values').length;
    // X9: "In/NotIn need values, Exists/DoesNotExist none"
    if (operator === 'In' || operator === 'NotIn') {
      if (values === 0) return false;
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values > 0) return false;
    } else return false;
  }
  return true;
}
