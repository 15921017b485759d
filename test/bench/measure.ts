// Times as ratios to a base that is measured in the same run, in turns with it, so that a slow machine slows both.

export interface Figure {
  readonly name: string;
  /** What it was measured on: a profile of generated cluster, or a scenario. */
  readonly profile: string;
  readonly pods: number;
  readonly policies: number;
  readonly value: number;
  readonly unit: string;
}

export interface Effort {
  readonly pods: number;
  readonly turns: number;
}

export interface Benchmark {
  readonly name: string;
  readonly about: string;
  readonly measure: (effort: Effort) => readonly Figure[];
}

/** The median time of each, in milliseconds, over this many turns. Garbage is collected before each, not during. */
export function medians<Name extends string>(
  subjects: Readonly<Record<Name, () => unknown>>,
  turns: number,
): Readonly<Record<Name, number>> {
  const names = Object.keys(subjects) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  // The first turn only warms up.
  for (let turn = -1; turn < turns; turn++) {
    for (const name of names) {
      globalThis.gc?.();
      const started = performance.now();
      subjects[name]();
      if (turn >= 0) times.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
