// Sparse counts by name: zeros are left out, so equal counts are equal objects.

export type Tally<K extends string> = { readonly [Name in K]?: number };

/** The operations on the tallies of one closed list of names. */
/** The operations on the tallies of one closed list of names. */
export function tallies<K extends string>(names: readonly K[]) {
  const build = (value: (name: K) => number): Tally<K> => {
    const out: { [Name in K]?: number } = {};
    for (const name of names) {
      const count = value(name);
      if (count !== 0) out[name] = count;
    }
    return out;
  };
  return {
    build,
    none: build(() => 0),
    sum: (parts: readonly Tally<K>[]): Tally<K> => {
      const out: { [Name in K]?: number } = {};
      for (const name of names) {
        let total = 0;
        for (const part of parts) total += part[name] ?? 0;
        if (total !== 0) out[name] = total;
      }
      return out;
    },
    minus: (a: Tally<K>, b: Tally<K>) => build((name) => (a[name] ?? 0) - (b[name] ?? 0)),
    scale: (a: Tally<K>, by: number) => build((name) => (a[name] ?? 0) * by),
    /** The counts that are there, in the order of the list. */
    entries: (a: Tally<K>): readonly (readonly [K, number])[] => {
      const there: (readonly [K, number])[] = [];
      for (const name of names) {
        const count = a[name];
        if (count !== undefined) there.push([name, count]);
      }
      return there;
    },
  };
}
