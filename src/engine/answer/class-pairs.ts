// All flows in factored form: rows of senders meet rows of receivers, cell by cell, and what both open
// is yielded class pair by class pair. No matrix of all pairs is ever held.

import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { covering } from '../compile/rows.ts';
import { bitsetRange, hasBit } from '../sets/bitset.ts';
import { bothSides } from './reachable.ts';

/** Every ordered pair of classes with some possible port. */
export function* classPairs(
  { ports }: Compiled,
  { classes, egress, ingress }: CompiledFamily,
): Generator<{ readonly a: number; readonly b: number; readonly reach: ReachIds }> {
  const everyone = bitsetRange(0, classes.list.length);
  const receivers = [...classesByRow(ingress.signatureOf)].map(([receiver, all]) => ({
    all,
    cells: covering(ingress.row(receiver), everyone, ports.none),
  }));
  for (const [sender, senders] of classesByRow(egress.signatureOf)) {
    for (const out of covering(egress.row(sender), everyone, ports.none)) {
      for (const { all, cells } of receivers) {
        const to = all.filter((b) => hasBit(out.peers, b));
        if (to.length === 0) continue;
        for (const into of cells) {
          const reach = bothSides(out, into, ports);
          if (reach.possible === ports.none) continue;
          const from = senders.filter((a) => hasBit(into.peers, a));
          for (const a of from) {
            for (const b of to) {
              // Outside to outside is nobody's question.
              if (a < classes.firstExternal || b < classes.firstExternal) yield { a, b, reach };
            }
          }
        }
      }
    }
  }
}

function classesByRow(rowOf: Readonly<Uint32Array>): ReadonlyMap<number, readonly number[]> {
  const rows = new Map<number, number[]>();
  rowOf.forEach((row, i) => {
    const known = rows.get(row);
    if (known === undefined) rows.set(row, [i]);
    else known.push(i);
  });
  return rows;
}
