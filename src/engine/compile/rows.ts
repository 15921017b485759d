// One row for each signature: to which peers, on which ports, does what selects a subject open one
// direction? The same rules as explain reads, over sets of classes and sets of ports.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, bitsetRange, emptyBitset, unionAllBits } from '../sets/bitset.ts';
import { type Cell, common, covering, disjointCells, mergeAlike } from './cells.ts';
import type { Classes } from './classes.ts';
import type { PortTable } from './port-table.ts';
import { type RuleCells, ruleCells } from './rule-cells.ts';
import type { Selector } from './selection.ts';
import { meet, type Selecting, type State, type TierContext, throughTier } from './tier-cells.ts';

export interface Row {
  /** Disjoint peers; whoever is in no cell reaches nothing. */
  readonly cells: readonly Cell[];
  /** The same without the NetworkPolicy tier: what holds between a pod and its own node. */
  readonly lifted: readonly Cell[];
  /** Peers whose match with some rule, either way, hung on an assumption. */
  readonly assumed: Bitset;
}

/** What selects a subject in one direction: policies for certain and perhaps, tier by tier. */
export interface Signature {
  readonly admin: readonly Selecting[];
  readonly certain: readonly NetworkPolicy[];
  readonly perhaps: readonly NetworkPolicy[];
  readonly baseline: readonly Selecting[];
  /** Whether the Baseline tier is skipped, since a NetworkPolicy selects for the other direction only. */
  readonly skipsBaseline: 'no' | 'unknown' | 'yes';
  /** What policies of other vendors may do. */
  readonly foreign: 'nothing' | 'note' | 'deny-only' | 'allow-or-deny';
}

export interface RowMaker {
  readonly row: (direction: Direction, signature: Signature, subject: Endpoint) => Row;
  readonly openRow: Row;
}

export function rowMaker(classes: Classes, selector: Selector, ports: PortTable, assumptions: Assumptions): RowMaker {
  const everyone = bitsetRange(0, classes.list.length);
  const rules = ruleCells(classes, selector, ports, assumptions, everyone);
  const open: readonly Cell[] = [{ peers: everyone, allowed: ports.every, possible: ports.every }];
  const openRow: Row = { cells: open, lifted: open, assumed: emptyBitset };

  function row(direction: Direction, signature: Signature, subject: Endpoint): Row {
    const { certain, perhaps } = signature;
    const tierless = signature.admin.length === 0 && signature.baseline.length === 0;
    const assumed = assumedPeers(direction, signature, rules, everyone);
    const judged = judgement(direction, { certain, perhaps }, subject, { rules, ports, everyone });
    if (tierless && signature.foreign === 'nothing' && judged.kind === 'final') {
      return { cells: judged.cells, lifted: open, assumed };
    }
    const context: TierContext = { direction, subject, ports, rules, ties: assumptions['equal-priority'] };
    const first = throughTier([start(everyone, ports)], signature.admin, context);
    return {
      cells: finished(afterwards(throughNetworkPolicies(first, judged, ports), signature, context), signature, ports),
      lifted: finished(afterwards(first, signature, context), signature, ports),
      assumed,
    };
  }

  return { row, openRow };
}

function start(peers: Bitset, ports: PortTable): State {
  return { peers, left: ports.every, passed: ports.none, yes: ports.none, no: ports.none };
}

/** What the NetworkPolicy tier says of every peer; `perhaps`: it may also say nothing. */
type Judgement =
  | { readonly kind: 'none' }
  | { readonly kind: 'final'; readonly cells: readonly Cell[] }
  | { readonly kind: 'perhaps'; readonly cells: readonly Cell[] };

