// A row after policies came and went, made from the row before: where they say nothing, it stays. In a namespace of
// hundreds of policies that is nearly everywhere.

import { type Endpoint, nobody } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, intersectBits, isEmptyBitset, subtractBits, unionAllBits, unionBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { type AnswerTable, isSameReach } from './answer-table.ts';
import type { Part, PeerMap } from './peer-map.ts';
import { looksUpPorts } from './port-names.ts';
import type { Cell, Row, RowMaker, Signature } from './rows.ts';

export interface RowPatch {
  /** Peers of whom something else may be said; of all others the row says the same. */
  readonly peers: Bitset;
  /** `subject` has the signature. */
  readonly row: (before: Row, after: Signature, subject: Endpoint) => Row;
}

/** 'wide': where they speak of everyone, or hang on the subject, rows are to be made as a whole. */
export function rowPatch(
  direction: Direction,
  changed: readonly NetworkPolicy[],
  maker: RowMaker,
  answers: AnswerTable,
): RowPatch | 'wide' {
  if (changed.some((policy) => looksUpPorts(policy, direction))) return 'wide';
  const said = changed.map((policy) => maker.ofPolicy(direction, policy, nobody));
  if (said.some(({ map: { rest } }) => !rest.uniform || rest.by[0] !== answers.none)) return 'wide';
  const peers = unionAllBits(said.flatMap(({ map: { parts } }) => parts.map((part) => part.peers)));
  const assumes = said.some(({ assumed }) => !isEmptyBitset(assumed));
  const narrowed = new Map<NetworkPolicy, PeerMap>();

  function towardsPeers(policy: NetworkPolicy, subject: Endpoint): PeerMap {
    const make = () => narrow(maker.ofPolicy(direction, policy, subject).map, peers);
    return looksUpPorts(policy, direction) ? make() : entry(narrowed, policy, make);
  }
  function row(before: Row, { certain }: Signature, subject: Endpoint): Row {
    const maps: PeerMap[] = [];
    for (const policy of certain) {
      const map = towardsPeers(policy, subject);
      if (map.parts.length > 0 || !map.rest.uniform || map.rest.by[0] !== answers.none) maps.push(map);
    }
    const { parts } = maker.maps.meetAll(maps, answers.union, answers.none);
    const hanging = (policy: NetworkPolicy): Bitset => maker.ofPolicy(direction, policy, subject).assumed;
    const assumed = assumes ? unionAllBits(certain.map(hanging)) : before.assumed;
    return { ...before, cells: replaced(before.cells, peers, parts, answers), assumed };
  }
  return { peers, row };
}

/** Whether NetworkPolicies alone decide, and for certain: then what they say adds up. */
export function addsUp(signature: Signature | 'open'): signature is Signature {
  if (signature === 'open') return false;
  const { admin, baseline, certain, perhaps, foreign } = signature;
  return certain.length > 0 && admin.length + baseline.length + perhaps.length === 0 && foreign === 'nothing';
}

function narrow({ rest, parts }: PeerMap, to: Bitset): PeerMap {
  const kept: Part[] = [];
  for (const { peers, value } of parts) {
    const both = intersectBits(peers, to);
    if (!isEmptyBitset(both)) kept.push({ peers: both, value });
  }
  return { rest, parts: kept };
}

function replaced(
  cells: readonly Cell[],
  peers: Bitset,
  parts: readonly Part[],
  answers: AnswerTable,
): readonly Cell[] {
  const left = cells.map((cell) => ({ ...cell, peers: subtractBits(cell.peers, peers) }));
  for (const part of parts) {
    const says = answers.reach(part.value);
    const at = left.findIndex((cell) => isSameReach(cell, says));
    if (at < 0) left.push({ ...says, peers: part.peers });
    else left[at] = { ...says, peers: unionBits(left[at]!.peers, part.peers) };
  }
  return left.filter((cell) => !isEmptyBitset(cell.peers));
}
