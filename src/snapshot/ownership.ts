// Who made whom: controller owner references, followed as far as the input has the objects.

import { type Workload, workloadKinds } from '../engine/model/cluster.ts';
import type { Owner, PodObject, Snapshot, WorkloadObject } from './snapshot.ts';

export type Owned = PodObject | WorkloadObject;

export interface Ownership {
  /** The last controller of the chain, present or not; the object itself where nothing owns it. */
  readonly workloadOf: (object: Owned) => Workload;
  /** Whether no pod of the input is owned by it, directly or through others, and no workload of the input owns it. */
  readonly standsForItsPods: (workload: WorkloadObject) => boolean;
}

const kinds: ReadonlySet<string> = new Set(workloadKinds);

export function isWorkload(object: { readonly kind: string }): object is WorkloadObject {
  return kinds.has(object.kind);
}

export function ownershipOf({ objects }: Snapshot): Ownership {
  const workloads = new Map(objects.filter(isWorkload).map((workload) => [keyOf(workload), workload]));
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

  const havePods = new Set(objects.flatMap((object) => (object.kind === 'Pod' ? chain(object).map(keyOf) : [])));
  return {
    workloadOf: (object) =>
      chain(object).at(-1) ?? { kind: object.kind, namespace: object.namespace, name: object.name },
    standsForItsPods: (workload) => {
      const owner = ownerOf(workload);
      return !havePods.has(keyOf(workload)) && (owner === 'none' || !workloads.has(keyOf(owner)));
    },
  };
}

/** The kubelet makes mirror pods; a node is no workload. */
function isNode({ kind }: Owner): boolean {
  return kind === 'Node';
}

function keyOf({ kind, namespace, name }: Workload | Owned): string {
  return `${kind} ${namespace}/${name}`;
}
