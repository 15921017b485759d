// Which pods two worlds of one numbering share, and which came and went between them.

import type { Classes } from '../compile/classes.ts';
import type { Pod } from '../model/cluster.ts';

export interface Staying {
  /** By class of pods: how many both have. */
  readonly sizes: Readonly<Float64Array>;
  readonly podsOf: (i: number) => readonly Pod[];
  readonly stays: (pod: Pod) => boolean;
  readonly gone: readonly Placed[];
  readonly come: readonly Placed[];
}

export interface Placed {
  readonly pod: Pod;
  /** Its class. */
  readonly i: number;
}

export function stayingIn(was: Classes, now: Classes): Staying {
  const sizes = sizesOf(was);
  if (was === now) {
    return { sizes, podsOf: (i) => now.list[i]!.pods, stays: () => true, gone: [], come: [] };
  }
  const both = sizes.slice();
  const pods = new Map<number, readonly Pod[]>();
  const [gone, come]: [Placed[], Placed[]] = [[], []];
  for (let i = 0; i < was.firstExternal; i++) {
    if (Object.is(was.list[i], now.list[i])) continue; // as nearly all are
    const [before, after] = [was.list[i]!.pods, now.list[i]!.pods];
    const [had, has] = [new Set(before), new Set(after)];
    const shared = before.filter((pod) => has.has(pod));
    both[i] = shared.length;
    pods.set(i, shared);
    for (const pod of before) if (!has.has(pod)) gone.push({ pod, i });
    for (const pod of after) if (!had.has(pod)) come.push({ pod, i });
  }
  const leaving = new Set(gone.map(({ pod }) => pod));
  return {
    sizes: both,
    podsOf: (i) => pods.get(i) ?? was.list[i]!.pods,
    stays: (pod) => !leaving.has(pod),
    gone,
    come,
  };
}

const known = new WeakMap<Classes, Float64Array>();

/** By class of pods: how many it has. */
export function sizesOf(classes: Classes): Float64Array {
  const sizes =
    known.get(classes) ?? new Float64Array(classes.firstExternal).map((_, i) => classes.list[i]!.pods.length);
  known.set(classes, sizes);
  return sizes;
}
