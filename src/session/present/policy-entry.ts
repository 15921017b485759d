// A policy as lists and the editor show it: its text, whom it selects, whether it is as it was loaded.

import type { Cluster, Pod } from '../../engine/model/cluster.ts';
import { namedIn, podsIn } from '../../engine/model/in-namespace.ts';
import type { Direction, Policy } from '../../engine/model/policy.ts';
import { isSubject } from '../../engine/model/select.ts';
import { identityOf } from '../../snapshot/identity.ts';
import type { ObjectView } from '../answers.ts';
import type { World } from '../held.ts';
import type { Places } from '../places.ts';
import type { PolicyView } from '../questions.ts';
import { policyView, workloadView } from './ends.ts';

export interface Shown {
  readonly world: World;
  /** The input as loaded: what `state` compares with. */
  readonly base: World;
  readonly places: Places;
  readonly textOf: (policy: Policy) => string;
  /** Which of the selected pods' workloads are told. */
  readonly tells: (pod: Pod) => boolean;
}

export function policyEntry(policy: Policy, { world, base, places, textOf, tells }: Shown): PolicyView {
  const selected = selectedBy(policy, world.cluster);
  const subjects = new Map<string, ObjectView>();
  for (const pod of selected) {
    const { kind, namespace, name } = pod.workload;
    if (tells(pod)) subjects.set(`${namespace}/${kind}/${name}`, workloadView(pod.workload));
  }
  return {
    policy: policyView(policy),
    at: places.ofPolicy(policy),
    text: textOf(policy),
    state: stateOf(policy, world, base),
    isolates: { ingress: isAbout(policy, 'ingress'), egress: isAbout(policy, 'egress') },
    selects: selected.length,
    subjects: [...subjects.values()],
  };
}

function selectedBy(policy: Policy, cluster: Cluster): readonly Pod[] {
  if (policy.kind === 'NetworkPolicy')
    return podsIn(cluster.pods, policy.namespace).filter((pod) => selects(policy, pod, cluster));
  // Of a policy of the whole cluster this is asked with every edit, which seldom changes what it selects.
  const known = selections.get(cluster.pods) ?? new Map<Policy, readonly Pod[]>();
  selections.set(cluster.pods, known);
  const selected = known.get(policy) ?? cluster.pods.filter((pod) => selects(policy, pod, cluster));
  known.set(policy, selected);
  return selected;
}

const selections = new WeakMap<readonly Pod[], Map<Policy, readonly Pod[]>>();

function selects(policy: Policy, pod: Pod, { assumptions }: Cluster): boolean {
  return isSubject(policy.subject, pod, assumptions).holds === 'yes';
}

/** A NetworkPolicy isolates without a rule too; a cluster-wide policy says nothing where it has none (R112). */
export function isAbout(policy: Policy, direction: Direction): boolean {
  return policy.kind === 'NetworkPolicy' ? policy[direction] !== 'open' : policy[direction].length > 0;
}

/** Those of namespaces, then those of the whole cluster in the order in which they are asked. */
export function policiesOf({ policies, clusterPolicies }: Cluster): readonly Policy[] {
  return [...policies, ...clusterPolicies];
}

/** By where it stands, since the addresses of nodes may have changed under a policy that did not. */
function stateOf(policy: Policy, world: World, base: World): PolicyView['state'] {
  if (base === world) return 'as-loaded';
  const loaded: readonly Policy[] =
    policy.kind === 'NetworkPolicy' ? namedIn(base.cluster.policies, policy.namespace) : base.cluster.clusterPolicies;
  if (loaded.some(({ origin }) => origin === policy.origin)) return 'as-loaded';
  return loaded.some((one) => identityOf(one) === identityOf(policy)) ? 'edited' : 'added';
}
