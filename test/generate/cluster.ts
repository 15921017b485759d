// A cluster to measure on, as `kubectl get namespaces,nodes,pods,services,networkpolicies,… -A -o json` would give it: a
// stream of objects, kind by kind in the order of their keys, the same ones for the same profile, size and seed, whatever
// is done with them in between. No more than one namespace of them is held.
import { adversarial } from './adversarial.ts';
import { byNamespace } from './grouped.ts';
import { microservices } from './microservices.ts';
import { nodeObject } from './node.ts';
import { inKeyOrder, type KubernetesObject, namespaceObject } from './objects.ts';
import { nodesFor, type Plan, podsOf, type Size } from './plan.ts';
import { placing, podsOfWorkload } from './pod.ts';
import { production } from './production.ts';
import { random } from './random.ts';
import { systemWorkloads } from './system.ts';
import { tierPolicies } from './tiers.ts';
import { serviceObject } from './workload.ts';

export const profiles = ['production', 'microservices', 'microservices-tiers', 'adversarial'] as const;
export type Profile = (typeof profiles)[number];

export interface Wanted extends Size {
  readonly profile: Profile;
}

/** Fewer are not possible: what every cluster has is there first. */
export function fewestPods(pods: number): number {
  return podsOf(systemWorkloads(pods)) + 1;
}

export function* objectsOf(wanted: Wanted): Generator<KubernetesObject> {
  const plan = planOf(wanted);
  const chance = random(wanted.seed + 2);
  const namespaces = plan.namespaces.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const nodes = nodesFor(wanted.pods);
  const at = placing(nodes);
  for (const namespace of namespaces) yield namespaceObject(namespace, chance);
  for (let index = 0; index < nodes; index++) yield nodeObject(index, chance);
  const workloads = byNamespace(plan.workloads);
  for (const [, own] of workloads) {
    yield* inKeyOrder(own.flatMap((workload) => [...podsOfWorkload(workload, at, chance)]));
  }
  const serving = workloads.flatMap(([, own]) => own.filter(({ service }) => service !== 'none'));
  yield* inKeyOrder(serving.map((workload, index) => serviceObject(workload, index, chance)));
  yield* plan.policies();
}

/** The pieces of the text of one compact `kind: List`, an object each between its first and its last. */
export function* listText(objects: Iterable<KubernetesObject>): Generator<string> {
  let before = '{"apiVersion":"v1","items":[';
  for (const object of objects) {
    yield `${before}${JSON.stringify(object)}`;
    before = ',';
  }
  yield '],"kind":"List","metadata":{"resourceVersion":""}}\n';
}

function planOf(wanted: Wanted): Plan {
  switch (wanted.profile) {
    case 'production':
      return production(wanted);
    case 'microservices':
      return microservices(wanted);
    case 'microservices-tiers': {
      const plan = microservices(wanted);
      return {
        ...plan,
        *policies() {
          yield* plan.policies();
          yield* inKeyOrder([...tierPolicies(random(wanted.seed + 3))]);
        },
      };
    }
    case 'adversarial':
      return adversarial(wanted);
  }
}
