// Of each target that is not reached yet, the first of a ring's senders that reaches it, in one family, told by classes
// alone. Rows say their exceptions and a rest: a pair is open as an exception of the sender's row, as one of the
// receiver's, or by both rests. So only such pairs are looked at, and of each target only until one is open.

import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import type { PortSetId } from '../compile/port-table.ts';
import { answerAt, type Opened } from '../compile/rows.ts';
import { type Bitset, bitset, bitsOf, intersectBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import type { Targets } from './targets.ts';

/** The classes of a ring, with where the first group of each stands in it; in that order. */
export type Senders = ReadonlyMap<number, number>;

export const nobody = 2 ** 31 - 1;

export interface Meeting {
  readonly compiled: Compiled;
  readonly family: CompiledFamily;
  readonly targets: Targets;
  /** By target: how many groups of it are not reached. */
  readonly left: Readonly<Int32Array>;
}

/** By target: where the first sender that reaches it stands in the ring, or nobody. */
export function firstSenders(meeting: Meeting, senders: Senders): Int32Array {
  const first = new Int32Array(meeting.targets.list.length).fill(nobody);
  const opens = pairTest(meeting);
  /** `classes` in the order of the ring. */
  const offer = (classes: readonly number[], target: number): void => {
    for (const sender of classes) {
      const at = senders.get(sender) ?? nobody;
      if (at >= first[target]!) return;
      if (opens(sender, target)) first[target] = at;
    }
  };
  meetRests(meeting, senders, offer);
  meetNamedBySenders(meeting, senders, offer);
  // Of whom the first of all senders reaches nobody has to ask again.
  meetNamedByTargets(meeting, senders, offer, (target) => first[target]! > 0);
  return first;
}

type Offer = (classes: readonly number[], target: number) => void;

/** Whether some port that counts is possible from a class to a target. */
export function pairTest({ compiled: { ports }, family, targets }: Meeting) {
  return (sender: number, target: number): boolean => {
    const { class: own, ports: counted } = targets.list[target]!;
    const { possible } = answerAt(rowOf(family.egress, sender), own);
    if (possible === ports.none) return false;
    const both = ports.intersect(possible, answerAt(rowOf(family.ingress, own), sender).possible);
    return ports.intersect(both, counted) !== ports.none;
  };
}

function meetRests({ compiled: { ports }, family, targets, left }: Meeting, senders: Senders, offer: Offer): void {
  const isOpen = (a: PortSetId, b: PortSetId, counted: PortSetId) =>
    ports.intersect(ports.intersect(a, b), counted) !== ports.none;
  for (const { rest, zone, classes } of sendersByRest(family, senders)) {
    for (const group of targets.byRest) {
      if (!isOpen(rest[group.zone]!.possible, group.rest[zone]!.possible, group.ports)) continue;
      for (const target of group.targets) if (left[target]! > 0) offer(classes, target);
    }
  }
}

function sendersByRest({ egress, zones }: CompiledFamily, senders: Senders) {
  const groups = new Map<Opened['rest'], Map<number, number[]>>();
  for (const sender of senders.keys()) {
    const byZone = entry(groups, rowOf(egress, sender).rest, () => new Map());
    entry(byZone, zones.of[sender] ?? 0, () => []).push(sender);
  }
  return [...groups].flatMap(([rest, byZone]) => [...byZone].map(([zone, classes]) => ({ rest, zone, classes })));
}

function meetNamedBySenders({ compiled, family, targets, left }: Meeting, senders: Senders, offer: Offer): void {
  const { none } = compiled.ports;
  const unreached = unreachedClasses(targets, left);
  const bySignature = new Map<number, number[]>();
  for (const sender of senders.keys())
    entry(bySignature, family.egress.signatureOf[sender] ?? 0, () => []).push(sender);
  for (const [signature, classes] of bySignature) {
    for (const { peers, possible } of family.egress.row(signature).cells) {
      if (possible === none) continue;
      for (const own of bitsOf(intersectBits(peers, unreached))) {
        for (const target of targets.ofClass.get(own) ?? []) if (left[target]! > 0) offer(classes, target);
      }
    }
  }
}

function meetNamedByTargets(
  { compiled, family, targets, left }: Meeting,
  senders: Senders,
  offer: Offer,
  canImprove: (target: number) => boolean,
): void {
  const { none } = compiled.ports;
  const sending = bitset([...senders.keys()].sort((a, b) => a - b));
  for (const [signature, all] of targets.bySignature) {
    const here = all.filter((target) => left[target]! > 0 && canImprove(target));
    if (here.length === 0) continue;
    for (const { peers, possible } of family.ingress.row(signature).cells) {
      if (possible === none) continue;
      const classes = bitsOf(intersectBits(peers, sending)).toSorted(
        (a, b) => (senders.get(a) ?? nobody) - (senders.get(b) ?? nobody),
      );
      if (classes.length > 0) for (const target of here) offer(classes, target);
    }
  }
}

function unreachedClasses({ list }: Targets, left: Readonly<Int32Array>): Bitset {
  const classes = list.flatMap(({ class: own }, target) => (left[target]! > 0 ? [own] : []));
  return bitset(classes.sort((a, b) => a - b));
}
