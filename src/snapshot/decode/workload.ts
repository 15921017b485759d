// The seven kinds that make pods: where each keeps its pod template, and how many pods it wants.

import type { WorkloadKind } from '../../engine/model/cluster.ts';
import { at, type Field, fail, integer, isGiven, mapping, show } from '../field.ts';
import type { WorkloadObject } from '../snapshot.ts';
import { nameOf, namespaceOf, ownerOf } from './metadata.ts';
import { podSpec } from './pod-template.ts';

export function workload(root: Field, kind: WorkloadKind): WorkloadObject {
  const spec = kind === 'CronJob' ? at(at(at(root, 'spec'), 'jobTemplate'), 'spec') : at(root, 'spec');
  const template = at(spec, 'template');
  mapping(template);
  if (!isGiven(template)) fail(template, 'wrong-type', `${kind} has no pod template`);
  return {
    kind,
    namespace: namespaceOf(root),
    name: nameOf(root),
    owner: ownerOf(root),
    template: podSpec(template),
    replicas: kind === 'DaemonSet' ? 'one-a-node' : replicas(at(spec, countOf(kind))),
    origin: root.reading.origin,
  };
}

function countOf(kind: WorkloadKind): string {
  return kind === 'Job' || kind === 'CronJob' ? 'parallelism' : 'replicas';
}

/** 1 where it is left out, for replicas and parallelism alike. */
function replicas(field: Field): number {
  const count = integer(field) ?? 1;
  if (count >= 0) return count;
  fail(field, 'wrong-type', `\`${field.key}\` ${show(count)} should be 0 or more`);
  return 1;
}
