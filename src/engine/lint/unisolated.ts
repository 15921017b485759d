// Workloads that no policy isolates, by direction; told once for a namespace where it is true of all in it.

import type { Namespace, Pod } from '../model/cluster.ts';
import { type Direction, directions } from '../model/policy.ts';
import { type Finding, finding, type Subject } from './finding.ts';
import type { Look } from './look.ts';
import { isClusterWide } from './rules-at.ts';

export function unisolated(look: Look): readonly Finding[] {
  return directions.flatMap((direction) => unisolatedFor(look, direction));
}

function unisolatedFor(look: Look, direction: Direction): readonly Finding[] {
  const guarded = guardedPods(look, direction);
  const byNamespace = new Map<Namespace, Pod[]>();
  // Pods on the host network are beyond policies, whatever is written.
  for (const pod of look.cluster.pods) {
    if (pod.network === 'host') continue;
    const known = byNamespace.get(pod.namespace);
    if (known === undefined) byNamespace.set(pod.namespace, [pod]);
    else known.push(pod);
  }
  return [...byNamespace].flatMap(([namespace, pods]) => {
    const open = pods.filter((pod) => !guarded.has(pod));
    if (open.length === pods.length) return [wholeNamespace(namespace, pods, direction)];
    return [...workloads(open)].map(([, pod]) => oneWorkload(pod, direction));
  });
}

/** Isolated, perhaps isolated, or under a cluster-wide policy that denies something. */
function guardedPods(look: Look, direction: Direction): ReadonlySet<Pod> {
  const guarding = look.policies.filter((policy) =>
    isClusterWide(policy) ? policy[direction].some(({ action }) => action === 'Deny') : policy[direction] !== 'open',
  );
  return new Set(guarding.flatMap((policy) => look.podsOf(look.subject(policy), 'possible')));
}

function workloads(pods: readonly Pod[]): ReadonlyMap<string, Pod> {
  return new Map(pods.toReversed().map((pod) => [`${pod.workload.kind} ${pod.workload.name}`, pod]));
}

const type: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

function wholeNamespace(namespace: Namespace, pods: readonly Pod[], direction: Direction): Finding {
  const { name, origin } = namespace;
  const [first] = pods;
  const where = origin === 'not-given' ? first?.origin : origin;
  const about: Subject = {
    kind: 'Namespace',
    namespace: '',
    name,
    origin: where ?? { file: '', start: 0, end: 0, items: [] },
  };
  return finding(`unisolated-${direction}`, {
    about,
    path: [],
    message: `no policy isolates the ${direction} of any pod in namespace \`${name}\``,
    mend: {
      sentence: `deny ${direction} for all pods of the namespace, then allow what is needed`,
      edits: [add(`default-deny-${direction}`, name, {}, direction)],
    },
  });
}

function oneWorkload({ workload, labels, origin }: Pod, direction: Direction): Finding {
  const { kind, namespace, name } = workload;
  return finding(`unisolated-${direction}`, {
    about: { kind, namespace, name, origin },
    path: [],
    message: `no policy isolates the ${direction} of ${kind} \`${namespace}/${name}\``,
    mend: {
      sentence: `add a policy that selects it and is about ${direction}, then allow what is needed`,
      edits: [add(`${name}-${direction}`, namespace, { matchLabels: Object.fromEntries(labels.values) }, direction)],
    },
  });
}

function add(name: string, namespace: string, podSelector: object, direction: Direction) {
  return {
    kind: 'add-object',
    manifest: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: { podSelector: podSelector as { readonly [key: string]: string }, policyTypes: [type[direction]] },
    },
  } as const;
}
