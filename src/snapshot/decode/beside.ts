// What annotations tell of networks beside the pod network, and of a mesh in front of it: only whether those few
// annotations are there is read, never what else stands in any.

import { at, type Field, isMapping } from '../field.ts';
import type { PodBeside } from '../snapshot.ts';

const annotations: readonly (readonly [string, RegExp, PodBeside])[] = [
  ['k8s.v1.cni.cncf.io/networks', /\S/, 'secondary-networks'],
  ['sidecar.istio.io/status', /\S/, 'sidecar'],
  ['sidecar.istio.io/inject', /^true$/, 'sidecar'],
  ['ambient.istio.io/redirection', /^enabled$/, 'ambient'],
];

const none: readonly PodBeside[] = [];

/** `owner` has `metadata`, as Pod and PodTemplateSpec do. */
export function besideOf(owner: Field): readonly PodBeside[] {
  return besideIn(at(at(owner, 'metadata'), 'annotations').raw);
}

/** Whatever stands where annotations should: a key has a slash, so that what is read is its own. */
export function besideIn(given: unknown): readonly PodBeside[] {
  if (!isMapping(given)) return none;
  const found = annotations.filter(([key, value]) => {
    const raw = given[key];
    return typeof raw === 'string' && value.test(raw);
  });
  return found.length === 0 ? none : [...new Set(found.map(([, , beside]) => beside))];
}
