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
  /** Whether labels of some pod are open: of workloads that stand for theirs. */
  readonly labels: 'given' | 'open';
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
  const { clusterWide, finished, replicas, idle, idleClusterWide, unknowable, unknowableClusterWide, runtime } = said;
  return [
    ...context.namespaces.diagnostics,
    ...clusterWide,
    ...finished,
    ...replicas,
    ...together(idle),
    ...idleClusterWide,
    ...together(unknowable),
    ...unknowableClusterWide,
    ...runtime,
  ];
}

/** There are very many where most policies select nothing. */
function together(notes: PolicyNotes): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  for (const { said } of notes) for (const one of said) all.push(one);
  return all;
}
