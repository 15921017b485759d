/** What is of each namespace, in the order of their names. */
export function byNamespace<T extends { readonly namespace: string }>(
  list: Iterable<T>,
): readonly (readonly [namespace: string, own: readonly T[]])[] {
  return [...grouped(list, ({ namespace }) => namespace)].sort(([a], [b]) => (`${a}/` < `${b}/` ? -1 : 1));
}

/** Map.groupBy, which Node 20 does not have. */
export function grouped<T, K>(list: Iterable<T>, keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
