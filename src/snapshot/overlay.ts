// Edits laid over a base as `kubectl apply` and `kubectl delete` would: by kind, namespace and name.
// Objects of the base that no edit touches stay the identical values. Deleting an owner deletes what it
// owns, and deleting a namespace what is in it, as in a cluster.

import type { Diagnostic } from './diagnostic.ts';
import { identityOf } from './identity.ts';
import { isWorkload, ownershipOf } from './ownership.ts';
import { partsOf } from './parts.ts';
import { type ReadOptions, read, remember } from './read.ts';
import type { ReadObject, Snapshot, WorkloadObject } from './snapshot.ts';

/** The edits of a session, as far as they matter here. */
export type SnapshotEdit =
  | { readonly kind: 'apply'; readonly id: string; readonly text: string }
  | {
      readonly kind: 'delete';
      readonly object: { readonly kind: string; readonly namespace?: string; readonly name: string };
    };

/** `previous` only saves work: edits whose text did not change give the identical objects. */
export function applyEdits(
  base: Snapshot,
  edits: readonly SnapshotEdit[],
  options: ReadOptions,
  previous?: Snapshot,
): Snapshot {
  const applied: Snapshot[] = [];
  const diagnostics: Diagnostic[] = [];
  let objects: Objects = new Map(base.objects.map((object) => [identityOf(object), object]));
  for (const edit of edits) {
    if (edit.kind === 'apply') {
      const edited = read([{ file: edit.id, text: edit.text }], options, previous);
      applied.push(edited);
      objects = new Map([...objects, ...edited.objects.map((object) => [identityOf(object), object] as const)]);
      diagnostics.push(...edited.diagnostics);
    } else {
      const left = without(objects, edit.object);
      if (left.size === objects.size) diagnostics.push(nothingToDelete(edit.object));
      objects = left;
    }
  }
  const made: Snapshot = {
    mode: base.mode,
    sources: [...base.sources, ...applied.flatMap(({ sources }) => sources)],
    objects: [...objects.values()],
    ignored: applied.map(({ ignored }) => ignored).reduce(addCounts, base.ignored),
    diagnostics: [...base.diagnostics, ...diagnostics],
  };
  const workloads = applied.flatMap((snapshot) => snapshot.objects.filter(isWorkload));
  remember(made, applied);
  return workloads.length === 0 ? made : withRollouts(made, workloads);
}

type Objects = ReadonlyMap<string, ReadObject>;
type Named = { readonly kind: string; readonly namespace?: string; readonly name: string };

/** Without the object, what it owns, and what is in it where it is a namespace. */
function without(objects: Objects, named: Named): Objects {
  const left = new Map(objects);
  const gone = [named];
  left.delete(identityOf(named));
  for (let next = gone.pop(); next !== undefined; next = gone.pop()) {
    for (const [identity, object] of left) {
      if (!belongsTo(object, next)) continue;
      left.delete(identity);
      gone.push(object);
    }
  }
  return left;
}

function belongsTo(object: ReadObject, to: Named): boolean {
  const namespace = 'namespace' in object ? object.namespace : undefined;
  if (to.kind === 'Namespace') return namespace === to.name;
  if (!('owner' in object) || object.owner === 'none' || namespace !== to.namespace) return false;
  return object.owner.kind === to.kind && object.owner.name === to.name;
}

/** A cluster would replace the pods of a workload whose template changes; here the pods of the input stay. */
function withRollouts(made: Snapshot, workloads: readonly WorkloadObject[]): Snapshot {
  const ownership = ownershipOf(partsOf(made.objects));
  const kept = workloads.filter((workload) => made.objects.includes(workload) && !ownership.standsForItsPods(workload));
  const diagnostics = kept.map(({ kind, namespace, name, origin }): Diagnostic => {
    const message = `the input has pods of ${kind} ${namespace}/${name}, which stay as they are; delete it first, and the new template stands for its pods`;
    return { severity: 'warning', code: 'pods-not-replaced', message, origin, path: ['spec', 'template'] };
  });
  return { ...made, diagnostics: [...made.diagnostics, ...diagnostics] };
}

function nothingToDelete(named: Named): Diagnostic {
  const message = `${identityOf(named)} is not in the input: there is nothing to delete`;
  return { severity: 'warning', code: 'nothing-to-delete', message, origin: 'none', path: [] };
}

function addCounts(a: Snapshot['ignored'], b: Snapshot['ignored']): Snapshot['ignored'] {
  const sum = new Map(a);
  for (const [key, count] of b) sum.set(key, (sum.get(key) ?? 0) + count);
  return new Map([...sum].sort(([x], [y]) => (x < y ? -1 : 1)));
}
