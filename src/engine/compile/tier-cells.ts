// The walk through the tiers over sets of peers at once: for each peer the ports that are not decided yet, and
// those that may end in yes and in no (docs/decisions/005-tiers-services-nodes.md, rules 12 to 18).

import type { Endpoint } from '../model/cluster.ts';
import type { ClusterNetworkPolicy, Direction, TieredRule } from '../model/policy.ts';
import { type Bitset, intersectBits, isEmptyBitset, subtractBits, unionBits } from '../sets/bitset.ts';
import { type Cell, disjointCells } from './cells.ts';
import type { PortSetId, PortTable } from './port-table.ts';
import type { RuleCells, RuleText } from './rule-cells.ts';

/** Disjoint peers. `left`: may still meet a rule of this tier; `passed`: may have left it by a Pass. */
export interface State {
  readonly peers: Bitset;
  readonly left: PortSetId;
  readonly passed: PortSetId;
  readonly yes: PortSetId;
  readonly no: PortSetId;
}

/** A cluster-wide policy that selects the subject, for certain or perhaps. */
export interface Selecting {
  readonly policy: ClusterNetworkPolicy;
  readonly selects: 'yes' | 'unknown';
}

export interface TierContext {
  readonly direction: Direction;
  readonly subject: Endpoint;
  readonly ports: PortTable;
  readonly rules: RuleCells;
  readonly ties: 'unknown' | 'by-name';
}

/** `policies` in order. What passed and what met no rule is `left` again for whatever comes next. */
export function throughTier(
  states: readonly State[],
  policies: readonly Selecting[],
  context: TierContext,
): readonly State[] {
  let walked = states;
  for (let first = 0; first < policies.length; ) {
    let end = first + 1;
    while (policies[end]?.policy.priority === policies[first]?.policy.priority && end < policies.length) end++;
    const group = policies.slice(first, end);
    walked =
      context.ties === 'by-name' || group.length === 1
        ? group.reduce((before, each) => throughPolicy(before, each, context), walked)
        : anyFirst(walked, group, context);
    first = end;
  }
  const { ports } = context;
  return merged(walked.map((state) => ({ ...state, left: ports.union(state.left, state.passed), passed: ports.none })));
}

/** Equal priorities: whatever one of them does may come about; all must leave it for it to go on. */
function anyFirst(states: readonly State[], group: readonly Selecting[], context: TierContext): readonly State[] {
  const { ports } = context;
  return group
    .map((each) => throughPolicy(states, each, context))
    .reduce((a, b) =>
      meet(a, b, (x, y) => ({
        left: ports.intersect(x.left, y.left),
        passed: ports.union(x.passed, y.passed),
        yes: ports.union(x.yes, y.yes),
        no: ports.union(x.no, y.no),
      })),
    );
}

function throughPolicy(
  states: readonly State[],
  { policy, selects }: Selecting,
  context: TierContext,
): readonly State[] {
  const { ports, rules, direction, subject } = context;
  return policy[direction].reduce((before, rule) => {
    const cells = alternatives(rule).flatMap((each) => rules.of(direction, each, subject));
    const sure = selects === 'yes' ? cells : cells.map((cell) => ({ ...cell, allowed: ports.none }));
    return throughRule(before, rule, disjointCells(sure, ports), ports);
  }, states);
}

function throughRule(
  states: readonly State[],
  { action }: TieredRule,
  cells: readonly Cell[],
  ports: PortTable,
): readonly State[] {
  const made: State[] = [];
  for (const state of states) {
    let rest = state.peers;
    for (const cell of cells) {
      const peers = intersectBits(rest, cell.peers);
      if (isEmptyBitset(peers)) continue;
      rest = subtractBits(rest, cell.peers);
      const met = ports.intersect(state.left, cell.possible);
      made.push({
        peers,
        left: ports.subtract(state.left, cell.allowed),
        passed: action === 'Pass' ? ports.union(state.passed, met) : state.passed,
        yes: action === 'Accept' ? ports.union(state.yes, met) : state.yes,
        no: action === 'Deny' ? ports.union(state.no, met) : state.no,
      });
    }
    if (!isEmptyBitset(rest)) made.push({ ...state, peers: rest });
  }
  return merged(made);
}

/** A port name counts only with peers that are pods (R125). */
function alternatives({ peers, ports }: TieredRule): readonly RuleText[] {
  if (peers === 'anyone' || ports === 'every-port' || ports.every(({ kind }) => kind === 'range')) {
    return [{ peers, ports }];
  }
  return [
    { peers: peers.filter(({ kind }) => kind === 'pods'), ports },
    { peers: peers.filter(({ kind }) => kind !== 'pods'), ports: ports.filter(({ kind }) => kind === 'range') },
  ];
}

/** Both lists cover the same peers. */
export function meet<A extends { readonly peers: Bitset }, B extends { readonly peers: Bitset }>(
  a: readonly A[],
  b: readonly B[],
  join: (a: A, b: B) => Omit<State, 'peers'>,
): readonly State[] {
  return merged(
    a.flatMap((x) =>
      b.flatMap((y) => {
        const peers = intersectBits(x.peers, y.peers);
        return isEmptyBitset(peers) ? [] : [{ ...join(x, y), peers }];
      }),
    ),
  );
}

function merged(states: readonly State[]): readonly State[] {
  const alike = new Map<string, State>();
  for (const state of states) {
    const key = `${state.left} ${state.passed} ${state.yes} ${state.no}`;
    const known = alike.get(key);
    alike.set(key, known === undefined ? state : { ...state, peers: unionBits(known.peers, state.peers) });
  }
  return [...alike.values()];
}
