// Outside addresses with equal answers are told as one item.

import { unionAddresses } from '../sets/addresses.ts';
import type { FlowItem } from './tally.ts';
import { type Unit, unitKey } from './units.ts';
import { distinctReasons } from './verdict.ts';

/** Outside addresses with equal answers are one item. */
export function gatherOutside(items: readonly FlowItem[]): readonly FlowItem[] {
  const groups = new Map<string, FlowItem>();
  for (const item of items) {
    const outside = [item.from, item.to].find(({ kind }) => kind === 'external');
    const [from, to] = [item.from, item.to].map((unit) => (unit.kind === 'external' ? 'outside' : unitKey(unit)));
    const key =
      outside === undefined ? `${from} > ${to}` : [from, to, item.ports, item.unknown, item.partial].join(' > ');
    const known = groups.get(key);
    groups.set(key, known === undefined ? item : joined(known, item));
  }
  return [...groups.values()];
}

function joined(a: FlowItem, b: FlowItem): FlowItem {
  return {
    ...a,
    from: joinedUnit(a.from, b.from),
    to: joinedUnit(a.to, b.to),
    because: distinctReasons([...a.because, ...b.because]),
  };
}

function joinedUnit(a: Unit, b: Unit): Unit {
  if (a.kind !== 'external' || b.kind !== 'external') return a;
  return { kind: 'external', addresses: unionAddresses(a.addresses, b.addresses) };
}
