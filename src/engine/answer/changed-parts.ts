// Where flows have another answer, as sets of classes. What one side changed is met with what the other side says now as
// before; where both sides changed, class by class.

import { isSameReach, type ReachIds } from '../compile/answer-table.ts';
import type { CompiledFamily } from '../compile/compile.ts';
import { type DirectionTable, rowOf } from '../compile/direction-table.ts';
import type { PortTable } from '../compile/port-table.ts';
import { type Differing, rowDifference } from '../compile/row-difference.ts';
import type { Opened } from '../compile/rows.ts';
import { inZone } from '../compile/zones.ts';
import type { Direction } from '../model/policy.ts';
import {
  type Bitset,
  bitset,
  bitsOf,
  hasBit,
  hasCommonBits,
  intersectBits,
  isEmptyBitset,
  singleBit,
  subtractBits,
  unionAllBits,
} from '../sets/bitset.ts';
import { bothSides, classReach } from './reachable.ts';
import { movedClasses, namingRows, rowIndex } from './row-index.ts';

export interface ChangedPart {
  readonly from: Bitset;
  readonly to: Bitset;
  readonly before: ReachIds;
  readonly after: ReachIds;
}

/** One family before and after, of the same classes. */
export interface Worlds {
  readonly before: CompiledFamily;
  readonly after: CompiledFamily;
  readonly everyone: Bitset;
  readonly ports: PortTable;
}

/** Classes of one signature before and one after, whose rows differ. */
export interface Group {
  readonly members: Bitset;
  readonly differing: readonly Differing[];
}

/** `somebody`: whether a class has pods that both worlds know, or is of the outside. */
export function changedGroups(
  direction: Direction,
  { before, after, everyone }: Worlds,
  somebody: (i: number) => boolean,
): readonly Group[] {
  const [was, now] = [before[direction], after[direction]];
  if (was === now) return [];
  const members = new Map<number, number[]>();
  // Nothing selects what is outside.
  for (let i = 0; i < after.classes.firstExternal; i++) {
    if (was.signatureOf[i] === now.signatureOf[i] && was.first.origin === now.first.origin && isFirst(was, i)) continue;
    if (!somebody(i)) continue;
    const key = was.signatureOf[i]! * now.signatures + now.signatureOf[i]!;
    const known = members.get(key);
    if (known === undefined) members.set(key, [i]);
    else known.push(i);
  }
  return [...members.values()].flatMap((list): readonly Group[] => {
    const i = list[0]!;
    const differing = rowDifference(rowOf(was, i), rowOf(now, i), everyone, mayDiffer(was, now, i));
    return differing.length === 0 ? [] : [{ members: bitset(list), differing }];
  });
}

/** Towards whom the rows of a class may differ, where that is known. */
function mayDiffer(was: DirectionTable, now: DirectionTable, i: number): Bitset | 'anyone' {
  const near = now.later[now.signatureOf[i]! - now.first.signatures.count]?.near;
  const isOf = near?.signature === was.signatureOf[i] && was.first.origin === now.first.origin && isFirst(was, i);
  return near !== undefined && isOf ? near.peers : 'anyone';
}

/** Later signatures of two worlds may have one number and be others. */
function isFirst({ first, signatureOf }: DirectionTable, i: number): boolean {
  return signatureOf[i]! < first.signatures.count;
}

export function membersOf(groups: readonly Group[]): Bitset {
  return unionAllBits(groups.map(({ members }) => members));
}

