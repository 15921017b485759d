// What is measured, in one place: from objects to the answer about every flow, and on to the answer about an edit.
import { gunzipSync } from 'node:zlib';
import { changes } from '../../src/engine/answer/changes.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import { type Compiled, compile } from '../../src/engine/compile/compile.ts';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { readObjects } from '../../src/snapshot/from-objects.ts';
import { applyEdits, type SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { read } from '../../src/snapshot/read.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

const options = { lenient: false } as const;

export function decoded(items: Iterable<unknown>): Snapshot {
  return readObjects(items, options);
}

export function assembled(snapshot: Snapshot, previous?: Cluster): Cluster {
  return assemble(snapshot, defaultAssumptions, previous).cluster;
}

/** An input that is held, as a session holds it. */
export interface Held {
  readonly snapshot: Snapshot;
  readonly cluster: Cluster;
  readonly compiled: Compiled;
}

export function held(items: Iterable<unknown>): Held {
  const snapshot = decoded(items);
  const cluster = assembled(snapshot);
  return { snapshot, cluster, compiled: compile(cluster) };
}

/** The cluster after one edit, compiled from what is held. */
export function edited(base: Held, edit: SnapshotEdit): Compiled {
  const snapshot = applyEdits(base.snapshot, [edit], options);
  return compile(assembled(snapshot, base.cluster), base.compiled);
}

/** The complete relation. */
export function everyFlow(compiled: Compiled): unknown {
  return flows(compiled, 'workload').length;
}

/** What an edit changed. */
export function difference(before: Compiled, after: Compiled): unknown {
  return changes(flows(before, 'workload'), flows(after, 'workload'));
}

/** How many ordered pairs of pods have each answer about ports, in words that do not hang on how it was compiled. */
export function pairsByPorts(compiled: Compiled): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (const { ports, unknown } of flows(compiled, 'pod')) {
    const key = `${ports.join(',')} ${unknown.join(',')}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  return pairs;
}

export async function readZipped(file: string, content: Uint8Array): Promise<Snapshot> {
  return read([{ file, text: gunzipSync(content).toString('utf8') }], options);
}
