// Whether policies isolate a pod for a direction (R10): yes, no, or open where it may not be selected.

import type { Cluster, Pod } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import { or, type Ternary } from '../sets/ternary.ts';

export function isolation({ policies, assumptions }: Cluster, pod: Pod, direction: Direction): Ternary {
  return policies
    .filter((policy) => policy[direction] !== 'open')
    .map((policy) => selectsPod(policy.subject, pod, assumptions).holds)
    .reduce(or, 'no');
}
