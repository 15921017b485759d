// Sets of small integers, sparse by block: only blocks that hold a member are stored, ascending.
// A namespace's classes lie together, so most sets touch a few blocks; dense rows over all classes
// would be an n² structure by the back door. Values are never changed after they are built.

/** `blocks[i]` is the number of a 256-bit block, `words[8i .. 8i+7]` its bits; no stored block is empty. */
export interface Bitset {
  readonly blocks: Readonly<Uint32Array>;
  readonly words: Readonly<Uint32Array>;
}

const wordsPerBlock = 8;
const blockShift = 8; // 2^8 members a block

export const emptyBitset: Bitset = { blocks: new Uint32Array(0), words: new Uint32Array(0) };

/** `members` in ascending order. */
export function bitset(members: Iterable<number>): Bitset {
  const blocks: number[] = [];
  const words: number[] = [];
  for (const member of members) {
    const block = member >>> blockShift;
    if (blocks[blocks.length - 1] !== block) {
      blocks.push(block);
      for (let i = 0; i < wordsPerBlock; i++) words.push(0);
    }
    const word = words.length - wordsPerBlock + ((member >>> 5) & (wordsPerBlock - 1));
    words[word] = (words[word]! | (1 << (member & 31))) >>> 0;
  }
  return blocks.length === 0 ? emptyBitset : { blocks: Uint32Array.from(blocks), words: Uint32Array.from(words) };
}

export function singleBit(member: number): Bitset {
  const words = new Uint32Array(wordsPerBlock);
  words[(member >>> 5) & (wordsPerBlock - 1)] = 1 << (member & 31);
  return { blocks: Uint32Array.of(member >>> blockShift), words };
}

/** first, first + 1, … end − 1. */
export function bitsetRange(first: number, end: number): Bitset {
  return bitsetRanges([first, end]);
}

/** The members of [first, end), of the next two, and so on; ascending and disjoint. */
export function bitsetRanges(bounds: readonly number[]): Bitset {
  let most = 0;
  for (let i = 0; i < bounds.length; i += 2) most += (bounds[i + 1]! >>> blockShift) - (bounds[i]! >>> blockShift) + 1;
  const blocks = new Uint32Array(most);
  const words = new Uint32Array(most * wordsPerBlock);
  let out = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    const end = bounds[i + 1]!;
    for (let at = bounds[i]!; at < end; ) {
      const block = at >>> blockShift;
      if (out === 0 || blocks[out - 1] !== block) blocks[out++] = block;
      const stop = Math.min(end, (at | 31) + 1); // the end of this word, or of the range
      const word = (out - 1) * wordsPerBlock + ((at >>> 5) & (wordsPerBlock - 1));
      words[word] = words[word]! | ((0xffffffff >>> (32 - (stop - at))) << (at & 31));
      at = stop;
    }
  }
  return trimmed(blocks, words, out);
}

export function unionBits(a: Bitset, b: Bitset): Bitset {
  if (a === b || b.blocks.length === 0) return a;
  if (a.blocks.length === 0) return b;
  const most = a.blocks.length + b.blocks.length;
  const blocks = new Uint32Array(most);
  const words = new Uint32Array(most * wordsPerBlock);
  let i = 0;
  let j = 0;
  let out = 0;
  while (i < a.blocks.length || j < b.blocks.length) {
    const blockA = i < a.blocks.length ? a.blocks[i]! : noBlock;
    const blockB = j < b.blocks.length ? b.blocks[j]! : noBlock;
    const at = out * wordsPerBlock;
    if (blockA <= blockB) {
      for (let k = 0; k < wordsPerBlock; k++) words[at + k] = a.words[i * wordsPerBlock + k]!;
      i++;
    }
    if (blockB <= blockA) {
      for (let k = 0; k < wordsPerBlock; k++) words[at + k] = words[at + k]! | b.words[j * wordsPerBlock + k]!;
      j++;
    }
    blocks[out++] = Math.min(blockA, blockB);
  }
  return trimmed(blocks, words, out);
}

/** Beyond every block: blocks are members of 32 bits, shifted. */
const noBlock = 0xffffffff;

export function intersectBits(a: Bitset, b: Bitset): Bitset {
  if (a === b) return a;
  const [few, many] = a.blocks.length <= b.blocks.length ? [a, b] : [b, a];
  const size = few.blocks.length;
  if (size === 0 || isApart(a, b)) return emptyBitset;
  const blocks = new Uint32Array(size);
  const words = new Uint32Array(size * wordsPerBlock);
  let j = 0;
  let out = 0;
  for (let i = 0; i < size; i++) {
    const block = few.blocks[i]!;
    j = seek(many.blocks, block, j);
    if (j === many.blocks.length) break;
    if (many.blocks[j] !== block) continue;
    let any = 0;
    for (let k = 0; k < wordsPerBlock; k++) {
      const word = few.words[i * wordsPerBlock + k]! & many.words[j * wordsPerBlock + k]!;
      words[out * wordsPerBlock + k] = word;
      any |= word;
    }
    if (any !== 0) blocks[out++] = block;
  }
  return trimmed(blocks, words, out);
}

