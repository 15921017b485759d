// What the compiled form says of single pairs, with reasons, remembered by class: thousands of entries lead
// to few classes of pods, and walking the model for each of them would be slow.

import { type Reach, reach } from '../answer/reach.ts';
import { pairReach } from '../answer/reachable.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { isAssumed } from '../compile/rows.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import { type AddressSet, type Family, noAddresses, unionAddresses } from '../sets/addresses.ts';
import type { PortSet } from '../sets/ports.ts';

export interface PairReach extends Reach {
  readonly family: Family;
  readonly because: readonly Reason[];
}

/** Outside addresses of one family with one answer. */
export interface FromOutside extends PairReach {
  readonly addresses: AddressSet;
}

type Through = 'service' | 'nothing';

export interface Pairs {
  readonly fromOutside: (to: Pod) => readonly FromOutside[];
  readonly between: (from: Pod, to: Pod, through: Through) => readonly PairReach[];
}

export function pairsOf(compiled: Compiled): Pairs {
  const outside = new Map<string, readonly FromOutside[]>();
  const reasons = new Map<string, readonly Reason[]>();

  function reasonsOf(
    family: CompiledFamily,
    a: number,
    b: number,
    from: Endpoint,
    to: Endpoint,
    open: PortSet,
    through: Through,
  ): readonly Reason[] {
    if (open.length === 0) return [];
    const itself = from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod;
    if (itself) return explained(compiled, family, from, to, open, through);
    if (!hangsOnAssumption(family, a, b)) return [];
    const key = `${family.family} ${a} ${b}`;
    const known = reasons.get(key) ?? explained(compiled, family, from, to, open, through);
    reasons.set(key, known);
    return known;
  }

  function pair(
    family: CompiledFamily,
    a: number,
    b: number,
    from: Endpoint,
    to: Endpoint,
    through: Through,
  ): PairReach {
    const ids = pairReach(compiled, family, a, b, from, to, through);
    const possible = compiled.ports.portSet(ids.possible);
    const because = reasonsOf(family, a, b, from, to, possible, through);
    return { family: family.family, allowed: compiled.ports.portSet(ids.allowed), possible, because };
  }

  function fromClasses(family: CompiledFamily, b: number, to: Endpoint): readonly FromOutside[] {
    const key = `${family.family} ${b}`;
    const known = outside.get(key);
    if (known !== undefined) return known;
    const groups = new Map<string, FromOutside>();
    for (const [i, { representative }] of family.classes.list.entries()) {
      if (representative.kind === 'pod') continue;
      const found = pair(family, i, b, representative, to, 'nothing');
      const alike = JSON.stringify([found.allowed, found.possible, found.because]);
      const met = groups.get(alike)?.addresses ?? noAddresses;
      groups.set(alike, { ...found, addresses: unionAddresses(met, representative.addresses) });
    }
    const made = [...groups.values()];
    outside.set(key, made);
    return made;
  }

  return {
    fromOutside: (pod) =>
      compiled.families.flatMap((family) => {
        const b = family.classes.ofPod.get(pod);
        return b === undefined ? [] : fromClasses(family, b, { kind: 'pod', pod });
      }),
    between: (from, to, through) =>
      compiled.families.flatMap((family) => {
        const a = family.classes.ofPod.get(from);
        const b = family.classes.ofPod.get(to);
        if (a === undefined || b === undefined) return [];
        return [pair(family, a, b, { kind: 'pod', pod: from }, { kind: 'pod', pod: to }, through)];
      }),
  };
}

/** Only pairs that touch an assumption are asked why: asking walks the model. */
function hangsOnAssumption({ egress, ingress, classes }: CompiledFamily, a: number, b: number): boolean {
  return (
    isAssumed(rowOf(egress, a), b) ||
    isAssumed(rowOf(ingress, b), a) ||
    [a, b].some((each) => restsOnInput(classes.list[each]?.representative))
  );
}

function restsOnInput(end: Endpoint | undefined): boolean {
  if (end === undefined || end.kind === 'external') return false;
  const { labels, namespace, network } = end.pod;
  return labels.open !== 'none' || namespace.origin === 'not-given' || network === 'host';
}

function explained(
  { cluster }: Compiled,
  { family }: CompiledFamily,
  from: Endpoint,
  to: Endpoint,
  open: PortSet,
  through: Through,
): readonly Reason[] {
  return reach({ ...cluster, families: [family] }, from, to, open, through).flatMap(({ because }) => because);
}