function judgement(
  direction: Direction,
  { certain, perhaps }: Pick<Signature, 'certain' | 'perhaps'>,
  subject: Endpoint,
  { rules, ports, everyone }: { readonly rules: RuleCells; readonly ports: PortTable; readonly everyone: Bitset },
): Judgement {
  const cellsOf = (policy: NetworkPolicy): readonly Cell[] => {
    const list = policy[direction];
    return list === 'open' ? [] : list.flatMap((rule) => rules.of(direction, rule, subject));
  };
  if (certain.length > 0) {
    const sure = certain.flatMap(cellsOf);
    const loose = perhaps.flatMap(cellsOf).map((cell) => ({ ...cell, allowed: ports.none }));
    return { kind: 'final', cells: disjointCells([...sure, ...loose], ports) };
  }
  const nothing = { allowed: ports.none, possible: ports.none };
  const alone = perhaps.map((policy) => covering(disjointCells(cellsOf(policy), ports), everyone, nothing));
  const [first, ...more] = alone;
  if (first === undefined) return { kind: 'none' };
  // Certain is what each policy alone leaves open, possible what any of them does.
  return { kind: 'perhaps', cells: more.reduce((a, b) => common(a, b, ports), first) };
}

function throughNetworkPolicies(states: readonly State[], judged: Judgement, ports: PortTable): readonly State[] {
  if (judged.kind === 'none') return states;
  const nothing = { allowed: ports.none, possible: ports.none };
  const everyone = unionAllBits(states.map(({ peers }) => peers));
  return meet(states, covering(judged.cells, everyone, nothing), (state, cell) => ({
    left: judged.kind === 'perhaps' ? state.left : ports.none,
    passed: ports.none,
    yes: ports.union(state.yes, ports.intersect(state.left, cell.possible)),
    no: ports.union(state.no, ports.subtract(state.left, cell.allowed)),
  }));
}

/** The Baseline tier, unless it is skipped; what goes on after it is open. */
function afterwards(states: readonly State[], { baseline, skipsBaseline }: Signature, context: TierContext) {
  const { ports } = context;
  if (skipsBaseline === 'yes') return states;
  const walked = throughTier(states, baseline, context);
  if (skipsBaseline === 'no') return walked;
  return meet(states, walked, (skipped, judged) => ({
    ...judged,
    left: ports.union(judged.left, skipped.left),
    passed: ports.none,
  }));
}

function finished(states: readonly State[], { foreign }: Signature, ports: PortTable): readonly Cell[] {
  const cells = states.map(({ peers, left, yes, no }) => {
    const possible = ports.union(yes, left);
    const allowed = ports.subtract(possible, no);
    switch (foreign) {
      case 'allow-or-deny':
        return { peers, allowed: ports.none, possible: ports.every };
      case 'deny-only':
        return { peers, allowed: ports.none, possible };
      default:
        return { peers, allowed, possible };
    }
  });
  return mergeAlike(cells.filter(({ possible }) => possible !== ports.none));
}

/** Where something else than a peer is assumed (a tie, another vendor, which policies select), everyone is asked why. */
function assumedPeers(direction: Direction, signature: Signature, rules: RuleCells, everyone: Bitset): Bitset {
  const { admin, baseline, certain, perhaps, foreign, skipsBaseline } = signature;
  const tiered = [...admin, ...baseline];
  const tied = tiered.some(
    ({ policy }, i) => tiered[i + 1]?.policy.priority === policy.priority && tiered[i + 1]?.policy.tier === policy.tier,
  );
  const unsure = tiered.some(({ selects }) => selects === 'unknown') || (certain.length === 0 && perhaps.length > 0);
  if (tied || unsure || foreign !== 'nothing' || skipsBaseline !== 'no') return everyone;
  if (tiered.some(({ policy }) => policy[direction].some(({ unread }) => unread.length > 0))) return everyone;
  const lists = [
    ...[...certain, ...perhaps].flatMap((policy) => (policy[direction] === 'open' ? [] : policy[direction])),
    ...tiered.flatMap(({ policy }) => policy[direction]),
  ];
  return unionAllBits(lists.map(rules.assumed));
}
