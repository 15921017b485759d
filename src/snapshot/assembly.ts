// What a cluster was assembled of, as far as the next assembling can use it.

import type { Cluster } from '../engine/model/cluster.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { PolicyNotes } from './notes.ts';
import type { Context } from './pod-values.ts';
import type { Snapshot } from './snapshot.ts';
import type { TrafficObject } from './traffic.ts';

export interface Assembly {
  readonly snapshot: Pick<Snapshot, 'objects' | 'ignored' | 'mode'>;
  readonly cluster: Cluster;
  readonly context: Context;
  readonly traffic: readonly TrafficObject[];
  /** How many pods and policies have IPv6, and 1 more where something else has. */
  readonly inV6: number;
  readonly said: Said;
}

/** In the order in which it is told. */
export interface Said {
  readonly clusterWide: readonly Diagnostic[];
  readonly finished: readonly Diagnostic[];
  readonly replicas: readonly Diagnostic[];
  readonly idle: PolicyNotes;
  readonly idleClusterWide: readonly Diagnostic[];
  readonly unknowable: PolicyNotes;
  readonly unknowableClusterWide: readonly Diagnostic[];
  readonly runtime: readonly Diagnostic[];
}

export function diagnosticsOf({ context, said }: Assembly): readonly Diagnostic[] {
  const all = [...context.namespaces.diagnostics, ...said.clusterWide, ...said.finished, ...said.replicas];
  for (const note of said.idle) all.push(...note.said);
  all.push(...said.idleClusterWide);
  for (const note of said.unknowable) all.push(...note.said);
  all.push(...said.unknowableClusterWide, ...said.runtime);
  return all;
}