/** What changed of one direction, towards peers of which the other direction did not (`opposite`: those of which it did). */
export function sideParts(
  direction: Direction,
  groups: readonly Group[],
  opposite: Bitset,
  worlds: Worlds,
): readonly ChangedPart[] {
  if (groups.length === 0) return [];
  const table = worlds.after[direction === 'egress' ? 'ingress' : 'egress'];
  const peers = peersOf(table, worlds.after.classes.firstExternal, membersOf(groups));
  const parts: ChangedPart[] = [];
  for (const { members, differing } of groups) {
    const naming = peers.naming.filter(({ named }) => hasCommonBits(members, named));
    const named = unionAllBits(naming.map((each) => each.members));
    const rests = peers.rests.map(({ rest, members: alike }) => ({ rest, alike: subtractBits(alike, named) }));
    for (const { peers: all, before, after } of differing) {
      const unchanged = subtractBits(all, opposite);
      const meet = (own: Bitset, those: Bitset, says: ReachIds): void => {
        const [was, is] = [bothSides(before, says, worlds.ports), bothSides(after, says, worlds.ports)];
        if (isEmptyBitset(own) || isEmptyBitset(those) || isSameReach(was, is)) return;
        const ends = direction === 'egress' ? { from: own, to: those } : { from: those, to: own };
        parts.push({ ...ends, before: was, after: is });
      };
      for (const { rest, alike } of rests) {
        const those = intersectBits(unchanged, alike);
        if (isEmptyBitset(those)) continue;
        rest.forEach((says, zone) => {
          meet(inZone(members, zone, worlds.after.zones), those, says);
        });
      }
      for (const { members: alike, saying } of naming) {
        const those = intersectBits(unchanged, alike);
        if (isEmptyBitset(those)) continue;
        for (const { part, says } of saying(members)) meet(part, those, says);
      }
    }
  }
  return parts;
}

/** What the other side says: sets that share a rest, and those whose rows name some of `subjects`. */
function peersOf(table: DirectionTable, firstExternal: number, subjects: Bitset) {
  const index = rowIndex(table);
  const moved = movedClasses(table, firstExternal);
  const { origin, since } = table.first;
  const late = bitset([...since.keys()].filter((i) => hasBit(subjects, i)));
  const saying = (number: number, asked: Bitset) => [
    ...partsOf(origin.row(number), subtractBits(asked, late)),
    ...bitsOf(intersectBits(asked, late)).map((i) => ({ part: singleBit(i), says: since.get(i)!.says(number) })),
  ];
  const kept = [...namingRows(table, subjects)].map(([number, named]) => ({
    members: subtractBits(index.members[number]!, moved),
    named,
    saying: (asked: Bitset) => saying(number, asked),
  }));
  // Few classes were moved: each is looked at by itself.
  const alone = bitsOf(moved).map((i) => ({
    members: singleBit(i),
    named: subjects,
    saying: (asked: Bitset) => partsOf(rowOf(table, i), asked),
  }));
  const rests = index.rests.map(({ rest, members }) => ({ rest, members: subtractBits(members, moved) }));
  return { naming: [...kept, ...alone], rests };
}

/** The parts of a set to which a row gives one answer each. */
function partsOf({ cells, rest, zones }: Opened, set: Bitset) {
  const parts = cells.map((cell) => ({ part: intersectBits(set, cell.peers), says: cell as ReachIds }));
  const others = subtractBits(set, unionAllBits(parts.map(({ part }) => part)));
  const whole = rest.map((says, zone) => ({ part: inZone(others, zone, zones), says }));
  return [...parts, ...whole].filter(({ part }) => !isEmptyBitset(part));
}

/** Pairs of which both sides changed. */
export function meetingParts(senders: Bitset, receivers: Bitset, worlds: Worlds): readonly ChangedPart[] {
  const parts: ChangedPart[] = [];
  for (const a of bitsOf(senders)) {
    const groups = new Map<string, { readonly before: ReachIds; readonly after: ReachIds; readonly to: number[] }>();
    for (const b of bitsOf(receivers)) {
      const before = classReach(worlds, worlds.before, a, b);
      const after = classReach(worlds, worlds.after, a, b);
      if (isSameReach(before, after)) continue;
      const key = `${before.allowed} ${before.possible} ${after.allowed} ${after.possible}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { before, after, to: [b] });
      else known.to.push(b);
    }
    for (const { before, after, to } of groups.values()) {
      parts.push({ from: singleBit(a), to: bitset(to), before, after });
    }
  }
  return parts;
}
