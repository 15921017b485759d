// Outside addresses, as a workload's rules tell them apart: new pods change nothing for them.

import type { Cluster, Endpoint } from '../model/cluster.ts';
import {
  type AddressSet,
  everyAddress,
  intersectAddresses,
  isEmpty,
  ofFamily,
  subtractAddresses,
  unionAddresses,
} from '../sets/addresses.ts';
import { distinctRules, type Granted } from './exposure-judge.ts';
import { distinctReasons } from './verdict.ts';

export interface OutsideEntry {
  readonly addresses: AddressSet;
  readonly granted: Granted;
}

/** Outside addresses, cut where the rules in force tell them apart, and gathered by equal answers. */
export function outsideEntries(
  { families }: Cluster,
  blocks: readonly AddressSet[],
  ask: (end: Endpoint) => Granted,
): readonly OutsideEntry[] {
  const whole = families.map((family) => ofFamily(everyAddress, family));
  const cut = blocks.reduce(
    (parts, block) =>
      parts
        .flatMap((part) => [intersectAddresses(part, block), subtractAddresses(part, block)])
        .filter((part) => !isEmpty(part)),
    whole,
  );
  const groups = new Map<string, OutsideEntry>();
  for (const addresses of cut) {
    const granted = ask({ kind: 'external', addresses });
    if (granted.possible.length === 0) continue;
    const key = JSON.stringify([granted.every, granted.some, granted.possible]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? { addresses, granted } : joined(known, { addresses, granted }));
  }
  return [...groups.values()];
}

function joined(a: OutsideEntry, b: OutsideEntry): OutsideEntry {
  const by = distinctRules([...a.granted.by, ...b.granted.by]);
  const because = distinctReasons([...a.granted.because, ...b.granted.because]);
  return { addresses: unionAddresses(a.addresses, b.addresses), granted: { ...a.granted, by, because } };
}
