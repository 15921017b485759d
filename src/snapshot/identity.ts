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

/**
 * Whether no two objects are one, where that is plain to see: those of one kind and namespace stand together. Lists are
 * sorted as a rule, and then no name has to be remembered.
 */
export function areDistinct(objects: readonly ReadObject[]): boolean {
  const runs = new Set<string>();
  for (let i = 0; i < objects.length; ) {
    const end = runEnd(objects, i);
    const first = objects[i];
    if (first === undefined) return false;
    const run = `${first.kind} ${namespaceOf(first)}`;
    if (runs.has(run) || !haveDistinctNames(objects, i, end)) return false;
    runs.add(run);
    i = end;
  }
  return true;
}

function runEnd(objects: readonly ReadObject[], start: number): number {
  const first = objects[start];
  const namespace = namespaceOf(first);
  let end = start + 1;
  while (end < objects.length && objects[end]?.kind === first?.kind && namespaceOf(objects[end]) === namespace) end++;
  return end;
}

function namespaceOf(object: ReadObject | undefined): string | undefined {
  return object !== undefined && 'namespace' in object ? object.namespace : undefined;
}

function haveDistinctNames(objects: readonly ReadObject[], start: number, end: number): boolean {
  let sorted = true;
  for (let i = start + 1; i < end && sorted; i++) sorted = (objects[i - 1]?.name ?? '') < (objects[i]?.name ?? '');
  return sorted || new Set(objects.slice(start, end).map(({ name }) => name)).size === end - start;
}
