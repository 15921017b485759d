// Flows between the pods of a unit and outside addresses, gathered by what they may use. Nothing judges an outside end,
// so that the rows of the unit's own classes say all.

import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Direction } from '../model/policy.ts';
import { type AddressSet, unionAllAddresses } from '../sets/addresses.ts';
import type { FlowScope } from './flow-scope.ts';
import type { Ends } from './members.ts';
import { outsideTallies } from './outside-tallies.ts';
import { type FlowItem, type Folded, folding } from './tally.ts';
import { type Unit, unitKey } from './units.ts';
import { distinctReasons } from './verdict.ts';

export interface OutsideFlows {
  /** What a unit may send to outside addresses, sorted by these. */
  readonly to: (unit: number) => readonly FlowItem[];
  /** What outside addresses may send to these units, sorted by addresses and unit. */
  readonly from: (units: readonly number[]) => readonly FlowItem[];
}

export function outsideFlows(compiled: Compiled, ends: Ends, { why }: Pick<FlowScope, 'why'>): OutsideFlows {
  const fold = folding(compiled.answers);
  const families = compiled.families.map((family, index) => {
    const own = ends.families[index]!;
    return { own, told: outsideTallies(compiled, family, own, why) };
  });

  function groupsOf(unit: number, direction: Direction): readonly Group[] {
    const groups = new Map<string, Group>();
    for (const { own, told } of families) {
      // With one family in play every pod has it.
      const pairs = own.pods[unit]! + (families.length > 1 ? own.without[unit]! : 0);
      for (const { addresses, tally } of told(unit, direction)) {
        const folded = fold(tally, pairs);
        const key = [folded.ports, folded.unknown, folded.partial].join(' > ');
        const known = groups.get(key);
        const because = [...(tally.because?.values() ?? [])];
        if (known === undefined) groups.set(key, { folded, because, addresses: [addresses] });
        else {
          known.because.push(...because);
          known.addresses.push(addresses);
        }
      }
    }
    return [...groups.values()];
  }

  function itemOf(unit: number, direction: Direction, { folded, because, addresses }: Group): FlowItem {
    const outside: Unit = { kind: 'external', addresses: unionAllAddresses(addresses) };
    const own = ends.units[unit]!;
    const [from, to] = direction === 'egress' ? [own, outside] : [outside, own];
    return { from, to, ...folded, because: distinctReasons(because) };
  }

  return {
    to: (unit) => {
      const items = groupsOf(unit, 'egress').map((group) => itemOf(unit, 'egress', group));
      return items.length < 2 ? items : sortedBy(items, ({ to }) => to);
    },
    from: (units) =>
      sortedBy(
        units.flatMap((unit) => groupsOf(unit, 'ingress').map((group) => itemOf(unit, 'ingress', group))),
        ({ from }) => from,
      ),
  };
}

interface Group {
  readonly folded: Folded;
  readonly addresses: AddressSet[];
  readonly because: Reason[];
}

/** The same addresses come again and again: their key is made once. */
function sortedBy(items: readonly FlowItem[], outsideOf: (item: FlowItem) => Unit): readonly FlowItem[] {
  const keys = new Map<AddressSet, string>();
  const keyed = items.map((item) => {
    const unit = outsideOf(item);
    if (unit.kind !== 'external') return { item, key: '' };
    const key = keys.get(unit.addresses) ?? unitKey(unit);
    keys.set(unit.addresses, key);
    return { item, key };
  });
  // What is equal stays in the order of its units.
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
