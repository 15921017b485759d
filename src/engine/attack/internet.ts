// Whether a class of pods can send anything to public addresses: a matter of its row alone, since nobody judges what
// comes in there.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { covering } from '../compile/rows.ts';
import type { Certainty } from '../graph/attack-graph.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { type Bitset, hasCommonBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { publicClasses } from './network.ts';

/** By the class in each family, -1 where there is none. */
export type Gates = (classes: readonly number[]) => Certainty | 'closed';

export function internetGates(compiled: Compiled, internet: AddressSet): Gates {
  const gates = compiled.families.map((family) => familyGates(compiled, family, internet));
  return (classes) => {
    const found = classes.map((own, i) => (own < 0 ? 'closed' : gates[i]!(own)));
    return found.includes('certain') ? 'certain' : found.includes('possible') ? 'possible' : 'closed';
  };
}

function familyGates({ ports }: Compiled, family: CompiledFamily, internet: AddressSet) {
  const known = new Map<number, Certainty | 'closed'>();
  let found: Bitset | undefined; // a memo nobody can see
  return (own: number): Certainty | 'closed' => {
    found ??= publicClasses(family, internet);
    const outside = found;
    const signature = family.egress.signatureOf[own] ?? 0;
    return entry(known, signature, () => {
      const cells = covering(family.egress.row(signature), outside, ports.none);
      const open = cells.filter(({ peers }) => hasCommonBits(peers, outside));
      return open.some(({ allowed }) => allowed !== ports.none) ? 'certain' : open.length > 0 ? 'possible' : 'closed';
    });
  };
}
