// Edits laid over a base as `kubectl apply` and `kubectl delete` would: by kind, namespace and name.
// Objects of the base that no edit touches stay the identical values. Deleting an owner deletes what it
// owns, and deleting a namespace what is in it, as in a cluster.

import type { Diagnostic } from './diagnostic.ts';
import { identityOf } from './identity.ts';
import { layersOver } from './layers.ts';
import { isWorkload, ownershipOf } from './ownership.ts';
import { partsOf } from './parts.ts';
import { type ReadOptions, read, remember } from './read.ts';
import type { Snapshot, WorkloadObject } from './snapshot.ts';

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
  const layers = layersOver(base.objects);
  for (const edit of edits) {
    if (edit.kind === 'apply') {
      const edited = read([{ file: edit.id, text: edit.text }], options, previous);
      applied.push(edited);
      edited.objects.forEach(layers.apply);
      diagnostics.push(...edited.diagnostics);
    } else if (layers.remove(edit.object) === 0) diagnostics.push(nothingToDelete(edit.object));
  }
  const made: Snapshot = {
    mode: base.mode,
    sources: [...base.sources, ...applied.flatMap(({ sources }) => sources)],
    objects: layers.objects(),
    ignored: applied.map(({ ignored }) => ignored).reduce(addCounts, base.ignored),
    diagnostics: [...base.diagnostics, ...diagnostics],
  };
  const workloads = applied.flatMap((snapshot) => snapshot.objects.filter(isWorkload));
  remember(made, applied);
  return workloads.length === 0 ? made : withRollouts(made, workloads);
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

function nothingToDelete(named: Parameters<typeof identityOf>[0]): Diagnostic {
  const message = `${identityOf(named)} is not in the input: there is nothing to delete`;
  return { severity: 'warning', code: 'nothing-to-delete', message, origin: 'none', path: [] };
}

function addCounts(a: Snapshot['ignored'], b: Snapshot['ignored']): Snapshot['ignored'] {
  if (b.size === 0) return a;
  const sum = new Map(a);
  for (const [key, count] of b) sum.set(key, (sum.get(key) ?? 0) + count);
  return new Map([...sum].sort(([x], [y]) => (x < y ? -1 : 1)));
}