export function subtractBits(a: Bitset, b: Bitset): Bitset {
  if (a === b) return emptyBitset;
  const size = a.blocks.length;
  if (size === 0 || isApart(a, b)) return a;
  const blocks = new Uint32Array(size);
  const words = new Uint32Array(size * wordsPerBlock);
  let j = 0;
  let out = 0;
  for (let i = 0; i < size; i++) {
    const block = a.blocks[i]!;
    j = seek(b.blocks, block, j);
    const meets = j < b.blocks.length && b.blocks[j] === block;
    let any = 0;
    for (let k = 0; k < wordsPerBlock; k++) {
      const word = meets
        ? a.words[i * wordsPerBlock + k]! & ~b.words[j * wordsPerBlock + k]!
        : a.words[i * wordsPerBlock + k]!;
      words[out * wordsPerBlock + k] = word;
      any |= word;
    }
    if (any !== 0) blocks[out++] = block;
  }
  return trimmed(blocks, words, out);
}

export function unionAllBits(sets: readonly Bitset[]): Bitset {
  if (sets.length <= 1) return sets[0] ?? emptyBitset;
  if (sets.length === 2) return unionBits(sets[0]!, sets[1]!);
  const half = sets.length >> 1;
  return unionBits(unionAllBits(sets.slice(0, half)), unionAllBits(sets.slice(half)));
}

export function isEmptyBitset(set: Bitset): boolean {
  return set.blocks.length === 0;
}

/** Whether they share a member. */
export function meetBits(a: Bitset, b: Bitset): boolean {
  if (isApart(a, b)) return false;
  const [few, many] = a.blocks.length <= b.blocks.length ? [a, b] : [b, a];
  let j = 0;
  for (let i = 0; i < few.blocks.length; i++) {
    j = seek(many.blocks, few.blocks[i]!, j);
    if (j === many.blocks.length) return false;
    if (many.blocks[j] !== few.blocks[i]) continue;
    for (let k = 0; k < wordsPerBlock; k++) {
      if ((few.words[i * wordsPerBlock + k]! & many.words[j * wordsPerBlock + k]!) !== 0) return true;
    }
  }
  return false;
}

export function equalBits(a: Bitset, b: Bitset): boolean {
  return a === b || (same(a.blocks, b.blocks) && same(a.words, b.words));
}

export function hasBit(set: Bitset, member: number): boolean {
  const block = member >>> blockShift;
  const i = seek(set.blocks, block, 0);
  if (set.blocks[i] !== block) return false;
  const word = set.words[i * wordsPerBlock + ((member >>> 5) & (wordsPerBlock - 1))]!;
  return ((word >>> (member & 31)) & 1) === 1;
}

/** Ascending. */
export function bitsOf(set: Bitset): readonly number[] {
  const members: number[] = [];
  eachBit(set, (member) => void members.push(member));
  return members;
}

/** Ascending. */
export function eachBit(set: Bitset, take: (member: number) => void): void {
  for (let i = 0; i < set.words.length; i++) {
    let word = set.words[i]!;
    if (word === 0) continue;
    const base = (set.blocks[i >>> 3]! << blockShift) + (i & (wordsPerBlock - 1)) * 32;
    for (; word !== 0; word &= word - 1) take(base + 31 - Math.clz32(word & -word));
  }
}

/** The sum of what each member weighs. */
export function weightOf(set: Bitset, weights: Readonly<Float64Array>): number {
  let sum = 0;
  for (let i = 0; i < set.words.length; i++) {
    let word = set.words[i]!;
    if (word === 0) continue;
    const base = (set.blocks[i >>> 3]! << blockShift) + (i & (wordsPerBlock - 1)) * 32;
    for (; word !== 0; word &= word - 1) sum += weights[base + 31 - Math.clz32(word & -word)]!;
  }
  return sum;
}

export function firstBit(set: Bitset): number | undefined {
  for (let i = 0; i < set.words.length; i++) {
    const word = set.words[i]!;
    if (word !== 0) {
      return (set.blocks[i >>> 3]! << blockShift) + (i & (wordsPerBlock - 1)) * 32 + 31 - Math.clz32(word & -word);
    }
  }
  return undefined;
}

/** No block of one lies between the first and the last of the other. */
function isApart(a: Bitset, b: Bitset): boolean {
  const [lastA, lastB] = [a.blocks.length - 1, b.blocks.length - 1];
  return lastA < 0 || lastB < 0 || a.blocks[lastA]! < b.blocks[0]! || b.blocks[lastB]! < a.blocks[0]!;
}

/** The first position from `from` on whose block is not below: doubling steps, then halving ones. */
function seek(blocks: Readonly<Uint32Array>, block: number, from: number): number {
  if (from >= blocks.length || blocks[from]! >= block) return from;
  let step = 1;
  while (from + step < blocks.length && blocks[from + step]! < block) step *= 2;
  let low = from + (step >> 1) + 1;
  let high = Math.min(from + step, blocks.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]! < block) low = middle + 1;
    else high = middle;
  }
  return low;
}

function same(a: Readonly<Uint32Array>, b: Readonly<Uint32Array>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function trimmed(blocks: Uint32Array, words: Uint32Array, used: number): Bitset {
  if (used === 0) return emptyBitset;
  if (used === blocks.length) return { blocks, words };
  return { blocks: blocks.slice(0, used), words: words.slice(0, used * wordsPerBlock) };
}
