// Which directions a policy is about.
import { list } from './raw.ts';
import type { Direction } from './three.ts';

/** policyTypes: "If this field is not specified, it will default based on the existence of ingress or egress rules;
 * policies that contain an egress section are assumed to affect egress, and all policies (whether or not they
 * contain an ingress section) are assumed to affect ingress." */
export function directionsOf(policy: unknown): readonly Direction[] {
  const types = list(policy, 'spec', 'policyTypes');
  const directions: Direction[] = [];
  if (types.length === 0) {
    directions.push('ingress');
    // R12: only a section with at least one rule counts.
    if (list(policy, 'spec', 'egress').length > 0) directions.push('egress');
  }
  if (types.includes('Ingress')) directions.push('ingress');
  if (types.includes('Egress')) directions.push('egress');
  return directions;
}
