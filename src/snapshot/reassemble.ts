// A cluster after a few changes of its objects: pods, NetworkPolicies and labels of namespaces. Only what they touch is
// made; whatever is more than that, or reaches further, is assembled anew.

import type { Cluster, Namespace, Pod } from '../engine/model/cluster.ts';
import type { NetworkPolicy } from '../engine/model/policy.ts';
import type { FrontDoor } from '../engine/model/service.ts';
import type { Assembly } from './assembly.ts';
import type { Change } from './changes.ts';
import { hasV6 } from './families.ts';
import { frontDoorsOf, sameDoors } from './front-doors.ts';
import { changed, type Place, placeOfObject, placeOfPod, rangeOf } from './in-order.ts';
import { type Namespaces, withNamespace } from './namespaces.ts';
import { type Context, fromPod, isPresent } from './pod-values.ts';
import { type Changes, type Passing, type PassingChange, reachesFurther } from './reach.ts';
import { saidAfter } from './said-after.ts';
import type { PodObject, Snapshot } from './snapshot.ts';

export function reassemble(before: Assembly, snapshot: Snapshot, all: readonly Change[]): Assembly | 'anew' {
  const passing = all.filter(isPassing);
  const namespaces = namespacesAfter(
    before.context.namespaces,
    all.filter((change) => !isPassing(change)),
  );
  if (namespaces === 'anew' || passing.some((change) => reachesFurther(change, before))) return 'anew';
  const changes: Changes = {
    gone: passing.flatMap(({ gone }) => (gone === 'nothing' ? [] : [gone])),
    come: passing.flatMap(({ come }) => (come === 'nothing' ? [] : [come])),
    relabelled: all.flatMap(({ come }) => (come !== 'nothing' && come.kind === 'Namespace' ? [come] : [])),
  };
  const context: Context = { ...before.context, namespaces };
  const counts = (object: Passing) => (isPolicy(object) || isPresent(object, context.assumptions)) && hasV6(object);
  const inV6 = before.inV6 + changes.come.filter(counts).length - changes.gone.filter(counts).length;
  if (inV6 > 0 !== before.inV6 > 0) return 'anew';
  const policies = changed(
    before.cluster.policies,
    changes.gone.filter(isPolicy).map(placeOfObject),
    changes.come.filter(isPolicy),
    placeOfObject,
  );
  const around = {
    namespaces: namespaces === before.context.namespaces ? before.cluster.namespaces : namespaces.all,
    pods: podsAfter(before.cluster.pods, context, changes),
    assumptions: context.assumptions,
  };
  const cluster: Cluster = { ...before.cluster, ...around, policies, frontDoors: doorsAfter(before, around) };
  const { objects, mode, ignored } = snapshot;
  const said = saidAfter(before, { objects, mode, ignored }, cluster, changes);
  const { traffic, labels } = before;
  return { snapshot: { objects, mode, ignored }, cluster, context, traffic, inV6, labels, said };
}

function isPassing(change: Change): change is Change & PassingChange {
  return [change.gone, change.come].every((one) => one === 'nothing' || one.kind === 'Pod' || isPolicy(one));
}

function isPolicy(object: { readonly kind: string }): object is NetworkPolicy {
  return object.kind === 'NetworkPolicy';
}

/** 'anew' where something changes that is no label of a namespace. */
function namespacesAfter(before: Namespaces, changes: readonly Change[]): Namespaces | 'anew' {
  let namespaces: Namespaces | 'anew' = before;
  for (const { gone, come } of changes) {
    if (namespaces === 'anew' || gone === 'nothing' || come === 'nothing') return 'anew';
    if (gone.kind !== 'Namespace' || come.kind !== 'Namespace') return 'anew';
    namespaces = withNamespace(namespaces, gone, come);
  }
  return namespaces;
}

function podsAfter(before: readonly Pod[], context: Context, { gone, come, relabelled }: Changes): readonly Pod[] {
  const present = (object: Passing): object is PodObject =>
    object.kind === 'Pod' && isPresent(object, context.assumptions);
  const made = come.filter(present).map((pod) => fromPod(pod, context));
  const pods = changed(before, gone.filter(present).map(placeOfPodObject), made, placeOfPod);
  return relabelled.reduce((all, { name }) => inNamespace(all, context.namespaces.named(name)), pods);
}

/** Pods of the namespace hold it itself. */
function inNamespace(pods: readonly Pod[], namespace: Namespace): readonly Pod[] {
  const { start, end } = rangeOf(pods, namespace.name, placeOfPod);
  if (start === end) return pods;
  const inside = pods.slice(start, end).map((pod) => (pod.namespace === namespace ? pod : { ...pod, namespace }));
  return [...pods.slice(0, start), ...inside, ...pods.slice(end)];
}

function placeOfPodObject({ namespace, name, kind }: PodObject): Place {
  return { namespace, name, kind };
}

/** Doors hang on pods and on labels of namespaces too. */
function doorsAfter(
  { cluster, traffic }: Assembly,
  around: Pick<Cluster, 'namespaces' | 'pods' | 'assumptions'>,
): readonly FrontDoor[] {
  if (around.pods === cluster.pods && around.namespaces === cluster.namespaces) return cluster.frontDoors;
  return sameDoors(frontDoorsOf(traffic, around), cluster.frontDoors);
}
