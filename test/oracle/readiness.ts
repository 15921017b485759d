// Which pods a Service sends traffic to.
import type { PodEnd } from './ends.ts';
import { kindOf, list, nameOf, namespaceOf, own, text } from './raw.ts';

/** serving: it terminates and is ready still, so that it stands in where none is ready (R96). */
export type Readiness = 'ready' | 'serving' | 'no';

export function readinessOf(end: PodEnd, service: unknown, objects: readonly unknown[]): Readiness {
  // 005 rule 20: "a workload that stands for its pods … count as ready"
  if (end.kind !== 'Pod') return 'ready';
  const pod = objects.find((one) => kindOf(one) === 'v1 Pod' && `${namespaceOf(one)}/${nameOf(one)}` === end.name);
  const phase = text(pod, 'status', 'phase');
  // "that have not finished", whatever is assumed of finished pods
  if (phase === 'Succeeded' || phase === 'Failed') return 'no';
  if (own(service, 'spec', 'publishNotReadyAddresses') === true) return 'ready';
  const conditions = list(pod, 'status', 'conditions');
  const ready = conditions.find((condition) => text(condition, 'type') === 'Ready');
  // "a pod without status conditions … count[s] as ready"
  const serves = conditions.length === 0 || text(ready, 'status') === 'True';
  if (!serves) return 'no';
  return own(pod, 'metadata', 'deletionTimestamp') === undefined ? 'ready' : 'serving';
}
