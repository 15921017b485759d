// The outside addresses as one direction of some rows parts them. Ranges that no row names are never looked at one by
// one: they are the addresses of their zone, less what is named.

import type { CompiledFamily } from '../compile/compile.ts';
import type { Opened } from '../compile/rows.ts';
import { type AddressSet, subtractAddresses } from '../sets/addresses.ts';
import { type Bitset, eachBit } from '../sets/bitset.ts';
import { firstPlace } from '../sets/first-place.ts';
import { addressesOfRuns } from './outside-addresses.ts';

/** Classes from `first` up to, but not including, `end`. */
interface Run {
  readonly first: number;
  readonly end: number;
  readonly value: number;
}

/** A value for each outside class: disjoint runs in order, and what holds beside them, by zone. */
export interface Layer {
  readonly runs: readonly Run[];
  readonly rest: readonly number[];
}

/** Outside addresses that no layer tells apart: of each the value, and one of their classes. */
export interface OutsidePart {
  readonly addresses: AddressSet;
  readonly values: readonly number[];
  readonly example: number;
}

export interface Outside {
  readonly layerOf: (row: Opened, value: (row: Opened['rest'][number]) => number) => Layer;
  /** 1 for what is in the set, 0 for all else. */
  readonly layerOfSet: (set: Bitset) => Layer;
  readonly parts: (layers: readonly Layer[]) => readonly OutsidePart[];
}

export function outsideOf({ classes, zones }: CompiledFamily): Outside {
  const { list, firstExternal } = classes;
  const addresses = addressesOfRuns(classes);
  const byZone = zoneRuns(zones.of, firstExternal, list.length);
  const wholes = [...new Set(byZone.map(({ value }) => value))].map((zone) => {
    const runs = byZone.filter(({ value }) => value === zone);
    return { zone, runs, addresses: addresses(runs) };
  });
  const nowhere: readonly number[] = new Array(zones.sets.length).fill(0);

  function layerOf({ cells, rest }: Opened, value: (row: Opened['rest'][number]) => number): Layer {
    const runs: Run[] = [];
    for (const cell of cells) pushRuns(cell.peers, firstExternal, value(cell), runs);
    return { runs: runs.sort((a, b) => a.first - b.first), rest: rest.map(value) };
  }
  function layerOfSet(set: Bitset): Layer {
    const runs: Run[] = [];
    pushRuns(set, firstExternal, 1, runs);
    return { runs, rest: nowhere };
  }

  function parts(layers: readonly Layer[]): readonly OutsidePart[] {
    const groups = new Map<string, { readonly values: readonly number[]; readonly runs: Run[]; example: number }>();
    const named: Run[] = [];
    const put = (values: readonly number[], run: Run): void => {
      const key = values.join();
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { values, runs: [run], example: run.first });
      else known.runs.push(run);
    };
    for (const { first, end } of namedRuns(layers)) {
      named.push({ first, end, value: 0 });
      for (const { run, values } of atoms(first, end, layers, byZone)) put(values, run);
    }
    const told = [...groups.values()].map(({ values, runs, example }) => ({
      values,
      example,
      addresses: addresses(runs),
    }));
    const all = addresses(named);
    for (const whole of wholes) {
      const example = firstBeside(named, whole.runs);
      if (example === 'none') continue;
      const values = layers.map(({ rest }) => rest[whole.zone]!);
      told.push({ values, example, addresses: subtractAddresses(whole.addresses, all) });
    }
    return told;
  }

  return { layerOf, layerOfSet, parts };
}

function pushRuns(set: Bitset, from: number, value: number, runs: Run[]): void {
  let [first, end] = [-1, -1];
  eachBit(set, (i) => {
    if (i < from) return;
    if (i === end) {
      end += 1;
      return;
    }
    if (end > first) runs.push({ first, end, value });
    [first, end] = [i, i + 1];
  });
  if (end > first) runs.push({ first, end, value });
}

/** What some layer names, as runs that do not touch. */
function namedRuns(layers: readonly Layer[]): readonly { readonly first: number; readonly end: number }[] {
  const all = layers.flatMap(({ runs }) => runs).sort((a, b) => a.first - b.first);
  const merged: { first: number; end: number }[] = [];
  for (const { first, end } of all) {
    const last = merged[merged.length - 1];
    if (last !== undefined && first <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ first, end });
  }
  return merged;
}

/** A run cut wherever some layer, or the zone, changes. */
function atoms(first: number, end: number, layers: readonly Layer[], byZone: readonly Run[]) {
  const cuts = new Set([first, end]);
  const inside = layers.map(({ runs }) => within(runs, first, end));
  for (const run of [...inside.flat(), ...within(byZone, first, end)]) {
    cuts.add(Math.max(run.first, first));
    cuts.add(Math.min(run.end, end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const next = layers.map(() => 0);
  return sorted.slice(0, -1).map((start, k) => {
    const zone = runAt(byZone, start)?.value ?? 0;
    const values = layers.map(({ rest }, l) => {
      const runs = inside[l]!;
      while (next[l]! < runs.length && runs[next[l]!]!.end <= start) next[l]! += 1;
      const run = runs[next[l]!];
      return run !== undefined && run.first <= start ? run.value : rest[zone]!;
    });
    return { run: { first: start, end: sorted[k + 1]!, value: 0 }, values };
  });
}

/** Runs that have a part of [first, end). */
function within(runs: readonly Run[], first: number, end: number): readonly Run[] {
  const from = firstEndingAfter(runs, first);
  let to = from;
  while (to < runs.length && runs[to]!.first < end) to += 1;
  return runs.slice(from, to);
}

function runAt(runs: readonly Run[], i: number): Run | undefined {
  const run = runs[firstEndingAfter(runs, i)];
  return run !== undefined && run.first <= i ? run : undefined;
}

function firstEndingAfter(runs: readonly Run[], i: number): number {
  return firstPlace(runs.length, (at) => runs[at]!.end > i);
}

/** A class of some runs that lies in none of the others. */
function firstBeside(named: readonly Run[], runs: readonly Run[]): number | 'none' {
  for (const { first, end } of runs) {
    let at = first;
    for (let taken = runAt(named, at); taken !== undefined; taken = runAt(named, at)) at = taken.end;
    if (at < end) return at;
  }
  return 'none';
}

function zoneRuns(of: Readonly<Uint8Array>, first: number, end: number): readonly Run[] {
  const runs: Run[] = [];
  for (let at = first; at < end; ) {
    let stop = at + 1;
    while (stop < end && of[stop] === of[at]) stop += 1;
    runs.push({ first: at, end: stop, value: of[at]! });
    at = stop;
  }
  return runs;
}
