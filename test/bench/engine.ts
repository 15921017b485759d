// What is measured, in one place: from objects to the answer about every flow, and on to the answer about an edit.

import { createReadStream } from 'node:fs';
import { unzip } from '../../src/cli/input/unzip.ts';
import { type Changed, changed } from '../../src/engine/answer/changed.ts';
import { type Relation, relation } from '../../src/engine/answer/relation.ts';
import type { ReachIds } from '../../src/engine/compile/answer-table.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { type Assembled, assemble } from '../../src/snapshot/assemble.ts';
import { readObjects } from '../../src/snapshot/from-objects.ts';
import { applyEdits, type SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { readBytes } from '../../src/snapshot/read-bytes.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

const options = { lenient: false } as const;

export function decoded(items: Iterable<unknown>): Snapshot {
  return readObjects(items, options);
}

export function assembled(snapshot: Snapshot): Cluster {
  return assemble(snapshot, defaultAssumptions).cluster;
}

/** An input that is held, as a session holds it. */
export interface Held {
  readonly snapshot: Snapshot;
  readonly assembled: Assembled;
  readonly compiled: Compiled;
}

export function held(items: Iterable<unknown>): Held {
  const snapshot = decoded(items);
  const assembled = assemble(snapshot, defaultAssumptions);
  return { snapshot, assembled, compiled: compile(assembled.cluster) };
}

/** The cluster after one edit, compiled from what is held. */
export function edited(base: Held, edit: SnapshotEdit): Compiled {
  return compiledAfter(base, applyEdits(base.snapshot, [edit], options));
}

export function compiledAfter({ assembled, compiled }: Held, snapshot: Snapshot): Compiled {
  return compile(assemble(snapshot, defaultAssumptions, assembled).cluster, compiled);
}

/** The complete relation: how many pairs of pods have each set of ports. */
export function everyFlow(compiled: Compiled): Relation {
  return relation(compiled);
}

/** What an edit changed, with the number of pairs that it changed for; where that is not told apart, all flows anew. */
export function difference(before: Compiled, after: Compiled): ReturnType<typeof changed> {
  const told = changed(before, after);
  if (told === 'renumbered') everyFlow(after);
  return told;
}

/** How many pairs have each set of ports, in words that do not hang on the numbers that the sets were given. */
export function pairsByPorts(compiled: Compiled): Tally {
  const tally = new Map<string, number>();
  for (const { family, byPorts } of relation(compiled).families) {
    for (const { pairs, ...reach } of byPorts) add(tally, wordsOf(family, reach, compiled), pairs);
  }
  return tally;
}

/** The same after the changes that were told. */
export function withChanges(compiled: Compiled, told: readonly Changed[], after: Compiled): Tally {
  const tally = new Map(pairsByPorts(compiled));
  for (const { family, byPorts, gone, come } of told) {
    for (const { pairs, ...reach } of gone) add(tally, wordsOf(family, reach, after), -pairs);
    for (const { pairs, ...reach } of come) add(tally, wordsOf(family, reach, after), pairs);
    for (const change of byPorts) {
      add(tally, wordsOf(family, change.before, after), -change.pairs);
      add(tally, wordsOf(family, change.after, after), change.pairs);
    }
  }
  return tally;
}

/** Pairs that come and go with a pod are told where something is open: those with nothing are what is left of all. */
export function withoutClosed(tally: Tally): Tally {
  return new Map([...tally].filter(([ports]) => !/^\S+ {2}$/.test(ports)));
}

export type Tally = ReadonlyMap<string, number>;

function wordsOf(family: string, { allowed, possible }: ReachIds, { ports }: Compiled): string {
  return `${family} ${ports.portSet(allowed).join(',')} ${ports.portSet(possible).join(',')}`;
}

function add(tally: Map<string, number>, key: string, pairs: number): void {
  const sum = (tally.get(key) ?? 0) + pairs;
  if (sum === 0) tally.delete(key);
  else tally.set(key, sum);
}

/** As the command line reads a large file: while its bytes arrive. */
export async function readFileOf(file: string): Promise<Snapshot> {
  const content = createReadStream(file, { highWaterMark: 2 ** 20 });
  const snapshot = await readBytes([{ file, content }], { ...options, unzip });
  if (snapshot === 'cancelled') throw new Error('nobody cancels it');
  return snapshot;
}
