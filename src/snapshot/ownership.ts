// Who made whom: controller owner references, followed as far as the input has the objects.

import { type Workload, workloadKinds } from '../engine/model/cluster.ts';
import type { Owner, PodObject, WorkloadObject } from './snapshot.ts';

export type Owned = PodObject | WorkloadObject;

export interface Ownership {
  /** The last controller of the chain, present or not; the object itself where nothing owns it. */
  readonly workloadOf: (object: Owned) => Workload;
  /** Whether no pod of the input is owned by it, directly or through others, and no workload of the input owns it. */
  readonly standsForItsPods: (workload: WorkloadObject) => boolean;
  /** Whether some pod of the input is owned by it, directly or through others. */
  readonly hasPods: (workload: WorkloadObject) => boolean;
  /** Those of its owners that the input has. */
  readonly ownersInInput: (object: Owned) => readonly WorkloadObject[];
}

interface Owneds {
  readonly pods: readonly PodObject[];
  readonly workloads: readonly WorkloadObject[];
}

const kinds: ReadonlySet<string> = new Set(workloadKinds);

export function isWorkload(object: { readonly kind: string }): object is WorkloadObject {
  return kinds.has(object.kind);
}

export function ownershipOf({ pods, workloads: given }: Owneds): Ownership {
  const workloads = new Map(given.map((workload) => [keyOf(workload), workload]));
  const ownerOf = ({ owner, namespace }: Owned): Workload | 'none' =>
    owner === 'none' || isNode(owner) ? 'none' : { kind: owner.kind, namespace, name: owner.name };

  /** The owners from the nearest to the last; a circle ends where it closes. */
  const chain = (object: Owned): readonly Workload[] => {
    const owners: Workload[] = [];
    const seen = new Set([keyOf(object)]);
    for (let at: Owned | undefined = object; at !== undefined; ) {
      const owner = ownerOf(at);
      if (owner === 'none' || seen.has(keyOf(owner))) break;
      owners.push(owner);
      seen.add(keyOf(owner));
      at = workloads.get(keyOf(owner));
    }
    return owners;
  };

  const ownersInInput = (object: Owned): readonly WorkloadObject[] => {
    if (workloads.size === 0) return [];
    return chain(object).flatMap((owner) => workloads.get(keyOf(owner)) ?? []);
  };
  const workloadOf = (object: Owned): Workload =>
    chain(object).at(-1) ?? { kind: object.kind, namespace: object.namespace, name: object.name };
  const havePods = new Set(pods.flatMap(ownersInInput).map(keyOf));
  return {
    // A pod that owns a workload ends the chain at itself: it is then not the same for all pods of an owner.
    workloadOf: given.some(({ owner }) => owner !== 'none' && owner.kind === 'Pod')
      ? workloadOf
      : remembered(workloadOf),
    ownersInInput,
    hasPods: (workload) => havePods.has(keyOf(workload)),
    standsForItsPods: (workload) => {
      const owner = ownerOf(workload);
      return !havePods.has(keyOf(workload)) && (owner === 'none' || !workloads.has(keyOf(owner)));
    },
  };
}

/** Pods of one owner belong to one workload, and stand side by side as a rule: the same value for all of them. */
function remembered(workloadOf: Ownership['workloadOf']): Ownership['workloadOf'] {
  const known = new Map<string, Workload>();
  let before: { readonly pod: Owned; readonly workload: Workload } | undefined;
  return (object) => {
    const { kind, namespace, owner } = object;
    if (kind !== 'Pod' || owner === 'none' || isNode(owner)) return workloadOf(object);
    if (before?.pod.owner === owner && before.pod.namespace === namespace) return before.workload;
    const key = keyOf({ kind: owner.kind, namespace, name: owner.name });
    const workload = known.get(key) ?? workloadOf(object);
    known.set(key, workload);
    before = { pod: object, workload };
    return workload;
  };
}

/** The kubelet makes mirror pods; a node is no workload. */
function isNode({ kind }: Owner): boolean {
  return kind === 'Node';
}

function keyOf({ kind, namespace, name }: Workload | Owned): string {
  return `${kind} ${namespace}/${name}`;
}
