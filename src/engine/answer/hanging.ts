// Which flows may hang on an assumption: only these are asked why, since asking walks the model.

import type { CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { isAssumed } from '../compile/rows.ts';
import type { Endpoint } from '../model/cluster.ts';

/** Of two classes. */
export type Hangs = (from: number, to: number) => boolean;

export function hangingOf({ egress, ingress, classes: { list } }: CompiledFamily): Hangs {
  const rests = rememberedByClass(list.length, (i) => restsOnInput(list[i]!.representative));
  return (a, b) => isAssumed(rowOf(egress, a), b) || isAssumed(rowOf(ingress, b), a) || rests(a) || rests(b);
}

export function rememberedByClass(classes: number, holds: (i: number) => boolean): (i: number) => boolean {
  const known = new Int8Array(classes); // 0 is not looked at yet
  return (i) => {
    if (known[i] === 0) known[i] = holds(i) ? 1 : -1;
    return known[i] === 1;
  };
}

/** An end about which the input leaves something open. */
export function restsOnInput(end: Endpoint): boolean {
  if (end.kind === 'external') return false;
  const { labels, namespace, ports } = end.pod;
  const repeated = new Set(ports.map((port) => `${port.protocol}/${port.name}`)).size < ports.length;
  const sidecars = ports.some((port) => port.container === 'sidecar');
  return (
    labels.open !== 'none' ||
    labels.assumedAbsent !== undefined ||
    namespace.origin === 'not-given' ||
    repeated ||
    sidecars
  );
}
