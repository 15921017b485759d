// One row for each signature: to which peers, on which ports, does a list of isolating policies open
// one direction? The same rules as explain reads, over sets of classes and sets of ports.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { AllowRule, Direction, NetworkPolicy } from '../model/policy.ts';
import {
  type Bitset,
  bitset,
  bitsetRange,
  bitsOf,
  emptyBitset,
  intersectBits,
  isEmptyBitset,
  subtractBits,
  unionAllBits,
  unionBits,
} from '../sets/bitset.ts';
import type { Classes } from './classes.ts';
import type { PortSetId, PortTable } from './port-table.ts';
import type { Selector } from './selection.ts';

/** Peers that share one answer: allowed ⊆ possible. */
export interface Cell {
  readonly peers: Bitset;
  readonly allowed: PortSetId;
  readonly possible: PortSetId;
}

export interface Row {
  /** Disjoint peers; whoever is in no cell reaches nothing. */
  readonly cells: readonly Cell[];
  /** Peers whose match with some rule, either way, hung on an assumption. */
  readonly assumed: Bitset;
}

/** The policies that isolate a subject: for certain, and perhaps. */
export interface Isolating {
  readonly certain: readonly NetworkPolicy[];
  readonly perhaps: readonly NetworkPolicy[];
}

export interface RowMaker {
  readonly row: (direction: Direction, isolating: Isolating, subject: Endpoint) => Row;
  readonly openRow: Row;
}

export function rowMaker(classes: Classes, selector: Selector, ports: PortTable, assumptions: Assumptions): RowMaker {
  const everyone = bitsetRange(0, classes.list.length);
  const named = namedPortHolders(classes);
  const openRow: Row = {
    cells: [{ peers: everyone, allowed: ports.every, possible: ports.every }],
    assumed: emptyBitset,
  };

  function row(direction: Direction, { certain, perhaps }: Isolating, subject: Endpoint): Row {
    if (certain.length === 0 && perhaps.length === 0) return openRow;
    const sure = certain.flatMap((policy) => policyCells(direction, policy, subject));
    const unsure = perhaps.map((policy) => policyCells(direction, policy, subject));
    const assumed = unionAllBits([...certain, ...perhaps].map((policy) => assumedPeers(direction, policy)));
    if (certain.length > 0) {
      const loose = unsure.flat().map((cell) => ({ ...cell, allowed: ports.none }));
      return { cells: disjointCells([...sure, ...loose], ports), assumed };
    }
    // Perhaps not isolated at all: everything is possible, and certain is what each policy alone leaves open.
    const alone = unsure.map((cells) => disjointCells(cells, ports));
    return {
      cells: openable(
        alone.reduce((a, b) => common(a, b, ports)),
        everyone,
        ports,
      ),
      assumed: everyone,
    };
  }

  function policyCells(direction: Direction, policy: NetworkPolicy, subject: Endpoint): readonly Cell[] {
    const rules = policy[direction];
    return rules === 'open' ? [] : rules.flatMap((rule) => ruleCells(direction, rule, subject));
  }

  function ruleCells(direction: Direction, rule: AllowRule, subject: Endpoint): readonly Cell[] {
    const { certain, possible } = peersOf(rule);
    const parts = direction === 'ingress' ? [{ peers: everyone, at: subject }] : byDestination(rule, possible);
    return parts.flatMap(({ peers, at }) => {
      const opened = portsAt(rule.ports, at, assumptions);
      const allowed = ports.intern(opened.allowed);
      const may = ports.intern(opened.possible);
      const sure = intersectBits(peers, certain);
      return [
        { peers: sure, allowed, possible: may },
        { peers: subtractBits(intersectBits(peers, possible), sure), allowed: ports.none, possible: may },
      ].filter((cell) => !isEmptyBitset(cell.peers) && cell.possible !== ports.none);
    });
  }

  function peersOf({ peers }: AllowRule): { readonly certain: Bitset; readonly possible: Bitset } {
    if (peers === 'anyone') return { certain: everyone, possible: everyone };
    const chosen = peers.map(selector.peer);
    return {
      certain: unionAllBits(chosen.map(({ certain }) => certain)),
      possible: unionAllBits(chosen.map(({ possible }) => possible)),
    };
  }

  /** A named port is looked up on each destination by itself; the many that lack the name are one part. */
  function byDestination(rule: AllowRule, peers: Bitset): readonly { readonly peers: Bitset; readonly at: Endpoint }[] {
    const names =
      rule.ports === 'every-port' ? [] : rule.ports.flatMap((port) => (port.kind === 'named' ? [port] : []));
    const holders = unionAllBits(names.map(({ protocol, name }) => named.get(`${protocol}/${name}`) ?? emptyBitset));
    const single = bitsOf(intersectBits(peers, holders)).flatMap((i) => {
      const end = classes.list[i]?.representative;
      return end === undefined ? [] : [{ peers: bitset([i]), at: end }];
    });
    return [{ peers: subtractBits(everyone, holders), at: nowhere }, ...single];
  }

  function assumedPeers(direction: Direction, policy: NetworkPolicy): Bitset {
    const rules = policy[direction];
    const peers = rules === 'open' ? [] : rules.flatMap((rule) => (rule.peers === 'anyone' ? [] : rule.peers));
    return unionAllBits(peers.map((peer) => selector.peer(peer).assumed));
  }

  return { row, openRow };
}

