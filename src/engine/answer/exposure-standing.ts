// Whether an entry says something new: a pod that exists may have as much already.

import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import { selectsPod } from '../model/select.ts';
import { isSubset } from '../sets/intervals.ts';
import type { PodsEntry, Where } from './exposure-entries.ts';
import type { Granted } from './exposure-judge.ts';
import { standsForSeveral } from './units.ts';

export type StandingEntry = PodsEntry & {
  /** 'beyond': no pod that exists has as much. */
  readonly standing: 'beyond' | 'existing';
};

/** Namespaces where a pod that exists has it already are told apart from those where one could be added. */
export function byStanding(entry: PodsEntry, had: (entry: PodsEntry) => boolean): readonly StandingEntry[] {
  const { where, example } = entry;
  switch (where.kind) {
    case 'new':
      return [{ ...entry, standing: 'beyond' }]; // or it would be one of the existing
    case 'any': {
      // Pods anywhere may take a label on; what needs none is there for those that exist.
      const open = !entry.pods.some(({ op }) => op === 'In' || op === 'Exists');
      return [{ ...entry, standing: open && had(entry) ? 'existing' : 'beyond' }];
    }
    case 'existing': {
      const alone = where.namespaces.map((namespace) => ({
        ...entry,
        where: { ...where, namespaces: [namespace] },
        example: { ...example, namespace },
      }));
      return (['beyond', 'existing'] as const).flatMap((standing) => {
        const own = alone.filter((each) => had(each) === (standing === 'existing'));
        const [first] = own;
        const namespaces = own.flatMap((each) => each.where.namespaces);
        return first === undefined ? [] : [{ ...first, where: { ...where, namespaces }, standing }];
      });
    }
  }
}

/** Whether a pod that exists, with such labels in such a namespace, is given no less. */
export function isHad(
  { where, pods: selector, granted }: PodsEntry,
  cluster: Cluster,
  own: readonly Pod[],
  ask: (end: Endpoint) => Granted,
): boolean {
  const alone = own.length === 1 && !own.some(standsForSeveral);
  return cluster.pods.some((pod) => {
    if ((alone && own.includes(pod)) || !isIn(pod, where)) return false;
    const namespaces = { kind: 'named', name: pod.namespace.name } as const;
    const scope = { kind: 'pods', namespaces, pods: selector, hostNetwork: 'as-assumed' } as const;
    if (selectsPod(scope, pod, cluster.assumptions).holds !== 'yes') return false;
    return isSubset(granted.some, ask({ kind: 'pod', pod }).some);
  });
}

function isIn(pod: Pod, where: Where): boolean {
  return where.kind === 'any' || (where.kind === 'existing' && where.namespaces.includes(pod.namespace));
}
