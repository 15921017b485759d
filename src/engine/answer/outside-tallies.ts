// What a unit may use with outside addresses in one family: its classes' rows part the outside, and each part is counted
// once.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { isAssumed, type Row } from '../compile/rows.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction } from '../model/policy.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { type Bitset, bitsetRange, intersectBits } from '../sets/bitset.ts';
import type { FlowScope } from './flow-scope.ts';
import { restsOnInput } from './hanging.ts';
import type { FamilyEnds, Own } from './members.ts';
import { type Layer, type OutsidePart, outsideOf } from './outside.ts';
import { countsAsNode } from './reachable.ts';
import { count, emptyTally, note, type Tally } from './tally.ts';
import { tellingSets } from './telling.ts';
import { whyOf } from './why.ts';

export interface OutsideTally {
  readonly addresses: AddressSet;
  readonly tally: Pick<Tally, 'answers' | 'pairs' | 'because'>;
}

/** By number of a unit. */
export type OutsideTallies = (unit: number, direction: Direction) => readonly OutsideTally[];

export function outsideTallies(
  compiled: Compiled,
  family: CompiledFamily,
  { own }: FamilyEnds,
  reasons: FlowScope['why'],
): OutsideTallies {
  const { answers, ports } = compiled;
  const { list, firstExternal } = family.classes;
  const everyOutside = bitsetRange(firstExternal, list.length);
  const outside = outsideOf(family);
  const why = whyOf(compiled, family);
  const telling = { egress: tellingSets(family, 'egress'), ingress: tellingSets(family, 'ingress') };
  const last = { egress: lastOf<Row, Layer>(), ingress: lastOf<Row, Layer>() };
  const lastParts = { egress: lastOf<Row, readonly OutsidePart[]>(), ingress: lastOf<Row, readonly OutsidePart[]>() };

  /** Whether something about its flows with the outside hangs on an assumption, and for which addresses. */
  function asking(i: number, row: Row): Bitset | 'every address' | 'nobody' {
    if (reasons === 'left out') return 'nobody';
    const [first] = list[i]!.pods;
    if (row.assumed === 'everyone' || (first !== undefined && countsAsNode(first, compiled))) return 'every address';
    if (restsOnInput(list[i]!.representative)) return 'every address';
    const assumed = intersectBits(row.assumed, everyOutside);
    return assumed.length === 0 ? 'nobody' : assumed;
  }

  function layersOf({ row, i, asks }: Judged, direction: Direction): readonly Layer[] {
    const layer = last[direction](row, () => outside.layerOf(row, answers.ofReach));
    if (asks === 'nobody') return [layer];
    const sets = [...telling[direction](i).sets, ...(asks === 'every address' ? [] : [asks])];
    return [layer, ...sets.map(outside.layerOfSet)];
  }

  function noteReasons(
    tally: Tally,
    { row, i, asks, pods }: Judged,
    example: number,
    answer: number,
    direction: Direction,
  ): void {
    if (asks === 'nobody' || (asks !== 'every address' && !isAssumed(row, example))) return;
    const [first] = pods;
    const asked = first !== undefined && countsAsNode(first, compiled) ? pods : pods.slice(0, 1);
    const there = { end: list[example]!.representative, i: example };
    const open = ports.portSet(answers.reach(answer).possible);
    for (const pod of asked) {
      const here = { end: { kind: 'pod', pod } satisfies Endpoint, i };
      note(tally, direction === 'egress' ? why(here, there, 'far', open) : why(there, here, 'far', open));
    }
  }

  return (unit, direction) => {
    const judged = own[unit]!.map((each) => judgedOf(each, direction));
    const layers = judged.map((each) => layersOf(each, direction));
    const [only] = judged;
    const plain = judged.length === 1 && only?.asks === 'nobody';
    const make = () => outside.parts(layers.flat());
    const parts = plain && only !== undefined ? lastParts[direction](only.row, make) : make();
    return parts.flatMap(({ addresses, values, example }) => {
      const tally = emptyTally();
      let at = 0;
      judged.forEach((each, k) => {
        const answer = values[at]!;
        at += layers[k]!.length;
        if (answers.reach(answer).possible === ports.none) return;
        count(tally, 0, answer, each.pods.length, answers);
        noteReasons(tally, each, example, answer, direction);
      });
      return tally.answers.length === 0 ? [] : [{ addresses, tally }];
    });
  };

  function judgedOf({ i, members: { pods } }: Own, direction: Direction): Judged {
    const row = rowOf(family[direction], i);
    return { row, i, pods, asks: asking(i, row) };
  }
}

/** A class of the unit with its row. */
interface Judged {
  readonly row: Row;
  readonly i: number;
  readonly pods: Own['members']['pods'];
  readonly asks: Bitset | 'every address' | 'nobody';
}

/** What was asked last is likely to be asked next. */
function lastOf<K, V>(): (key: K, make: () => V) => V {
  let known: { readonly key: K; readonly value: V } | undefined; // a memo nobody can see
  return (key, make) => {
    if (known?.key !== key) known = { key, value: make() };
    return known.value;
  };
}
