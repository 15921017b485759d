// All flows in factored form: rows of senders meet rows of receivers, cell by cell, and what both open
// is yielded class pair by class pair. No matrix of all pairs is ever held.

import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { covering } from '../compile/rows.ts';
import { bitset, hasBit } from '../sets/bitset.ts';
import { bothSides } from './reachable.ts';

interface ClassPair {
  readonly a: number;
  readonly b: number;
  readonly reach: ReachIds;
}

/** Every ordered pair of classes with some possible port; of those with `near`, one of the two is among them. */
export function* classPairs(
  compiled: Compiled,
  family: CompiledFamily,
  near: ReadonlySet<number> | 'all' = 'all',
): Generator<ClassPair> {
  const all = [...family.classes.list.keys()];
  if (near === 'all') yield* met(compiled, family, all, all);
  else {
    const here = all.filter((i) => near.has(i));
    yield* met(compiled, family, here, all);
    yield* met(
      compiled,
      family,
      all.filter((i) => !near.has(i)),
      here,
    );
  }
}

function* met(
  { ports }: Compiled,
  { classes, egress, ingress }: CompiledFamily,
  senders: readonly number[],
  receivers: readonly number[],
): Generator<ClassPair> {
  const [sending, receiving] = [bitset(senders), bitset(receivers)];
  const targets = [...classesByRow(ingress.signatureOf, receivers)].map(([receiver, all]) => ({
    all,
    cells: covering(ingress.row(receiver), sending, ports.none),
  }));
  for (const [sender, sources] of classesByRow(egress.signatureOf, senders)) {
    for (const out of covering(egress.row(sender), receiving, ports.none)) {
      for (const { all, cells } of targets) {
        const to = all.filter((b) => hasBit(out.peers, b));
        if (to.length === 0) continue;
        for (const into of cells) {
          const reach = bothSides(out, into, ports);
          if (reach.possible === ports.none) continue;
          const from = sources.filter((a) => hasBit(into.peers, a));
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

function classesByRow(
  rowOf: Readonly<Uint32Array>,
  classes: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const rows = new Map<number, number[]>();
  for (const i of classes) {
    const row = rowOf[i] ?? 0;
    const known = rows.get(row);
    if (known === undefined) rows.set(row, [i]);
    else known.push(i);
  }
  return rows;
}
