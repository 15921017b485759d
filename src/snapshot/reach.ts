// Whether a change of a pod or a policy reaches further than itself: a namespace that nothing but it is in, a workload
// that stands for its pods.

import type { NetworkPolicy } from '../engine/model/policy.ts';
import type { Assembly } from './assembly.ts';
import type { Namespaces } from './namespaces.ts';
import type { Ownership } from './ownership.ts';
import type { NamespaceObject, PodObject, ReadObject } from './snapshot.ts';

/** What comes and goes in a cluster that runs. */
export type Passing = PodObject | NetworkPolicy;

/** One in the place of another, or with nothing before or after it. */
export interface PassingChange {
  readonly gone: Passing | 'nothing';
  readonly come: Passing | 'nothing';
  readonly where: 'inside' | 'end';
}

/** What changes, sorted out. */
export interface Changes {
  readonly gone: readonly Passing[];
  readonly come: readonly Passing[];
  readonly relabelled: readonly NamespaceObject[];
}

export function reachesFurther(change: PassingChange, { context, snapshot }: Assembly): boolean {
  return changesNamespaces(change, context.namespaces) || changesWorkloads(change, context.ownership, snapshot.objects);
}

/** A namespace that is not given is there because of the first object in it, which its note names. */
function changesNamespaces({ gone, come, where }: PassingChange, { find, diagnostics }: Namespaces): boolean {
  if (gone !== 'nothing' && diagnostics.some(({ origin }) => origin === gone.origin)) return true;
  if (come === 'nothing') return false;
  const into = find(come.namespace);
  const stays = where === 'end' || (gone !== 'nothing' && gone.namespace === come.namespace);
  return into === undefined || (into.origin === 'not-given' && !stays);
}

/** A workload stands for its pods until the input has one of them. */
function changesWorkloads(
  { gone, come }: PassingChange,
  ownership: Ownership,
  objects: readonly ReadObject[],
): boolean {
  const from = gone !== 'nothing' && gone.kind === 'Pod' ? gone : 'none';
  const to = come !== 'nothing' && come.kind === 'Pod' ? come : 'none';
  if (from !== 'none' && to !== 'none' && areSiblings(from, to)) return false;
  if (to !== 'none' && !ownership.ownersInInput(to).every(ownership.hasPods)) return true;
  if (from === 'none' || ownership.ownersInInput(from).length === 0) return false;
  return !objects.some((object) => object !== from && object.kind === 'Pod' && areSiblings(object, from));
}

function areSiblings(a: PodObject, b: PodObject): boolean {
  if (a.namespace !== b.namespace) return false;
  if (a.owner === 'none' || b.owner === 'none') return a.owner === b.owner;
  return a.owner.name === b.owner.name && a.owner.kind === b.owner.kind;
}
