// Outside classes as addresses: the ranges between boundaries lie side by side, so that a run of classes is mostly one
// interval, whatever their number.

import type { Classes } from '../compile/classes.ts';
import { type AddressSet, noAddresses, unionAddresses } from '../sets/addresses.ts';

/** Classes from `first` up to, but not including, `end`; ascending. */
export type AddressesOfRuns = (runs: readonly { readonly first: number; readonly end: number }[]) => AddressSet;

export function addressesOfRuns({ list, firstExternal, ranges: { held } }: Classes): AddressesOfRuns {
  const touching = lastTouching(held);
  const elsewhere = firstExternal + held.length;
  return (runs) => {
    const [v4, v6]: [number[], bigint[]] = [[], []];
    let others: AddressSet = noAddresses;
    for (const { first, end } of runs) {
      if (end > elsewhere) others = addressesIn(list[elsewhere]!);
      const stop = Math.min(end, elsewhere) - firstExternal;
      for (let at = first - firstExternal; at < stop; ) {
        const last = Math.min(touching[at]!, stop - 1);
        push(v4, held[at]!.v4, held[last]!.v4);
        push(v6, held[at]!.v6, held[last]!.v6);
        at = last + 1;
      }
    }
    const found = { v4, v6 };
    return others === noAddresses ? found : unionAddresses(found, others);
  };
}

function addressesIn({ representative }: Classes['list'][number]): AddressSet {
  return representative.kind === 'external' ? representative.addresses : noAddresses;
}

/** By range: the last of those that follow each other without a gap from it on. */
function lastTouching(held: readonly AddressSet[]): Uint32Array {
  const last = new Uint32Array(held.length);
  for (let i = held.length - 1; i >= 0; i--) {
    const [own, next] = [held[i]!, held[i + 1]];
    const joins = next !== undefined && (own.v4[1] ?? own.v6[1]) === (next.v4[0] ?? next.v6[0]);
    last[i] = joins ? last[i + 1]! : i;
  }
  return last;
}

/** Boundaries come in ascending order: what begins where the last one ended goes on with it. */
function push<T extends number | bigint>(into: T[], first: readonly T[], last: readonly T[]): void {
  const start = first[0];
  const end = last[1];
  if (start === undefined || end === undefined) return;
  const at = into.length - 1;
  if (into[at] === start) into[at] = end;
  else into.push(start, end);
}
