// Whether an entry says something new: a pod that exists may have as much already.

import type { Cluster, Endpoint, Namespace, Pod } from '../model/cluster.ts';
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

/** The pods of a namespace. */
export type PodsIn = (namespace: string) => readonly Pod[];

export function podsIn({ pods }: Cluster): PodsIn {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const group = groups.get(pod.namespace.name);
    if (group === undefined) groups.set(pod.namespace.name, [pod]);
    else group.push(pod);
  }
  return (namespace) => groups.get(namespace) ?? [];
}

/** Whether a pod that exists, with such labels in such a namespace, is given no less. */
export function isHad(
  { where, pods: selector, granted }: PodsEntry,
  { namespaces, assumptions }: Cluster,
  among: PodsIn,
  own: readonly Pod[],
  ask: (end: Endpoint) => Granted,
): boolean {
  const alone = own.length === 1 && !own.some(standsForSeveral);
  return namespacesOf(where, namespaces).some(({ name }) => {
    const scope = {
      kind: 'pods',
      namespaces: { kind: 'named', name },
      pods: selector,
      hostNetwork: 'as-assumed',
    } as const;
    return among(name).some((pod) => {
      if ((alone && own.includes(pod)) || selectsPod(scope, pod, assumptions).holds !== 'yes') return false;
      return isSubset(granted.some, ask({ kind: 'pod', pod }).some);
    });
  });
}

function namespacesOf(where: Where, all: readonly Namespace[]): readonly Namespace[] {
  return where.kind === 'any' ? all : where.kind === 'existing' ? where.namespaces : [];
}
