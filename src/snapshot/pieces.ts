// What stays of a file that is too long to keep: where each of its pieces stands, and the text of those that people
// edit, that answers quote, or that something is wrong with.

import { firstPlace } from '../engine/sets/first-place.ts';
import type { Decoded } from './decode.ts';
import type { Inherited } from './manifests.ts';
import type { Kept, Pieces, ReadObject, Spot } from './snapshot.ts';

/** Gathers them while the file is read, in the order in which they stand. */
export interface Gathering {
  readonly mark: (spot: Spot) => void;
  readonly keep: (offset: number, kept: Kept) => void;
  readonly gathered: (length: number, digest: string) => Pieces;
}

export const nothingInherited: Inherited = { apiVersion: '', kind: '' };

export function gathering(): Gathering {
  const offsets: number[] = [];
  const lines: number[] = [];
  const columns: number[] = [];
  const texts = new Map<number, Kept>();
  return {
    mark: ({ offset, line, column }) => {
      offsets.push(offset);
      lines.push(line);
      columns.push(column);
    },
    keep: (offset, kept) => texts.set(offset, kept),
    gathered: (length, digest) => ({
      length,
      digest,
      placeAt: (offset) => {
        const index = lastUpTo(offsets, offset);
        return { line: lines[index] ?? 1, column: columns[index] ?? 1 };
      },
      keptAt: (offset) => texts.get(offset),
    }),
  };
}

function lastUpTo(offsets: readonly number[], offset: number): number {
  return Math.max(firstPlace(offsets.length, (at) => offsets[at]! > offset) - 1, 0);
}

/** Of many pieces that have more than their start to point at, texts of the first are kept. */
const keptBeside = { pieces: 1000, longest: 2 ** 16 };

/** Which pieces to keep the text of: policies, and some where something is wrong, or that are lists themselves. */
export function keeper(): (decoded: Decoded, length: number) => boolean {
  let beside = 0;
  return ({ objects, diagnostics }, length) => {
    if (objects.some(isPolicy)) return true;
    if (length > keptBeside.longest || (diagnostics.length === 0 && !objects.some(isNested))) return false;
    return ++beside <= keptBeside.pieces;
  };
}

function isNested({ origin }: ReadObject): boolean {
  return origin.items.length > 1;
}

const policies = new Set([
  'NetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ForeignPolicy',
]);

function isPolicy({ kind }: ReadObject): boolean {
  return policies.has(kind);
}
