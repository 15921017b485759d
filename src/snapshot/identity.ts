// What one object is to the API server: kind, namespace and name.

import type { ReadObject } from './snapshot.ts';

export function identityOf(object: {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}): string {
  const { kind, namespace, name } = object;
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Whether no two objects are one. */
export function areDistinct(objects: readonly ReadObject[]): boolean {
  const kinds = new Map<string, Map<string, Set<string>>>();
  for (const object of objects) {
    const namespaces = kinds.get(object.kind) ?? new Map<string, Set<string>>();
    if (namespaces.size === 0) kinds.set(object.kind, namespaces);
    const namespace = 'namespace' in object ? object.namespace : '';
    const names = namespaces.get(namespace);
    if (names === undefined) namespaces.set(namespace, new Set([object.name]));
    else if (names.has(object.name)) return false;
    else names.add(object.name);
  }
  return true;
}