/** An end that has no port names. */
const nowhere: Endpoint = { kind: 'external', addresses: { v4: [], v6: [] } };

function namedPortHolders({ list }: Classes): ReadonlyMap<string, Bitset> {
  const holders = new Map<string, number[]>();
  list.forEach(({ representative }, i) => {
    const names = representative.kind === 'pod' ? representative.pod.ports.map((p) => `${p.protocol}/${p.name}`) : [];
    for (const name of new Set(names)) holders.set(name, [...(holders.get(name) ?? []), i]);
  });
  return new Map([...holders].map(([name, members]) => [name, bitset(members)]));
}

/** Overlapping cells become disjoint ones: what overlaps opens the union of both. */
function disjointCells(cells: readonly Cell[], ports: PortTable): readonly Cell[] {
  let out: readonly Cell[] = [];
  for (const cell of mergeAlike(cells)) {
    const next: Cell[] = [];
    let rest = cell.peers;
    for (const known of out) {
      const both = intersectBits(known.peers, rest);
      if (isEmptyBitset(both)) {
        next.push(known);
        continue;
      }
      next.push({
        peers: both,
        allowed: ports.union(known.allowed, cell.allowed),
        possible: ports.union(known.possible, cell.possible),
      });
      const alone = subtractBits(known.peers, both);
      if (!isEmptyBitset(alone)) next.push({ ...known, peers: alone });
      rest = subtractBits(rest, both);
    }
    if (!isEmptyBitset(rest)) next.push({ ...cell, peers: rest });
    out = next;
  }
  return mergeAlike(out);
}

function mergeAlike(cells: readonly Cell[]): readonly Cell[] {
  const alike = new Map<string, Cell>();
  for (const cell of cells) {
    const key = `${cell.allowed} ${cell.possible}`;
    const known = alike.get(key);
    alike.set(key, known === undefined ? cell : { ...cell, peers: unionBits(known.peers, cell.peers) });
  }
  return [...alike.values()];
}

/** What two disjoint lists both allow. */
function common(a: readonly Cell[], b: readonly Cell[], ports: PortTable): readonly Cell[] {
  const cells = a.flatMap((x) =>
    b.map((y) => ({
      peers: intersectBits(x.peers, y.peers),
      allowed: ports.intersect(x.allowed, y.allowed),
      possible: ports.every,
    })),
  );
  return mergeAlike(cells.filter((cell) => !isEmptyBitset(cell.peers) && cell.allowed !== ports.none));
}

/** Certain where the cells say so, possible everywhere. */
function openable(cells: readonly Cell[], everyone: Bitset, ports: PortTable): readonly Cell[] {
  const sure = cells.map((cell) => ({ ...cell, possible: ports.every }));
  const rest = subtractBits(everyone, unionAllBits(sure.map(({ peers }) => peers)));
  return isEmptyBitset(rest)
    ? sure
    : mergeAlike([...sure, { peers: rest, allowed: ports.none, possible: ports.every }]);
}
