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
  return { blocks: Uint32Array.from(blocks), words: Uint32Array.from(words) };
}

/** first, first + 1, … end − 1. */
export function bitsetRange(first: number, end: number): Bitset {
  return bitset(
    (function* () {
      for (let i = first; i < end; i++) yield i;
    })(),
  );
}

export function unionBits(a: Bitset, b: Bitset): Bitset {
  if (a.blocks.length === 0) return b;
  if (b.blocks.length === 0) return a;
  return merge(a, b, 'all', (x, y) => x | y);
}

export function intersectBits(a: Bitset, b: Bitset): Bitset {
  if (a.blocks.length === 0 || b.blocks.length === 0) return emptyBitset;
  return merge(a, b, 'common', (x, y) => x & y);
}

export function subtractBits(a: Bitset, b: Bitset): Bitset {
  if (a.blocks.length === 0 || b.blocks.length === 0) return a;
  return merge(a, b, 'first', (x, y) => x & ~y);
}

export function unionAllBits(sets: readonly Bitset[]): Bitset {
  if (sets.length <= 1) return sets[0] ?? emptyBitset;
  const half = sets.length >> 1;
  return unionBits(unionAllBits(sets.slice(0, half)), unionAllBits(sets.slice(half)));
}

export function isEmptyBitset(set: Bitset): boolean {
  return set.blocks.length === 0;
}

export function hasBit(set: Bitset, member: number): boolean {
  const block = member >>> blockShift;
  let low = 0;
  let high = set.blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set.blocks[middle]! < block) low = middle + 1;
    else high = middle;
  }
  if (set.blocks[low] !== block) return false;
  const word = set.words[low * wordsPerBlock + ((member >>> 5) & (wordsPerBlock - 1))]!;
  return ((word >>> (member & 31)) & 1) === 1;
}

/** Ascending. */
export function bitsOf(set: Bitset): readonly number[] {
  const members: number[] = [];
  for (let i = 0; i < set.words.length; i++) {
    const base = (set.blocks[Math.floor(i / wordsPerBlock)]! << blockShift) + (i % wordsPerBlock) * 32;
    for (let word = set.words[i]!; word !== 0; word &= word - 1) {
      members.push(base + 31 - Math.clz32(word & -word));
    }
  }
  return members;
}

function merge(
  a: Bitset,
  b: Bitset,
  keeps: 'all' | 'common' | 'first',
  operation: (x: number, y: number) => number,
): Bitset {
  const most = keeps === 'all' ? a.blocks.length + b.blocks.length : a.blocks.length;
  const blocks = new Uint32Array(most);
  const words = new Uint32Array(most * wordsPerBlock);
  let i = 0;
  let j = 0;
  let out = 0;
  while (i < a.blocks.length || j < b.blocks.length) {
    const blockA = a.blocks[i] ?? Number.POSITIVE_INFINITY;
    const blockB = b.blocks[j] ?? Number.POSITIVE_INFINITY;
    const block = Math.min(blockA, blockB);
    const takesA = blockA === block;
    const takesB = blockB === block;
    if (keeps === 'all' || (takesA && (keeps === 'first' || takesB))) {
      let any = 0;
      for (let k = 0; k < wordsPerBlock; k++) {
        const x = takesA ? a.words[i * wordsPerBlock + k]! : 0;
        const y = takesB ? b.words[j * wordsPerBlock + k]! : 0;
        const word = operation(x, y);
        words[out * wordsPerBlock + k] = word;
        any |= word;
      }
      if (any !== 0) blocks[out++] = block;
    }
    if (takesA) i++;
    if (takesB) j++;
  }
  return { blocks: blocks.slice(0, out), words: words.slice(0, out * wordsPerBlock) };
}
