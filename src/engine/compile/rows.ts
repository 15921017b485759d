// One row for each signature: to which peers, on which ports, does what selects a subject open one
// direction? The same rules as explain reads, over sets of classes and sets of ports.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, emptyBitset, hasBit, isEmptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';
import type { AnswerTable, ReachIds } from './answer-table.ts';
import type { Classes } from './classes.ts';
import { entry } from './label-index.ts';
import { type PeerMap, peerMaps, type Rest } from './peer-map.ts';
import { namesPorts } from './port-names.ts';
import { ruleMaps } from './rule-map.ts';
import type { Selector } from './selection.ts';
import { type Selecting, stateTable, type TierContext, throughTier } from './tier-states.ts';
import { inZone, type Zones } from './zones.ts';

/** Peers that share one answer. */
export interface Cell extends ReachIds {
  readonly peers: Bitset;
}

/** What every peer has: disjoint cells, and for whoever is in none of them the rest, zone by zone. */
export interface Opened {
  /** Equal rests are one value. */
  readonly rest: readonly ReachIds[];
  readonly cells: readonly Cell[];
  readonly zones: Zones;
}

export interface Row extends Opened {
  /** The same without the NetworkPolicy tier: what holds between a pod and its own node. */
  readonly lifted: Opened;
  /** Peers whose match with some rule, either way, hung on an assumption. */
  readonly assumed: Bitset | 'everyone';
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

/**
 * Certain policies of a signature. All signatures that pass through this `end` share them and all before them; where
 * `end` is 'itself', those that hold this very value do.
 */
export interface Stretch {
  readonly end: number | 'itself';
  readonly policies: readonly NetworkPolicy[];
}

export interface RowMaker {
  /** `stretches`: the certain policies of the signature, parted so that beginnings which others share are worked out once. */
  readonly row: (direction: Direction, signature: Signature, subject: Endpoint, stretches?: readonly Stretch[]) => Row;
  readonly openRow: Row;
}

export function answerAt({ cells, rest, zones }: Opened, peer: number): ReachIds {
  for (const cell of cells) if (hasBit(cell.peers, peer)) return cell;
  return rest[zones.of[peer] ?? 0]!;
}

/** The same as disjoint cells alone: `everyone` but those in a cell has the rest. Whoever reaches nothing is in none. */
export function covering(
  { cells, rest, zones }: Opened,
  everyone: Bitset,
  none: ReachIds['possible'],
): readonly Cell[] {
  const others = subtractBits(everyone, unionAllBits(cells.map(({ peers }) => peers)));
  const whole = rest.map((answer, zone) => ({ ...answer, peers: inZone(others, zone, zones) }));
  return [...cells, ...whole].filter(({ peers, possible }) => possible !== none && !isEmptyBitset(peers));
}

export function isAssumed({ assumed }: Row, peer: number): boolean {
  return assumed === 'everyone' || hasBit(assumed, peer);
}

export function rowMaker(
  classes: Classes,
  selector: Selector,
  answers: AnswerTable,
  zones: Zones,
  assumptions: Assumptions,
): RowMaker {
  const { ports } = answers;
  const maps = peerMaps(zones);
  const { constant, mapped, meet, meetAll } = maps;
  const rules = ruleMaps(classes, selector, answers, maps, assumptions);
  const states = stateTable(answers);
  const ofPolicies = { egress: new Map<NetworkPolicy, PeerMap>(), ingress: new Map<NetworkPolicy, PeerMap>() };
  const assumedOf = { egress: new Map<NetworkPolicy, Bitset>(), ingress: new Map<NetworkPolicy, Bitset>() };
  const beginnings = { egress: beginningsMemo(), ingress: beginningsMemo() };
  const rests = new Map<Rest, readonly ReachIds[]>();
  const open = opened(constant(answers.every));
  const openRow: Row = { ...open, lifted: open, assumed: emptyBitset };

  function row(direction: Direction, signature: Signature, subject: Endpoint, stretches?: readonly Stretch[]): Row {
    const assumed = assumedPeers(direction, signature);
    const judged = judgement(direction, signature, subject, stretches);
    const tierless = signature.admin.length === 0 && signature.baseline.length === 0;
    if (tierless && signature.foreign === 'nothing' && judged.kind === 'final') {
      return { ...opened(judged.map), lifted: open, assumed };
    }
    const ruleMap: TierContext['ruleMap'] = (rule) => rules.of(direction, rule, subject);
    const context: TierContext = { direction, answers, maps, states, ruleMap, ties: assumptions['equal-priority'] };
    const first = throughTier(constant(states.start), signature.admin, context);
    const judgedFirst = throughNetworkPolicies(first, judged);
    return {
      ...opened(finished(afterwards(judgedFirst, signature, context), signature)),
      lifted: opened(finished(afterwards(first, signature, context), signature)),
      assumed,
    };
  }

  function ofPolicy(direction: Direction, policy: NetworkPolicy, subject: Endpoint): PeerMap {
    const known = ofPolicies[direction].get(policy);
    if (known !== undefined) return known;
    const list = policy[direction];
    const said = list === 'open' ? [] : list.map((rule) => rules.of(direction, rule, subject));
    const made = said.length === 1 ? said[0]! : meetAll(said, answers.union, answers.none);
    if (!looksUpPorts(policy, direction)) ofPolicies[direction].set(policy, made);
    return made;
  }

  function judgement(
    direction: Direction,
    { certain, perhaps }: Signature,
    subject: Endpoint,
    stretches: readonly Stretch[] = [{ end: 'itself', policies: certain }],
  ): Judgement {
    const maps = perhaps.map((policy) => ofPolicy(direction, policy, subject));
    if (certain.length > 0) {
      const sure = united(direction, stretches, subject);
      if (maps.length === 0) return { kind: 'final', map: sure };
      const loose = maps.map((map) => mapped(map, answers.perhaps));
      return { kind: 'final', map: meetAll([sure, ...loose], answers.union, answers.none) };
    }
    const [alone, ...more] = maps;
    if (alone === undefined) return { kind: 'none' };
    // Certain is what each policy alone leaves open, possible what any of them does.
    return { kind: 'perhaps', map: more.reduce((a, b) => meet(a, b, answers.either), alone) };
  }

  /** Policies add up. */
  function united(direction: Direction, stretches: readonly Stretch[], subject: Endpoint): PeerMap {
    let map = constant(answers.none);
    let shared = true;
    stretches.forEach((stretch, i) => {
      const known = shared ? beginnings[direction].get(stretch) : undefined;
      if (known !== undefined) {
        map = known;
        return;
      }
      const said = stretch.policies.map((policy) => ofPolicy(direction, policy, subject));
      map = meetAll(i === 0 ? said : [map, ...said], answers.union, answers.none);
      shared &&= !stretch.policies.some((policy) => looksUpPorts(policy, direction));
      if (shared && i < stretches.length - 1) beginnings[direction].set(stretch, map);
    });
    return map;
  }

  function throughNetworkPolicies(map: PeerMap, judged: Judgement): PeerMap {
    if (judged.kind === 'none') return map;
    return meet(map, judged.map, (id, answer) => {
      const state = states.state(id);
      const { allowed, possible } = answers.reach(answer);
      return states.of({
        left: judged.kind === 'perhaps' ? state.left : ports.none,
        passed: ports.none,
        yes: ports.union(state.yes, ports.intersect(state.left, possible)),
        no: ports.union(state.no, ports.subtract(state.left, allowed)),
      });
    });
  }

  /** The Baseline tier, unless it is skipped; what goes on after it is open. */
  function afterwards(map: PeerMap, { baseline, skipsBaseline }: Signature, context: TierContext): PeerMap {
    if (skipsBaseline === 'yes') return map;
    const walked = throughTier(map, baseline, context);
    if (skipsBaseline === 'no') return walked;
    return meet(map, walked, (a, b) => {
      const [skipped, judged] = [states.state(a), states.state(b)];
      return states.of({ ...judged, left: ports.union(judged.left, skipped.left), passed: ports.none });
    });
  }

  function finished(map: PeerMap, { foreign }: Signature): PeerMap {
    return mapped(map, (id) => {
      const { left, yes, no } = states.state(id);
      const possible = ports.union(yes, left);
      switch (foreign) {
        case 'allow-or-deny':
          return answers.of(ports.none, ports.every);
        case 'deny-only':
          return answers.of(ports.none, possible);
        default:
          return answers.of(ports.subtract(possible, no), possible);
      }
    });
  }

  function opened({ rest, parts }: PeerMap): Opened {
    return {
      rest: entry(rests, rest, () => rest.by.map(answers.reach)),
      cells: parts.map(({ peers, value }) => {
        const { allowed, possible } = answers.reach(value);
        return { peers, allowed, possible };
      }),
      zones,
    };
  }

  /** Where something else than a peer is assumed (a tie, another vendor, which policies select), everyone is asked why. */
  function assumedPeers(direction: Direction, signature: Signature): Bitset | 'everyone' {
    const { admin, baseline, certain, perhaps } = signature;
    if (isOpenItself(direction, signature)) return 'everyone';
    const sets: Bitset[] = [];
    const keep = (set: Bitset): void => void (isEmptyBitset(set) || sets.push(set));
    for (const policy of [...certain, ...perhaps]) keep(assumedBy(direction, policy));
    for (const { policy } of [...admin, ...baseline]) for (const rule of policy[direction]) keep(rules.assumed(rule));
    return unionAllBits(sets);
  }

  function assumedBy(direction: Direction, policy: NetworkPolicy): Bitset {
    const known = assumedOf[direction].get(policy);
    if (known !== undefined) return known;
    const list = policy[direction];
    const made = list === 'open' ? emptyBitset : unionAllBits(list.map(rules.assumed));
    assumedOf[direction].set(policy, made);
    return made;
  }

  return { row, openRow };
}

/** What the NetworkPolicy tier says of every peer; `perhaps`: it may also say nothing. */
type Judgement =
  | { readonly kind: 'none' }
  | { readonly kind: 'final'; readonly map: PeerMap }
  | { readonly kind: 'perhaps'; readonly map: PeerMap };

function beginningsMemo() {
  const byEnd = new Map<number, PeerMap>();
  const byValue = new WeakMap<Stretch, PeerMap>();
  return {
    get: (stretch: Stretch) => (stretch.end === 'itself' ? byValue.get(stretch) : byEnd.get(stretch.end)),
    set: (stretch: Stretch, map: PeerMap) => {
      if (stretch.end === 'itself') byValue.set(stretch, map);
      else byEnd.set(stretch.end, map);
    },
  };
}

/** Whether what the policy says hangs on the subject: port names are looked up on the destination. */
function looksUpPorts(policy: NetworkPolicy, direction: Direction): boolean {
  return direction === 'ingress' && namesPorts(policy, direction);
}

/** Whether something is open whoever the peer is. */
function isOpenItself(direction: Direction, signature: Signature): boolean {
  const { admin, baseline, certain, perhaps, foreign, skipsBaseline } = signature;
  const tiered = [...admin, ...baseline];
  const tied = tiered.some(
    ({ policy }, i) => tiered[i + 1]?.policy.priority === policy.priority && tiered[i + 1]?.policy.tier === policy.tier,
  );
  const unsure = tiered.some(({ selects }) => selects === 'unknown') || (certain.length === 0 && perhaps.length > 0);
  const unread = tiered.some(({ policy }) => policy[direction].some((rule) => rule.unread.length > 0));
  return tied || unsure || unread || foreign !== 'nothing' || skipsBaseline !== 'no';
}
