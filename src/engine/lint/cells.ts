// What a rule matches, as rectangles of classes and ports, and what is left of it when others have taken theirs. The
// same rules as rows are made by, but kept apart, so that a rule can be held against rules.

import type { Endpoint } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import {
  type Bitset,
  bitset,
  bitsOf,
  emptyBitset,
  intersectBits,
  isEmptyBitset,
  subtractBits,
  unionAllBits,
} from '../sets/bitset.ts';
import { difference, intersection } from '../sets/intervals.ts';
import type { PortSet } from '../sets/ports.ts';
import type { Look, Meant } from './look.ts';
import type { AnyPeer, RuleAt } from './rules-at.ts';

export interface Cell {
  readonly peers: Bitset;
  readonly ports: PortSet;
}

/** `certain` is what the rule matches whatever is unknown, `possible` what it may match. */
export interface RuleCells {
  readonly certain: readonly Cell[];
  readonly possible: readonly Cell[];
}

/** `family` is a position in the look's families; `subject` a member of a class that the policy selects. */
export type CellsOf = (rule: RuleAt, family: number, subject: Endpoint) => RuleCells;

export function cellsIn(look: Look): CellsOf {
  const memo = new Map<RuleAt, Map<string, RuleCells>>();
  return (rule, family, subject) => {
    const key = `${family} ${rule.direction === 'ingress' && isNamed(rule) ? portNames(subject) : ''}`;
    const known = memo.get(rule) ?? new Map<string, RuleCells>();
    memo.set(rule, known);
    const cells = known.get(key) ?? ruleCells(look, rule, family, subject);
    known.set(key, cells);
    return cells;
  };
}

/** What of `cells` none of `others` holds. */
export function leftOf(cells: readonly Cell[], others: readonly Cell[]): readonly Cell[] {
  let left = cells.filter((cell) => !isEmptyBitset(cell.peers) && cell.ports.length > 0);
  for (const other of others) {
    if (left.length === 0) break;
    left = left.flatMap((cell) => without(cell, other));
  }
  return left;
}

export function meets(a: readonly Cell[], b: readonly Cell[]): boolean {
  return common(a, b).length > 0;
}

/** What both hold. */
export function common(a: readonly Cell[], b: readonly Cell[]): readonly Cell[] {
  return a.flatMap((x) =>
    b
      .map((y) => ({ peers: intersectBits(x.peers, y.peers), ports: intersection(x.ports, y.ports) }))
      .filter((cell) => !isEmptyBitset(cell.peers) && cell.ports.length > 0),
  );
}

function without(cell: Cell, other: Cell): readonly Cell[] {
  const peers = intersectBits(cell.peers, other.peers);
  if (isEmptyBitset(peers) || intersection(cell.ports, other.ports).length === 0) return [cell];
  return [
    { peers: subtractBits(cell.peers, peers), ports: cell.ports },
    { peers, ports: difference(cell.ports, other.ports) },
  ].filter((part) => !isEmptyBitset(part.peers) && part.ports.length > 0);
}

function ruleCells(look: Look, rule: RuleAt, family: number, subject: Endpoint): RuleCells {
  const parts = partsOf(look, rule, family).map(({ meant, named }) =>
    rule.direction === 'ingress'
      ? at(rule, subject, meant, look)
      : byDestination(look, named ? rule : unnamed(rule), family, meant),
  );
  return { certain: parts.flatMap(({ certain }) => certain), possible: parts.flatMap(({ possible }) => possible) };
}

/** A name of the cluster-wide kinds counts only together with peers that are pods (005 rule 19). */
function partsOf(look: Look, { peers }: RuleAt, family: number) {
  const everyone = look.everyone[family];
  if (peers === 'anyone') return everyone === undefined ? [] : [{ meant: everyone, named: true }];
  return peers.flatMap((peer: AnyPeer) => {
    const meant = look.peer(peer)[family];
    return meant === undefined ? [] : [{ meant, named: peer.kind === 'pods' || peer.kind === 'ip-block' }];
  });
}

function unnamed(rule: RuleAt): RuleAt {
  return rule.ports === 'every-port' ? rule : { ...rule, ports: rule.ports.filter(({ kind }) => kind !== 'named') };
}

function byDestination(look: Look, rule: RuleAt, family: number, meant: Meant): RuleCells {
  if (!isNamed(rule)) return at(rule, nowhere, meant, look);
  const list = look.compiled.families[family]?.classes.list ?? [];
  const groups = new Map<string, number[]>();
  for (const i of bitsOf(meant.possible)) {
    const end = list[i]?.representative;
    const key = end === undefined ? '' : portNames(end);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [i]);
    else known.push(i);
  }
  const cells = [...groups.values()].map((classes) => {
    const peers = bitset(classes);
    const narrowed = { certain: intersectBits(meant.certain, peers), possible: peers };
    return at(rule, list[classes[0] ?? 0]?.representative ?? nowhere, narrowed, look);
  });
  return { certain: cells.flatMap(({ certain }) => certain), possible: cells.flatMap(({ possible }) => possible) };
}

function at(rule: RuleAt, destination: Endpoint, { certain, possible }: Meant, { cluster }: Look): RuleCells {
  const ports = portsAt(rule.ports, destination, cluster.assumptions);
  const cell = (peers: Bitset, opened: PortSet): readonly Cell[] =>
    isEmptyBitset(peers) || opened.length === 0 ? [] : [{ peers, ports: opened }];
  return { certain: cell(certain, ports.allowed), possible: cell(possible, ports.possible) };
}

/** An end that has no port names. */
const nowhere: Endpoint = { kind: 'external', addresses: { v4: [], v6: [] } };

function isNamed({ ports }: RuleAt): boolean {
  return ports !== 'every-port' && ports.some(({ kind }) => kind === 'named');
}

export function portNames(end: Endpoint): string {
  if (end.kind === 'external') return '';
  const { ports, network } = end.pod;
  return `${network} ${ports.map((port) => `${port.protocol}/${port.name}=${port.port}${port.container}`).join(',')}`;
}

export function peersOf(cells: readonly Cell[]): Bitset {
  return cells.length === 0 ? emptyBitset : unionAllBits(cells.map(({ peers }) => peers));
}
