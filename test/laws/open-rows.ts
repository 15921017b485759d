// What is open between every two ends of a cluster, and between them and some raw addresses, as sets of ports: the
// answer that most laws compare. It comes from the compiled form unless another evaluator is named; that they agree
// is a law of its own.
import { difference, equal, isSubset } from '../../src/engine/sets/intervals.ts';
import { everyPort, type PortSet, portRanges } from '../../src/engine/sets/ports.ts';
import { outsideAddresses, spread } from '../arbitrary/attempts.ts';
import { type Engine, type Evaluator, endpoint, engineOf, evaluators } from '../engine/evaluators.ts';
import { type Assume, type End, type Family, oracle } from '../oracle/oracle.ts';

export interface Row {
  readonly from: string;
  readonly to: string;
  readonly family: Family;
  readonly allowed: PortSet;
  readonly possible: PortSet;
}

export type Rows = ReadonlyMap<string, Row>;

/** `addresses` where two clusters must be asked about the same ones. */
export function openRows(
  objects: readonly object[],
  assume: Assume,
  {
    engine = engineOf(objects, assume),
    addresses = someAddresses(objects),
    by = evaluators.compiled,
  }: Partial<Asked> = {},
): Rows {
  const pods = oracle(objects, assume).ends.map((pod): End => ({ pod }));
  const outside = addresses.map((address): End => ({ address }));
  const named = new Map([...pods, ...outside].map((end) => [end, endpoint(end, engine.cluster)] as const));
  const rows = new Map<string, Row>();
  for (const [from, source] of named) {
    for (const [to, target] of named) {
      if ('address' in from && 'address' in to) continue;
      const open = by(engine, source, target);
      for (const family of ['IPv4', 'IPv6'] as const) {
        const pair = open[family];
        const row = pair && { from: nameOf(from), to: nameOf(to), family, ...pair };
        if (row !== undefined) rows.set(rowKey(row), row);
      }
    }
  }
  return rows;
}

interface Asked {
  readonly engine: Engine;
  readonly addresses: readonly string[];
  readonly by: Evaluator;
}

export function rowKey({ from, to, family }: Pick<Row, 'from' | 'to' | 'family'>): string {
  return `${from} > ${to} ${family}`;
}

/** A few of the addresses at the edges of what the objects mention. */
export function someAddresses(objects: readonly object[]): readonly string[] {
  return spread(outsideAddresses(objects), 5);
}

/** What a row is, as far as a mix needs to know. */
export function sortOf({ allowed, possible }: Row): 'open' | 'closed' | 'unknown' | 'partly open' {
  if (possible.length === 0) return 'closed';
  if (equal(allowed, everyPort)) return 'open';
  return difference(possible, allowed).length > 0 ? 'unknown' : 'partly open';
}

/** Throws at the first row that the two don't share. */
export function expectSame(expected: Rows, found: Rows): void {
  for (const key of new Set([...expected.keys(), ...found.keys()])) {
    const [wanted, got] = [expected.get(key), found.get(key)];
    if (wanted && got && equal(wanted.allowed, got.allowed) && equal(wanted.possible, got.possible)) continue;
    throw new Error(`${key} was ${describe(wanted)}, is ${describe(got)}`);
  }
}

/** Throws at the first row of `lesser` that is not within the same row of `greater`. */
export function expectWithin(lesser: Rows, greater: Rows): void {
  for (const [key, row] of lesser) {
    const other = greater.get(key);
    if (other && isSubset(row.allowed, other.allowed) && isSubset(row.possible, other.possible)) continue;
    throw new Error(`${key} is ${describe(row)}, which is not within ${describe(other)}`);
  }
}

export function sameRow(a: Row, b: Row | undefined): boolean {
  return b !== undefined && equal(a.allowed, b.allowed) && equal(a.possible, b.possible);
}

function describe(row: Row | undefined): string {
  return row === undefined ? 'not there' : `${shown(row.allowed)}, possible ${shown(row.possible)}`;
}

function shown(ports: PortSet): string {
  const ranges = portRanges(ports).map(({ protocol, from, to }) => `${protocol} ${from}-${to}`);
  return ranges.length === 0 ? 'nothing' : ranges.join(' ');
}

function nameOf(end: End): string {
  if ('pod' in end) return end.pod;
  return 'address' in end ? end.address : JSON.stringify(end);
}
