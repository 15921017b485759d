// What cutting JSON tells: pieces, one after the other, and what is broken between them.

import type { Spot } from './snapshot.ts';

/** A piece that somebody may parse: it is JSON, or broken. */
export interface Piece {
  readonly text: string;
  readonly spot: Spot;
  /** How many lists and mappings it has around its innermost value, those around the piece included. */
  readonly nested: number;
}

/** Hears of the pieces in their order, and says which are broken. */
export interface Cutting {
  readonly value: (piece: Piece) => 'fine' | 'broken';
  /** A list begins, of which `head` is known so far; [] where it is no object. */
  readonly list: (head: unknown, spot: Spot) => void;
  readonly item: (piece: Piece) => 'fine' | 'broken';
  /** All of the list but its items. */
  readonly listEnd: (whole: unknown) => void;
  /** `text` begins with what is out of place, and is '' at the end of the input. In a list, nothing follows. */
  readonly broken: (spot: Spot, text: string, within: 'a list' | 'no list') => void;
}
