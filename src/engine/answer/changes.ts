// What differs between two answers to "every flow": gained, lost and changed, per port. Outside
// addresses are first cut to the common refinement of both sides, so that equal parts cancel.

import {
  type AddressSet,
  intersectAddresses,
  isEmpty,
  noAddresses,
  subtractAddresses,
  unionAllAddresses,
} from '../sets/addresses.ts';
import { equal } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import type { FlowItem } from './tally.ts';
import { type Unit, unitKey } from './units.ts';

export interface Answered {
  readonly ports: PortSet;
  readonly unknown: PortSet;
  readonly partial: PortSet;
}

export interface Change {
  readonly change: 'gained' | 'lost' | 'changed';
  readonly from: Unit;
  readonly to: Unit;
  readonly before: Answered;
  readonly after: Answered;
}

const nothing: Answered = { ports: noPorts, unknown: noPorts, partial: noPorts };

export function changes(before: readonly FlowItem[], after: readonly FlowItem[]): readonly Change[] {
  const [left, right] = [byPair(before), byPair(after)];
  const pairs = [...new Set([...left.keys(), ...right.keys()])].sort();
  return pairs.flatMap((pair) => pairChanges(left.get(pair) ?? [], right.get(pair) ?? []));
}

/** Several items have one key where one end is outside: they are apart by address. */
function byPair(items: readonly FlowItem[]): ReadonlyMap<string, readonly FlowItem[]> {
  const pairs = new Map<string, FlowItem[]>();
  for (const item of items) {
    const key = [item.from, item.to].map((unit) => (unit.kind === 'external' ? '2' : unitKey(unit))).join(' > ');
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, [item]);
    else known.push(item);
  }
  return pairs;
}

function pairChanges(before: readonly FlowItem[], after: readonly FlowItem[]): readonly Change[] {
  const [sample] = [...before, ...after];
  if (sample === undefined) return [];
  if (outsideOf(sample) === undefined)
    return changeOf(sample.from, sample.to, before[0] ?? nothing, after[0] ?? nothing);
  const changed = refine(before, after).flatMap(({ addresses, left, right }) => {
    const outside: Unit = { kind: 'external', addresses };
    const [from, to] = sample.from.kind === 'external' ? [outside, sample.to] : [sample.from, outside];
    return changeOf(from, to, left, right);
  });
  return joinOutside(changed);
}

function outsideOf({ from, to }: Pick<FlowItem, 'from' | 'to'>): AddressSet | undefined {
  if (from.kind === 'external') return from.addresses;
  return to.kind === 'external' ? to.addresses : undefined;
}

interface Refined {
  readonly addresses: AddressSet;
  readonly left: Answered;
  readonly right: Answered;
}

/** Every address group of one side meets every group of the other; what is left over meets nothing. */
function refine(before: readonly FlowItem[], after: readonly FlowItem[]): readonly Refined[] {
  const both = before.flatMap((left) =>
    after.map((right) => ({ addresses: intersectAddresses(addressesOf(left), addressesOf(right)), left, right })),
  );
  const lost = before.map((left) => ({ addresses: without(left, after), left, right: nothing }));
  const gained = after.map((right) => ({ addresses: without(right, before), left: nothing, right }));
  return [...both, ...lost, ...gained].filter(({ addresses }) => !isEmpty(addresses));
}

function addressesOf(item: FlowItem): AddressSet {
  return outsideOf(item) ?? { v4: [], v6: [] };
}

function without(item: FlowItem, others: readonly FlowItem[]): AddressSet {
  return others.reduce((left, other) => subtractAddresses(left, addressesOf(other)), addressesOf(item));
}

function changeOf(from: Unit, to: Unit, before: Answered, after: Answered): readonly Change[] {
  if (sameAnswer(before, after)) return [];
  const change = isNothing(before) ? 'gained' : isNothing(after) ? 'lost' : 'changed';
  return [{ change, from, to, before: answered(before), after: answered(after) }];
}

function answered({ ports, unknown, partial }: Answered): Answered {
  return { ports, unknown, partial };
}

function sameAnswer(a: Answered, b: Answered): boolean {
  return equal(a.ports, b.ports) && equal(a.unknown, b.unknown) && equal(a.partial, b.partial);
}

function isNothing(answer: Answered): boolean {
  return sameAnswer(answer, nothing);
}

/** Pieces of the outside that changed alike are one change. */
function joinOutside(list: readonly Change[]): readonly Change[] {
  const groups = new Map<string, Change[]>();
  for (const each of list) {
    const key = [each.before, each.after]
      .map(({ ports, unknown, partial }) => `${ports};${unknown};${partial}`)
      .join(' > ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const addresses = unionAllAddresses(alike.map((each) => outsideOf(each) ?? noAddresses));
    const outside: Unit = { kind: 'external', addresses };
    return [first.from.kind === 'external' ? { ...first, from: outside } : { ...first, to: outside }];
  });
}
