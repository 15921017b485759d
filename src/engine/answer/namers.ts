// Columns for units in the order in which these are told: those of some units at a time.

import { type Column, columnSizes, columnsOf } from './columns.ts';
import type { Side } from './side.ts';

/** So many entries are held at once: 16 MiB. */
const held = 2 ** 21;

/** `classesOf` a unit; units are asked for in ascending order. */
export function namersOf(side: Side, units: readonly number[], classesOf: (unit: number) => readonly number[]) {
  const sizes = columnSizes(side);
  let [at, end] = [0, 0];
  let column: Column = () => undefined;
  return (unit: number): Column => {
    while (at < units.length && units[at]! < unit) at += 1;
    if (at < end) return column;
    const classes = new Set<number>();
    let sum = 0;
    for (end = at; end < units.length && (end === at || sum <= held); end++) {
      for (const i of classesOf(units[end]!)) {
        if (classes.has(i)) continue;
        classes.add(i);
        sum += sizes[i]!;
      }
    }
    column = columnsOf(
      side,
      sizes,
      [...classes].sort((a, b) => a - b),
    );
    return column;
  };
}
