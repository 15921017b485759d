import { describe, expect, test } from 'vitest';
import { cidrRange, containsRange } from '../../src/engine/cost/cidr-text.ts';
import { blockPieces, portCover } from '../../src/engine/cost/minimal-cover.ts';
import { block } from './objects.ts';

describe('w: the fewest masked ports that make a range', () => {
  test.each([
    [80, 80, 1],
    // 8080-8087, 8088-8089, 8090
    [8080, 8090, 3],
    // 8000-8063, 8064-8095, 8096-8099, 8100
    [8000, 8100, 4],
    [30_000, 32_767, 5],
    [1024, 65_535, 6],
    [10_000, 20_000, 11],
    [1, 65_535, 16],
    [1, 65_534, 30],
    [0, 65_535, 1],
  ])('%i to %i takes %i', (first, last, count) => {
    const cover = portCover(first, last);
    expect(cover).toHaveLength(count);
    const covered = cover.flatMap(({ value, length }) =>
      Array.from({ length: 2 ** (16 - length) }, (_, i) => value + i),
    );
    expect(covered).toEqual(Array.from({ length: last - first + 1 }, (_, i) => first + i));
  });
});

describe('x: the blocks that make a block without its excepts', () => {
  test.each([
    // One except of length f in a /g leaves f − g pieces.
    ['10.0.0.0/8', ['10.0.0.0/16'], 16 - 8],
    ['10.0.0.0/8', ['10.1.0.0/24'], 24 - 8],
    // The second lies in the piece 10.2.0.0/15 and replaces it by 24 − 15 others.
    ['10.0.0.0/8', ['10.1.0.0/24', '10.2.0.0/24'], 24 - 8 - 1 + (24 - 15)],
    ['10.0.0.0/8', ['10.0.0.0/8'], 0],
    ['10.0.0.0/8', [], 1],
  ])('%s except %j takes %i', (cidr, except, count) => {
    expect(blockPieces(block(cidr, ...except).addresses)).toHaveLength(count);
  });
});

describe('a CIDR as text', () => {
  test.each([
    ['10.1.2.3/8', 0x0a00_0000n, 0x0aff_ffffn],
    ['0.0.0.0/0', 0n, 0xffff_ffffn],
    ['::/0', 0n, (1n << 128n) - 1n],
    ['::1/128', 1n, 1n],
    ['fd00::/8', 0xfdn << 120n, (0xfen << 120n) - 1n],
    ['1:2:3:4:5:6:7:8/128', 0x0001_0002_0003_0004_0005_0006_0007_0008n, 0x0001_0002_0003_0004_0005_0006_0007_0008n],
    ['::ffff:1.2.3.4/128', 0xffff_0102_0304n, 0xffff_0102_0304n],
  ])('%s holds its first to its last address', (text, first, last) => {
    expect(cidrRange(text)).toMatchObject({ first, last });
  });

  test.each([
    '',
    '/',
    '10.0.0.0',
    '10.0.0/8',
    '10.0.0.256/8',
    '10.0.0.0/33',
    '::/129',
    '1::2::3/64',
    'x/8',
    '1:2:3/64',
    ':/8',
  ])('%s is unreadable, and nothing throws', (text) => {
    expect(cidrRange(text)).toBe('unreadable');
  });

  test('families never contain each other', () => {
    const four = cidrRange('0.0.0.0/0');
    const six = cidrRange('::/0');
    if (four === 'unreadable' || six === 'unreadable') throw new Error('both are readable');
    expect(containsRange(six, four)).toBe(false);
    expect(containsRange(four, four)).toBe(true);
  });
});
