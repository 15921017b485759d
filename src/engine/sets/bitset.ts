// Sets of small integers, sparse by block: only blocks that hold a member are stored, ascending.
// A namespace's classes lie together, so most sets touch a few blocks; dense rows over all classes
// would be an n² structure by the back door. Values are never changed after they are built.

/** At 2i the number of a block of 32 members, at 2i + 1 their bits; no stored block is empty. */
export type Bitset = Readonly<Uint32Array>;

// One word a block, and one array a set: most sets are a few members of a few namespaces, and there are very many.
const blockShift = 5;

export const emptyBitset: Bitset = new Uint32Array(0);

/** `members` in ascending order. */
export function bitset(members: Iterable<number>): Bitset {
  const pairs: number[] = [];
  for (const member of members) {
    const block = member >>> blockShift;
    if (pairs.length === 0 || pairs[pairs.length - 2] !== block) pairs.push(block, 0);
    pairs[pairs.length - 1] = pairs[pairs.length - 1]! | (1 << (member & 31));
  }
  return pairs.length === 0 ? emptyBitset : Uint32Array.from(pairs);
}

export function singleBit(member: number): Bitset {
  return Uint32Array.of(member >>> blockShift, 1 << (member & 31));
}

/** first, first + 1, … end − 1. */
export function bitsetRange(first: number, end: number): Bitset {
  return bitsetRanges([first, end]);
}

/** The members of [first, end), of the next two, and so on; ascending and disjoint. */
export function bitsetRanges(bounds: readonly number[]): Bitset {
  let most = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    most += Math.max((bounds[i + 1]! >>> blockShift) - (bounds[i]! >>> blockShift) + 1, 0);
  }
  const pairs = new Uint32Array(most * 2);
  let out = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    const end = bounds[i + 1]!;
    for (let at = bounds[i]!; at < end; ) {
      const block = at >>> blockShift;
      if (out === 0 || pairs[out - 2] !== block) {
        pairs[out] = block;
        out += 2;
      }
      const stop = Math.min(end, (at | 31) + 1); // the end of this word, or of the range
      pairs[out - 1] = pairs[out - 1]! | ((0xffffffff >>> (32 - (stop - at))) << (at & 31));
      at = stop;
    }
  }
  return kept(pairs, out);
}

/** Its members below a limit. */
export function bitsBelow(set: Bitset, limit: number): Bitset {
  const end = seek(set, limit >>> blockShift, 0);
  if (end === set.length) return set;
  const last = set[end] === limit >>> blockShift ? set[end + 1]! & ~(-1 << (limit & 31)) : 0;
  if (last === 0) return end === 0 ? emptyBitset : set.subarray(0, end);
  const below = set.slice(0, end + 2);
  below[end + 1] = last;
  return below;
}

export function unionBits(a: Bitset, b: Bitset): Bitset {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const room = roomFor(a.length + b.length, 0);
  return kept(room, unite(a, a.length, b, b.length, room));
}

export function intersectBits(a: Bitset, b: Bitset): Bitset {
  if (a === b) return a;
  if (isApart(a, b)) return emptyBitset;
  const few = a.length <= b.length ? a : b;
  const many = few === a ? b : a;
  const room = roomFor(few.length, 0);
  let j = 0;
  let out = 0;
  for (let i = 0; i < few.length; i += 2) {
    const block = few[i]!;
    j = seek(many, block, j);
    if (j === many.length) break;
    const word = many[j] === block ? few[i + 1]! & many[j + 1]! : 0;
    if (word === 0) continue;
    room[out] = block;
    room[out + 1] = word;
    out += 2;
  }
  return kept(room, out);
}

export function subtractBits(a: Bitset, b: Bitset): Bitset {
  if (a === b) return emptyBitset;
  if (isApart(a, b)) return a;
  const room = roomFor(a.length, 0);
  let j = 0;
  let out = 0;
  for (let i = 0; i < a.length; i += 2) {
    const block = a[i]!;
    j = seek(b, block, j);
    const word = b[j] === block ? a[i + 1]! & ~b[j + 1]! : a[i + 1]!;
    if (word === 0) continue;
    room[out] = block;
    room[out + 1] = word;
    out += 2;
  }
  return kept(room, out);
}

