// Reading raw objects, as a parser gives them. Only own keys count, so that a label or field called `__proto__` or
// `constructor` means itself; null and missing are the same here, as they are to the API server's decoder.

/** The value at a path of own keys; undefined where a step is missing or null. */
export function own(value: unknown, ...path: readonly string[]): unknown {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    if (!Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at === null ? undefined : at;
}

/** The list at a path; missing and null are the empty list. */
export function list(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = own(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path; missing and null are the empty text. */
export function text(value: unknown, ...path: readonly string[]): string {
  const found = own(value, ...path);
  return found === undefined ? '' : String(found);
}

export function kindOf(object: unknown): string {
  return `${text(object, 'apiVersion')} ${text(object, 'kind')}`;
}

/** R15: an object without metadata.namespace belongs to `default`. */
export function namespaceOf(object: unknown): string {
  const namespace = text(object, 'metadata', 'namespace');
  return namespace === '' ? 'default' : namespace;
}

export function nameOf(object: unknown): string {
  return text(object, 'metadata', 'name');
}
