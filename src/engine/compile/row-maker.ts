// Makes rows: the same rules as explain reads, over sets of classes and sets of ports.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, emptyBitset, isEmptyBitset, unionAllBits } from '../sets/bitset.ts';
import type { AnswerTable, ReachIds } from './answer-table.ts';
import type { Classes } from './classes.ts';
import { entry } from './label-index.ts';
import { type PeerMap, peerMaps, type Rest } from './peer-map.ts';
import { namesPorts } from './port-names.ts';
import type { Opened, Row, RowMaker, Signature, Stretch } from './rows.ts';
import { ruleMaps } from './rule-map.ts';
import type { Selector } from './selection.ts';
import { type Judgement, tierWalk } from './tier-walk.ts';
import type { Zones } from './zones.ts';

/** A maker of the same numbers, and the policies that say something else now. */
export interface Before {
  readonly maker: RowMaker;
  readonly changed: ReadonlySet<NetworkPolicy>;
}

export function rowMaker(
  classes: Classes,
  selector: Selector,
  answers: AnswerTable,
  zones: Zones,
  assumptions: Assumptions,
  before: Before | 'nothing' = 'nothing',
): RowMaker {
  const maps = before === 'nothing' ? peerMaps(zones) : before.maker.maps;
  const { constant, mapped, meet, meetAll } = maps;
  const rules = ruleMaps(classes, selector, answers, maps, assumptions);
  const walk = tierWalk(rules, answers, maps, assumptions);
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
    const walked = walk(direction, signature, judged, subject);
    return { ...opened(walked.judged), lifted: opened(walked.lifted), assumed };
  }

  function ofPolicy(direction: Direction, policy: NetworkPolicy, subject: Endpoint): PeerMap {
    const known = ofPolicies[direction].get(policy) ?? earlier(direction, policy);
    if (known !== undefined) return known;
    const list = policy[direction];
    const said = list === 'open' ? [] : list.map((rule) => rules.of(direction, rule, subject));
    const made = said.length === 1 ? said[0]! : meetAll(said, answers.union, answers.none);
    if (!looksUpPorts(policy, direction)) ofPolicies[direction].set(policy, made);
    return made;
  }

  function earlier(direction: Direction, policy: NetworkPolicy): PeerMap | undefined {
    return before === 'nothing' || before.changed.has(policy) ? undefined : before.maker.known(direction, policy);
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
    for (const policy of certain) keep(assumedBy(direction, policy));
    for (const policy of perhaps) keep(assumedBy(direction, policy));
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

  const known: RowMaker['known'] = (direction, policy) =>
    ofPolicies[direction].get(policy) ?? earlier(direction, policy);

  return { row, openRow, known, maps, ofPolicy };
}

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
  if (foreign !== 'nothing' || skipsBaseline !== 'no') return true;
  if (certain.length === 0 && perhaps.length > 0) return true;
  const tiered = [...admin, ...baseline];
  const tied = tiered.some(
    ({ policy }, i) => tiered[i + 1]?.policy.priority === policy.priority && tiered[i + 1]?.policy.tier === policy.tier,
  );
  const unsure = tiered.some(({ selects }) => selects === 'unknown');
  const unread = tiered.some(({ policy }) => policy[direction].some((rule) => rule.unread.length > 0));
  return tied || unsure || unread;
}