/** The largest comes last, so that it is copied once. */
export function unionAllBits(sets: readonly Bitset[]): Bitset {
  if (sets.length <= 1) return sets[0] ?? emptyBitset;
  if (sets.length === 2) return unionBits(sets[0]!, sets[1]!);
  const sorted = sets.toSorted((a, b) => a.length - b.length);
  const most = sorted.reduce((sum, set) => sum + set.length, 0);
  // What was united so far is read from one room while the next goes into the other.
  let from = roomFor(most, 0);
  let to = roomFor(most, 1);
  from.set(sorted[0]!);
  let size = sorted[0]!.length;
  for (let i = 1; i < sorted.length; i++) {
    if (i > 1 && sorted[i] === sorted[i - 1]) continue;
    size = unite(from, size, sorted[i]!, sorted[i]!.length, to);
    [from, to] = [to, from];
  }
  return kept(from, size);
}

export function isEmptyBitset(set: Bitset): boolean {
  return set.length === 0;
}

export function hasBit(set: Bitset, member: number): boolean {
  const block = member >>> blockShift;
  const at = seek(set, block, 0);
  return set[at] === block && ((set[at + 1]! >>> (member & 31)) & 1) === 1;
}

/** Ascending. */
export function bitsOf(set: Bitset): readonly number[] {
  const members: number[] = [];
  eachBit(set, (member) => void members.push(member));
  return members;
}

/** Ascending. */
export function eachBit(set: Bitset, take: (member: number) => void): void {
  for (let i = 0; i < set.length; i += 2) {
    const base = set[i]! << blockShift;
    for (let word = set[i + 1]!; word !== 0; word &= word - 1) take(base + 31 - Math.clz32(word & -word));
  }
}

export function sizeOf(set: Bitset): number {
  let sum = 0;
  for (let i = 1; i < set.length; i += 2) sum += bitsIn(set[i]!);
  return sum;
}

export function hasCommonBits(a: Bitset, b: Bitset): boolean {
  if (isApart(a, b)) return false;
  const few = a.length <= b.length ? a : b;
  const many = few === a ? b : a;
  for (let i = 0, j = 0; i < few.length; i += 2) {
    j = seek(many, few[i]!, j);
    if (j === many.length) return false;
    if (many[j] === few[i] && (few[i + 1]! & many[j + 1]!) !== 0) return true;
  }
  return false;
}

/** How many members both have. */
export function sizeInCommon(a: Bitset, b: Bitset): number {
  const few = a.length <= b.length ? a : b;
  const many = few === a ? b : a;
  let sum = 0;
  for (let i = 0, j = 0; i < few.length; i += 2) {
    j = seek(many, few[i]!, j);
    if (j === many.length) break;
    if (many[j] === few[i]) sum += bitsIn(few[i + 1]! & many[j + 1]!);
  }
  return sum;
}

/** Bits are added up in pairs, then in fours, then in bytes; the multiplication sums the bytes. */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** No block of one lies between the first and the last of the other. */
function isApart(a: Bitset, b: Bitset): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a[a.length - 2]! < b[0]! || b[b.length - 2]! < a[0]!;
}

/** The first position from `from` on whose block is not below: doubling steps, then halving ones. */
function seek(set: Bitset, block: number, from: number): number {
  if (from >= set.length || set[from]! >= block) return from;
  const size = set.length >> 1;
  const start = from >> 1;
  let step = 1;
  while (start + step < size && set[(start + step) * 2]! < block) step *= 2;
  let low = start + (step >> 1) + 1;
  let high = Math.min(start + step, size);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle * 2]! < block) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** Writes the union into `out`, which is none of the two, and says how long it is. */
function unite(a: Bitset, sizeA: number, b: Bitset, sizeB: number, out: Uint32Array): number {
  let i = 0;
  let j = 0;
  let at = 0;
  while (i < sizeA && j < sizeB) {
    const blockA = a[i]!;
    const blockB = b[j]!;
    if (blockA < blockB) {
      out[at] = blockA;
      out[at + 1] = a[i + 1]!;
      i += 2;
    } else if (blockB < blockA) {
      out[at] = blockB;
      out[at + 1] = b[j + 1]!;
      j += 2;
    } else {
      out[at] = blockA;
      out[at + 1] = a[i + 1]! | b[j + 1]!;
      i += 2;
      j += 2;
    }
    at += 2;
  }
  for (; i < sizeA; i++) out[at++] = a[i]!;
  for (; j < sizeB; j++) out[at++] = b[j]!;
  return at;
}

// Results are put together in rooms that stay, and copied out once their size is known: a set is one allocation.
const rooms = [new Uint32Array(2 ** 14), new Uint32Array(2 ** 14)] as const;

function roomFor(size: number, which: 0 | 1): Uint32Array {
  const room = rooms[which];
  return size <= room.length ? room : new Uint32Array(size);
}

function kept(room: Uint32Array, size: number): Bitset {
  return size === 0 ? emptyBitset : room.slice(0, size);
}
