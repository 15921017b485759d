// Times as ratios to a base that is measured in the same run, in turns with it, so that a slow machine slows both.
import type { Wanted } from '../generate/cluster.ts';
import type { Figure, Mark } from './figure.ts';

/** One cluster to measure on; each has a process of its own, so that none pays for what another left behind. */
export interface Task {
  readonly profile: Figure['profile'];
  readonly pods: number;
  readonly turns: number;
  /** How many edits, events or pairs are tried. */
  readonly samples: number;
}

/** A cluster that a benchmark is meant for, and the marks that its figures have there, by name. */
export interface Setting {
  readonly profile: Figure['profile'];
  readonly pods: number;
  readonly marks?: Readonly<Record<string, Mark>>;
}

export interface Benchmark {
  readonly name: string;
  readonly about: string;
  readonly on: readonly Setting[];
  /** 'as-users-have-it' gives the process no more memory than Node takes by itself. */
  readonly memory: 'plenty' | 'as-users-have-it';
  readonly measure: (task: Task) => Promise<readonly Figure[]>;
}

export function wantedBy({ profile, pods }: Pick<Task, 'profile' | 'pods'>): Wanted {
  if (profile === 'small') throw new Error('a small input is no generated cluster');
  return { profile, pods, seed: 1 };
}

/** The median time of each, in milliseconds, over this many turns. Garbage is collected before each, not during. */
export async function medians<Name extends string>(
  subjects: Readonly<Record<Name, () => unknown>>,
  turns: number,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(subjects) as Name[];
  return medianOf(turns, async () => {
    const times: Partial<Record<Name, number>> = {};
    for (const name of names) times[name] = await timed(subjects[name]);
    return times as Record<Name, number>;
  });
}

/** The median of each number that a turn gives. The first turn only warms up. */
export async function medianOf<Name extends string>(
  turns: number,
  turn: () => Promise<Readonly<Record<Name, number>>>,
): Promise<Readonly<Record<Name, number>>> {
  await turn();
  const all: Readonly<Record<Name, number>>[] = [];
  for (let i = 0; i < turns; i++) all.push(await turn());
  const names = Object.keys(all[0] ?? {}) as Name[];
  const middle = (name: Name) =>
    percentile(
      all.map((each) => each[name]),
      0.5,
    );
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<Name, number>;
}

export async function timed(work: () => unknown): Promise<number> {
  collectGarbage();
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function collectGarbage(): void {
  globalThis.gc?.();
}

/** 0.5 is the median, 1 the largest. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
