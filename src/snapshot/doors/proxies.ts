// Which pods open the connection to the backend, by the controller that serves an Ingress or a Gateway.
// They are only named where they are in the input: a guess would judge policies against nobody.

import type { Pod } from '../../engine/model/cluster.ts';
import type { LabelSelector } from '../../engine/model/labels.ts';
import type { NonEmpty } from '../../engine/model/non-empty.ts';
import { selectorHolds } from '../../engine/model/select.ts';
import type { DoorProxy } from '../../engine/model/service.ts';
import { type Controller, controllers } from './controllers.ts';

export interface ProxyScope {
  readonly namespaces: 'every' | NonEmpty<string>;
  readonly pods: LabelSelector;
}

/** The first scope that some pod of the input is in. */
export type ProxyFinder = (scopes: readonly ProxyScope[], who: string) => DoorProxy;

export function proxyFinder(pods: readonly Pod[]): ProxyFinder {
  const byNamespace = new Map<string, Pod[]>();
  for (const pod of pods) {
    const known = byNamespace.get(pod.namespace.name);
    if (known === undefined) byNamespace.set(pod.namespace.name, [pod]);
    else known.push(pod);
  }
  // Thousands of Ingresses have a handful of controllers.
  const found = new Map<string, boolean>();
  const isIn = (scope: ProxyScope): boolean => {
    const key = JSON.stringify(scope);
    const known = found.get(key);
    if (known !== undefined) return known;
    const among = scope.namespaces === 'every' ? pods : scope.namespaces.flatMap((name) => byNamespace.get(name) ?? []);
    const some = among.some((pod) => selectorHolds(scope.pods, pod.labels) !== 'no');
    found.set(key, some);
    return some;
  };
  return (scopes, who) => {
    const scope = scopes.find(isIn);
    return scope === undefined
      ? { kind: 'unknown', why: `the pods of ${who} are not in the input` }
      : { kind: 'pods', ...scope, why: `the pods of ${who}` };
  };
}

/** By controller name where a class of the input gives it, else by the name that the class usually has. */
export function controllerOf(
  api: 'ingress' | 'gateway',
  controller: string,
  className: string,
): Controller | undefined {
  const ofApi = controllers.filter((each) => each.api === api);
  const named = ofApi.find(({ names }) => names.some((name) => matches(name, controller)));
  if (controller !== '') return named;
  return ofApi.find(({ classes }) => classes.includes(className));
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('/') ? name.startsWith(pattern) : name === pattern;
}

export function labelled(labels: Readonly<Record<string, string>>): LabelSelector {
  return Object.entries(labels).map(([key, value]) => ({ op: 'In', key, values: [value] }));
}
