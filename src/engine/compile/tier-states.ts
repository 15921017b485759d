// The walk through the tiers for every peer at once: the ports that are not decided yet, and those that may end in yes
// and in no (docs/decisions/005-tiers-services-nodes.md, rules 12 to 18). States are numbered as answers are.

import type { ClusterNetworkPolicy, Direction, TieredRule } from '../model/policy.ts';
import type { AnswerTable } from './answer-table.ts';
import type { PeerMap, PeerMaps } from './peer-map.ts';
import type { PortSetId } from './port-table.ts';

/** `left`: may still meet a rule of this tier; `passed`: may have left it by a Pass. */
export interface State {
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

export interface StateTable {
  readonly of: (state: State) => number;
  readonly state: (id: number) => State;
  readonly start: number;
}

export function stateTable({ ports }: AnswerTable): StateTable {
  const states: State[] = [];
  const ids = new Map<string, number>();
  function of(state: State): number {
    const key = `${state.left} ${state.passed} ${state.yes} ${state.no}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = states.push(state) - 1;
    ids.set(key, id);
    return id;
  }
  const start = of({ left: ports.every, passed: ports.none, yes: ports.none, no: ports.none });
  return { of, state: (id) => states[id]!, start };
}

export interface TierContext {
  readonly direction: Direction;
  readonly answers: AnswerTable;
  readonly maps: PeerMaps;
  readonly states: StateTable;
  /** What a rule says of every peer, as answers. */
  readonly saidOf: (rule: TieredRule) => PeerMap;
  readonly ties: 'unknown' | 'by-name';
}

/** `policies` in order. What passed and what met no rule is `left` again for whatever comes next. */
export function throughTier(map: PeerMap, policies: readonly Selecting[], context: TierContext): PeerMap {
  let walked = map;
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
  const { states } = context;
  const { ports } = context.answers;
  return context.maps.mapped(walked, (id) => {
    const state = states.state(id);
    return states.of({ ...state, left: ports.union(state.left, state.passed), passed: ports.none });
  });
}

/** Equal priorities: whatever one of them does may come about; all must leave it for it to go on. */
function anyFirst(map: PeerMap, group: readonly Selecting[], context: TierContext): PeerMap {
  const { states, answers, maps } = context;
  const { ports } = answers;
  const join = (a: number, b: number): number => {
    const [x, y] = [states.state(a), states.state(b)];
    return states.of({
      left: ports.intersect(x.left, y.left),
      passed: ports.union(x.passed, y.passed),
      yes: ports.union(x.yes, y.yes),
      no: ports.union(x.no, y.no),
    });
  };
  return group.map((each) => throughPolicy(map, each, context)).reduce((a, b) => maps.meet(a, b, join));
}

function throughPolicy(map: PeerMap, { policy, selects }: Selecting, context: TierContext): PeerMap {
  const { answers, direction, maps, saidOf } = context;
  return policy[direction].reduce((before, rule) => {
    const said = saidOf(rule);
    return throughRule(before, rule, selects === 'yes' ? said : maps.mapped(said, answers.perhaps), context);
  }, map);
}

function throughRule(
  map: PeerMap,
  { action }: TieredRule,
  said: PeerMap,
  { states, answers, maps }: TierContext,
): PeerMap {
  const { ports } = answers;
  return maps.meet(map, said, (id, answer) => {
    const state = states.state(id);
    const { allowed, possible } = answers.reach(answer);
    const met = ports.intersect(state.left, possible);
    return states.of({
      left: ports.subtract(state.left, allowed),
      passed: action === 'Pass' ? ports.union(state.passed, met) : state.passed,
      yes: action === 'Accept' ? ports.union(state.yes, met) : state.yes,
      no: action === 'Deny' ? ports.union(state.no, met) : state.no,
    });
  });
}
