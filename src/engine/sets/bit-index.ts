// Very many sets the other way round: found by a member of theirs, block by block, without a look at any other.

import type { Bitset } from './bitset.ts';

export interface BitIndex<T> {
  readonly add: (set: Bitset, value: T) => void;
  /** With the value of each set that has the member, in the order in which they were added. */
  readonly eachWith: (member: number, take: (value: T) => void) => void;
  /** With each set that has some of the members, once for every block of both; and what of it is in both. */
  readonly eachMeeting: (members: Bitset, take: (value: T, both: Bitset) => void) => void;
}

interface Block<T> {
  readonly words: number[];
  readonly values: T[];
}

export function bitIndex<T>(): BitIndex<T> {
  const blocks: (Block<T> | undefined)[] = [];

  function add(set: Bitset, value: T): void {
    for (let at = 0; at < set.length; at += 2) {
      const number = set[at]!;
      const block = blocks[number] ?? { words: [], values: [] };
      blocks[number] = block;
      block.words.push(set[at + 1]! | 0); // signed, so that the list holds small integers
      block.values.push(value);
    }
  }
  function eachWith(member: number, take: (value: T) => void): void {
    const block = blocks[member >>> 5];
    if (block === undefined) return;
    const bit = 1 << (member & 31);
    for (let at = 0; at < block.words.length; at++) if ((block.words[at]! & bit) !== 0) take(block.values[at]!);
  }
  function eachMeeting(members: Bitset, take: (value: T, both: Bitset) => void): void {
    for (let at = 0; at < members.length; at += 2) {
      const number = members[at]!;
      const block = blocks[number];
      if (block === undefined) continue;
      for (let i = 0; i < block.words.length; i++) {
        const both = block.words[i]! & members[at + 1]!;
        if (both !== 0) take(block.values[i]!, Uint32Array.of(number, both));
      }
    }
  }
  return { add, eachWith, eachMeeting };
}
