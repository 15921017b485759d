// What is measured, in one place: from objects to the answer about every flow, and on to the answer about an edit.

import { createReadStream } from 'node:fs';
import { unzip } from '../../src/cli/input/unzip.ts';
import { changes } from '../../src/engine/answer/changes.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import { type Relation, relation } from '../../src/engine/answer/relation.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import type { PortSetId } from '../../src/engine/compile/port-table.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { readObjects } from '../../src/snapshot/from-objects.ts';
import { applyEdits, type SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { readBytes } from '../../src/snapshot/read-bytes.ts';
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

/** The complete relation: how many pairs of pods have each set of ports. */
export function everyFlow(compiled: Compiled): Relation {
  return relation(compiled);
}

/** What an edit changed. */
export function difference(before: Compiled, after: Compiled): unknown {
  return changes(flows(before, 'workload'), flows(after, 'workload'));
}

/** The same in words that do not hang on the numbers that port sets were given. */
export function pairsByPorts(compiled: Compiled): readonly string[] {
  const words = (id: PortSetId) => compiled.ports.portSet(id).join(',');
  return relation(compiled).families.flatMap(({ family, byPorts }) =>
    byPorts.map(({ allowed, possible, pairs }) => `${family} ${words(allowed)} ${words(possible)} ${pairs}`).sort(),
  );
}

/** As the command line reads a large file: while its bytes arrive. */
export async function readFileOf(file: string): Promise<Snapshot> {
  const content = createReadStream(file, { highWaterMark: 2 ** 20 });
  const snapshot = await readBytes([{ file, content }], { ...options, unzip });
  if (snapshot === 'cancelled') throw new Error('nobody cancels it');
  return snapshot;
}
