// Edits of a generated cluster: policies added, changed and taken away, ends and namespaces relabelled, pods changed,
// added and deleted. Each is an edit of a session and the objects that it leaves, so that both ways to one cluster
// can be compared.
import fc from 'fast-check';
import type { SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { ends } from '../arbitrary/ends.ts';
import { labels } from '../arbitrary/labels.ts';
import { policies } from '../arbitrary/policies.ts';
import { kindOf, nameOf, namespaceOf, own } from '../oracle/raw.ts';
import type { CaseOf } from './law.ts';
import { isPolicy } from './raw-policy.ts';

const SORTS = [
  'add policy',
  'change policy',
  'delete policy',
  'relabel',
  'relabel namespace',
  'change owner',
  'change pod',
  'add pod',
  'delete pod',
] as const;

/** What to do, in numbers that choose among what is there. */
export function plans(sorts: readonly (typeof SORTS)[number][] = SORTS) {
  return fc.record({
    sort: fc.constantFrom(...sorts),
    which: fc.nat(100),
    policies: policies(),
    labels: labels(),
    ends: ends(),
  });
}
export type Plan = CaseOf<ReturnType<typeof plans>>;

export interface Edited {
  readonly objects: readonly object[];
  readonly edit: SnapshotEdit;
}

/** 'nothing' where what the plan wants to change is not there. `name` is new in the cluster. */
export function edited(objects: readonly object[], plan: Plan, name: string): Edited | 'nothing' {
  const policy = chosen(plan.policies, plan);
  const pod = chosen(plan.ends.filter(isPod), plan);
  switch (plan.sort) {
    case 'add policy':
      return applied(objects, policy, (each) => named(each, name));
    case 'change policy':
      return applied(objects, chosen(objects.filter(isPolicy), plan), (each) => ({
        ...each,
        spec: own(policy, 'spec') ?? {},
      }));
    case 'delete policy':
      return deleted(objects, chosen(objects.filter(isPolicy), plan));
    case 'relabel':
      return applied(objects, chosen(objects.filter(hasLabels), plan), (each) => relabelled(each, plan.labels));
    case 'relabel namespace':
      return applied(objects, chosen(objects.filter(isNamespace), plan), (each) => relabelled(each, plan.labels));
    case 'change owner':
      return applied(objects, chosen(objects.filter(mayBeOwned), plan), withOtherOwner);
    case 'change pod':
      return applied(objects, chosen(objects.filter(isPod), plan), (each) => ({ ...pod, ...each, ...specOf(pod) }));
    case 'add pod':
      return applied(objects, pod, (each) => named(each, name));
    case 'delete pod':
      return deleted(objects, chosen(objects.filter(isPod), plan));
  }
}

/** Every edit that the plans make, one after the other, each with the objects that it leaves. */
export function editedOneByOne(objects: readonly object[], list: readonly Plan[]): readonly Edited[] {
  const steps: Edited[] = [];
  for (const [index, plan] of list.entries()) {
    const step = edited(steps.at(-1)?.objects ?? objects, plan, `added-${index}`);
    if (step !== 'nothing') steps.push(step);
  }
  return steps;
}

export function asText(objects: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

function chosen<T>(list: readonly T[], { which }: Plan): T | undefined {
  return list[which % Math.max(list.length, 1)];
}

function applied<T extends object>(
  objects: readonly object[],
  target: T | undefined,
  change: (target: T) => object,
): Edited | 'nothing' {
  if (target === undefined) return 'nothing';
  const made = change(target);
  const there = objects.some((each) => identityOf(each) === identityOf(made));
  return {
    objects: there ? objects.map((each) => (identityOf(each) === identityOf(made) ? made : each)) : [...objects, made],
    edit: { kind: 'apply', id: `edit of ${identityOf(made)}`, text: JSON.stringify(made) },
  };
}

function deleted(objects: readonly object[], target: object | undefined): Edited | 'nothing' {
  if (target === undefined) return 'nothing';
  const [kind, namespace, name] = [String(own(target, 'kind')), namespaceOf(target), nameOf(target)];
  return {
    objects: objects.filter((each) => each !== target),
    edit: { kind: 'delete', object: { kind, namespace, name } },
  };
}

function identityOf(object: object): string {
  const kind = kindOf(object);
  const namespaced = kind !== 'v1 Namespace' && kind !== 'v1 Node';
  return `${kind} ${namespaced ? namespaceOf(object) : ''}/${nameOf(object)}`;
}

function named(object: object, name: string): object {
  return { ...object, metadata: { ...Object(own(object, 'metadata')), name } };
}

function isPod(object: object): boolean {
  return kindOf(object) === 'v1 Pod';
}

function specOf(pod: object | undefined): object {
  return pod === undefined ? {} : { spec: own(pod, 'spec'), status: own(pod, 'status') };
}

function hasLabels(object: object): boolean {
  return isPod(object) || isNamespace(object) || own(object, 'spec', 'template') !== undefined;
}

function isNamespace(object: object): boolean {
  return kindOf(object) === 'v1 Namespace';
}

function mayBeOwned(object: object): boolean {
  return kindOf(object) === 'apps/v1 ReplicaSet' || kindOf(object) === 'batch/v1 Job';
}

/** Its pods belong to another workload then, though nothing of them changed. The new owner need not be in the input. */
function withOtherOwner(workload: object): object {
  const kind = kindOf(workload) === 'batch/v1 Job' ? 'CronJob' : 'Deployment';
  const adopted = [{ apiVersion: 'apps/v1', kind, name: 'elsewhere', controller: true }];
  const owned = own(workload, 'metadata', 'ownerReferences') !== undefined;
  return {
    ...workload,
    metadata: { ...Object(own(workload, 'metadata')), ownerReferences: owned ? undefined : adopted },
  };
}

/** The labels of a pod or namespace, or of the pods that a workload would make. */
function relabelled(object: object, labels: object): object {
  const template = own(object, 'spec', 'template');
  if (template === undefined) return { ...object, metadata: { ...Object(own(object, 'metadata')), labels } };
  const spec = { ...Object(own(object, 'spec')), template: { ...Object(template), metadata: { labels } } };
  return { ...object, spec };
}
