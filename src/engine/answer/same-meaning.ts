// Whether two objects of two inputs say the same, wherever they stand: what is the identical value is not looked at.

import type { Namespace, Pod } from '../model/cluster.ts';
import type { LabelSet } from '../model/labels.ts';

/** Where something stands is not what it means. */
export function isSameMeaning<T extends object>(a: T, b: T): boolean {
  return a === b || isSameObject(a, b, 'origin');
}

/** All of it that a flow may hang on. */
export function isSamePod(a: Pod, b: Pod): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.name === b.name &&
      isSameNamespace(a.namespace, b.namespace) &&
      isSameLabels(a.labels, b.labels) &&
      isSame(a.addresses, b.addresses) &&
      a.addressing === b.addressing &&
      isSame(a.ports, b.ports) &&
      a.network === b.network &&
      a.node === b.node &&
      a.replicas === b.replicas &&
      isSame(a.workload, b.workload))
  );
}

function isSameNamespace(a: Namespace, b: Namespace): boolean {
  if (a === b) return true;
  const given = [a, b].map(({ origin }) => origin !== 'not-given');
  return a.name === b.name && given[0] === given[1] && isSameLabels(a.labels, b.labels);
}

function isSameLabels(a: LabelSet, b: LabelSet): boolean {
  if (a === b) return true;
  return isSame(a.values, b.values) && isSame(a.open, b.open) && isSame(a.assumedAbsent, b.assumedAbsent);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Map || a instanceof Set) {
    if (!(b instanceof Map || b instanceof Set) || a.size !== b.size) return false;
    return a instanceof Map && b instanceof Map
      ? [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key)))
      : [...a.keys()].every((key) => b.has(key));
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  }
  return isSameObject(a, b, 'nothing');
}

function isSameObject(a: object, b: object, leftOut: 'origin' | 'nothing'): boolean {
  const fields = (of: object) => Object.entries(of).filter(([key]) => key !== leftOut);
  const others = new Map<string, unknown>(fields(b));
  const own = fields(a);
  return own.length === others.size && own.every(([key, value]) => others.has(key) && isSame(value, others.get(key)));
}
