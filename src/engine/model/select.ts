// The leaves of every decision: does a selector select a pod? Three-valued, with the assumptions that the
// answer relied on (docs/decisions/002-three-values.md has the rules).

import { and, type Ternary, ternary } from '../sets/ternary.ts';
import type { Assumptions, Reason } from './assumptions.ts';
import type { Pod } from './cluster.ts';
import type { LabelSelector, LabelSet, Requirement } from './labels.ts';
import type { PodScope } from './policy.ts';
import { unreachable } from './unreachable.ts';

export interface Match {
  readonly holds: Ternary;
  readonly because: readonly Reason[];
}

export function selectorHolds(selector: LabelSelector, labels: LabelSet): Ternary {
  let holds: Ternary = 'yes';
  for (const requirement of selector) {
    holds = and(holds, requirementHolds(requirement, labels));
    if (holds === 'no') break;
  }
  return holds;
}

export function requirementHolds(requirement: Requirement, labels: LabelSet): Ternary {
  const value = labels.values.get(requirement.key);
  if (value === undefined && isOpen(requirement.key, labels)) return 'unknown';
  switch (requirement.op) {
    case 'In':
      return ternary(value !== undefined && requirement.values.includes(value));
    case 'NotIn':
      // An absent key satisfies NotIn, as in apimachinery.
      return ternary(value === undefined || !requirement.values.includes(value));
    case 'Exists':
      return ternary(value !== undefined);
    case 'DoesNotExist':
      return ternary(value === undefined);
    default:
      return unreachable(requirement);
  }
}

function isOpen(key: string, { open }: LabelSet): boolean {
  return open === 'every-other-key' || (open !== 'none' && open.has(key));
}

/** Whether the scope selects the pod, as the subject of a policy or as a peer. */
export function selectsPod(scope: PodScope, pod: Pod, assumptions: Assumptions): Match {
  if (scope.hostNetwork === 'never' && pod.network === 'host') return { holds: 'no', because: [] };
  const inNamespace =
    scope.namespaces.kind === 'named'
      ? ternary(scope.namespaces.name === pod.namespace.name)
      : selectorHolds(scope.namespaces.selector, pod.namespace.labels);
  if (inNamespace === 'no') return { holds: 'no', because: [] };
  const byLabels = selectorHolds(scope.pods, pod.labels);
  const holds = and(inNamespace, byLabels);
  const because = [
    ...namespaceReasons(scope, pod, inNamespace),
    ...(byLabels === 'unknown' ? [controllerLabels(pod)] : []),
    ...takenAbsent(scope.pods, pod),
  ];
  return pod.network === 'host' ? onHostNetwork(holds, because, assumptions) : { holds, because };
}

/** A subject that cannot be read may be about any pod of the pod network (F17). */
export function isSubject(subject: PodScope | 'unreadable', pod: Pod, assumptions: Assumptions): Match {
  if (subject !== 'unreadable') return selectsPod(subject, pod, assumptions);
  if (pod.network === 'host') return { holds: 'no', because: [] };
  return {
    holds: 'unknown',
    because: [{ flag: 'F17', key: 'none', why: 'a policy has a subject that cannot be read: it may select any pod' }],
  };
}

function namespaceReasons({ namespaces }: PodScope, pod: Pod, holds: Ternary): readonly Reason[] {
  if (namespaces.kind === 'named' || pod.namespace.origin !== 'not-given') return [];
  const beyondName = namespaces.selector.some(({ key }) => key !== metadataName);
  if (!beyondName) return [];
  const name = pod.namespace.name;
  return [
    {
      flag: 'F19',
      key: 'namespace-labels',
      why:
        holds === 'unknown'
          ? `the input has no Namespace ${name}, so its labels are not known`
          : `the input has no Namespace ${name}: it is taken to have no label but its name`,
    },
  ];
}

export const metadataName = 'kubernetes.io/metadata.name';

function controllerLabels(pod: Pod): Reason {
  const keys = pod.labels.open === 'none' || pod.labels.open === 'every-other-key' ? [] : [...pod.labels.open];
  return {
    flag: 'F19',
    key: 'controller-labels',
    why: `the controller of ${pod.kind} ${pod.namespace.name}/${pod.name} adds labels whose values files lack (${keys.join(', ')})`,
  };
}

function onHostNetwork(holds: Ternary, because: readonly Reason[], assumptions: Assumptions): Match {
  if (holds === 'no') return { holds, because };
  switch (assumptions['host-network-pods']) {
    case 'as-pods':
      return { holds, because: [...because, hostNetwork('is treated like any other pod')] };
    case 'as-nodes':
      return { holds: 'no', because: [hostNetwork('counts as its node: no pod selector selects it')] };
    case 'unknown':
      return {
        holds: 'unknown',
        because: [...because, hostNetwork('may count as its node or as a pod')],
      };
    default:
      return unreachable(assumptions['host-network-pods']);
  }
}

/** A selector that asks for a label which the pod is taken not to get. */
function takenAbsent(selector: LabelSelector, { kind, namespace, name, labels }: Pod): readonly Reason[] {
  const { assumedAbsent } = labels;
  const asked = assumedAbsent === undefined ? [] : selector.filter(({ key }) => assumedAbsent.has(key));
  if (asked.length === 0) return [];
  const keys = [...new Set(asked.map(({ key }) => key))].join(', ');
  const why = `${kind} ${namespace.name}/${name} is taken to have no label ${keys}, which its controller may add`;
  return [{ flag: 'F19', key: 'controller-labels', why }];
}

export function hostNetwork(what: string): Reason {
  return { flag: 'F3', key: 'host-network-pods', why: `a pod on the host network ${what}` };
}
