// Layers of a directed graph, left to right: each vertex as far from the left as its longest path. Cycles are broken
// by the order of Eades, Lin and Smyth, which turns round few and light edges; every tie goes to the lower number,
// so that equal graphs get equal layers.

export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** The layer of each of `size` vertices. An arc to itself counts for nothing. */
export function layersOf(size: number, arcs: readonly Arc[]): readonly number[] {
  const proper = arcs.filter((arc) => arc.from !== arc.to);
  const order = leftToRight(size, proper);
  const rank = new Map(order.map((vertex, i) => [vertex, i]));
  const rankOf = (vertex: number) => rank.get(vertex) ?? 0;
  const forward = proper.map((arc) =>
    rankOf(arc.from) < rankOf(arc.to) ? arc : { ...arc, from: arc.to, to: arc.from },
  );
  const layers = new Array<number>(size).fill(0);
  const layer = (vertex: number) => layers[vertex] ?? 0;
  for (const vertex of order) {
    const before = forward.filter((arc) => arc.to === vertex).map((arc) => layer(arc.from) + 1);
    layers[vertex] = Math.max(0, ...before);
  }
  // a vertex that nothing leads to stands next to what it leads to, not at the far left
  for (const vertex of order) {
    const after = forward.filter((arc) => arc.from === vertex).map((arc) => layer(arc.to) - 1);
    if (after.length > 0 && !forward.some((arc) => arc.to === vertex)) layers[vertex] = Math.min(...after);
  }
  return layers;
}

/** Sinks go to the right end, sources to the left; else the vertex that gives the most more than it takes. */
function leftToRight(size: number, arcs: readonly Arc[]): readonly number[] {
  const left: number[] = [];
  const right: number[] = [];
  const remaining = new Set(Array.from({ length: size }, (_, i) => i));
  while (remaining.size > 0) {
    const { gives, takes } = loads(remaining, arcs);
    const sinks = [...remaining].filter((v) => !gives.has(v));
    const sources = [...remaining].filter((v) => gives.has(v) && !takes.has(v));
    if (sinks.length + sources.length === 0) {
      const surplus = (v: number) => (gives.get(v) ?? 0) - (takes.get(v) ?? 0);
      sources.push([...remaining].reduce((best, v) => (surplus(v) > surplus(best) ? v : best)));
    }
    right.unshift(...sinks);
    left.push(...sources);
    for (const vertex of [...sinks, ...sources]) remaining.delete(vertex);
  }
  return [...left, ...right];
}

function loads(remaining: ReadonlySet<number>, arcs: readonly Arc[]) {
  const gives = new Map<number, number>();
  const takes = new Map<number, number>();
  for (const { from, to, weight } of arcs) {
    if (!remaining.has(from) || !remaining.has(to)) continue;
    gives.set(from, (gives.get(from) ?? 0) + weight);
    takes.set(to, (takes.get(to) ?? 0) + weight);
  }
  return { gives, takes };
}
