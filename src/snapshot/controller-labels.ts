// Labels that controllers add to the pods they make, so that a template in a file lacks them (R28).

import type { WorkloadKind } from '../engine/model/cluster.ts';
import type { LabelSet, Labels } from '../engine/model/labels.ts';

const ofJobs = [
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
];

const ofKind: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ['pod-template-hash'],
  ReplicaSet: ['pod-template-hash'],
  StatefulSet: ['controller-revision-hash', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'],
  DaemonSet: ['controller-revision-hash'],
  ReplicationController: [],
  Job: ofJobs,
  CronJob: ofJobs,
};

/** Copied from the node that a pod is bound to. */
const ofEveryKind = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];

/** Keys whose values the pods of such a workload may carry beyond its template. */
export function addedKeys(kind: WorkloadKind, template: Labels): LabelSet['open'] {
  const keys = [...ofKind[kind], ...ofEveryKind].filter((key) => !template.has(key));
  return keys.length === 0 ? 'none' : new Set(keys);
}

export const everyAddedKey: ReadonlySet<string> = new Set([...Object.values(ofKind).flat(), ...ofEveryKind]);
