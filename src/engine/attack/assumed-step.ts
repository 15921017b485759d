// Whether a step may rest on an assumption, told by rows and by what the input leaves open. Only such
// steps have to be explained to know on what they rest: explaining walks the model.

import { restsOnInput } from '../answer/hanging.ts';
import { mayShareNode } from '../answer/node-mates.ts';
import { countsAsNode } from '../answer/reachable.ts';
import type { Compiled } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { isAssumed } from '../compile/rows.ts';
import type { Pod } from '../model/cluster.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { hasCommonBits } from '../sets/bitset.ts';
import { publicClasses } from './network.ts';

export function mayRestOnAssumption(compiled: Compiled, from: Pod, to: Pod): boolean {
  if ([from, to].some(isOpenEnd) || mayBeOnItsNode(compiled, from, to)) return true;
  return compiled.families.some(({ classes: { ofPod }, egress, ingress }) => {
    const [a, b] = [ofPod.get(from), ofPod.get(to)];
    if (a === undefined || b === undefined) return false;
    return isAssumed(rowOf(egress, a), b) || isAssumed(rowOf(ingress, b), a);
  });
}

/** The same of a step to public addresses. */
export function mayRestOutside({ families }: Compiled, from: Pod, internet: AddressSet): boolean {
  if (isOpenEnd(from)) return true;
  return families.some((family) => {
    const own = family.classes.ofPod.get(from);
    if (own === undefined) return false;
    const { assumed } = rowOf(family.egress, own);
    return assumed === 'everyone' || hasCommonBits(assumed, publicClasses(family, internet));
  });
}

/** Whether one counts as the node that the other may run on. */
function mayBeOnItsNode(compiled: Compiled, a: Pod, b: Pod): boolean {
  if (!countsAsNode(a, compiled) && !countsAsNode(b, compiled)) return false;
  return mayShareNode(a, b);
}

function isOpenEnd(pod: Pod): boolean {
  return restsOnInput({ kind: 'pod', pod });
}
