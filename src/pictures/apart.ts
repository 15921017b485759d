// Things in a row that keep their order and a distance, each as near to its wish as the others allow.

/** As near to the wishes as the order and the extents allow: isotonic regression, pooling what is too close. */
export function apart(wishes: readonly number[], extents: readonly number[]): readonly number[] {
  const offsets = extents.map((_, i) => extents.slice(0, i).reduce((sum, extent) => sum + extent, 0));
  const pools: { sum: number; size: number }[] = [];
  for (const [i, wished] of wishes.entries()) {
    let pool = { sum: wished - (offsets[i] ?? 0), size: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.size > pool.sum / pool.size;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools
    .flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size))
    .map((at, i) => at + (offsets[i] ?? 0));
}
