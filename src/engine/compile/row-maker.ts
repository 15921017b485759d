// Makes rows: the same rules as explain reads, over sets of classes and sets of ports.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import { type Bitset, emptyBitset, isEmptyBitset, unionAllBits } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import type { AnswerTable, ReachIds } from './answer-table.ts';
import type { Classes } from './classes.ts';
import { type PeerMap, peerMaps, type Rest } from './peer-map.ts';
import { portAnswers } from './port-answers.ts';
import { looksUpPorts } from './port-names.ts';
import type { Opened, Row, RowMaker, Said, Signature, Stretch } from './rows.ts';
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
  const opens = before === 'nothing' ? portAnswers(answers, assumptions) : before.maker.opens;
  const rules = ruleMaps(classes, selector, answers, maps, opens);
  const walk = tierWalk(rules, answers, maps, assumptions);
  const ofPolicies = { egress: new Map<NetworkPolicy, Said>(), ingress: new Map<NetworkPolicy, Said>() };
  const beginnings = { egress: beginningsMemo(), ingress: beginningsMemo() };
  const rests = new Map<Rest, readonly ReachIds[]>();
  const open = opened(constant(answers.every));
  const openRow: Row = { ...open, lifted: open, assumed: emptyBitset };

  function row(direction: Direction, signature: Signature, subject: Endpoint, stretches?: readonly Stretch[]): Row {
    const { admin, baseline, foreign } = signature;
    const { judged, assumed: hanging } = judgement(direction, signature, subject, stretches);
    const assumed = isOpenItself(direction, signature)
      ? 'everyone'
      : unionAllBits([...hanging, ...tiers(direction, signature)]);
    if (admin.length + baseline.length === 0 && foreign === 'nothing' && judged.kind === 'final') {
      return { ...opened(judged.map), lifted: open, assumed };
    }
    const walked = walk(direction, signature, judged, subject);
    return { ...opened(walked.judged), lifted: opened(walked.lifted), assumed };
  }

  function ofPolicy(direction: Direction, policy: NetworkPolicy, subject: Endpoint): Said {
    const known = ofPolicies[direction].get(policy) ?? earlier(direction, policy);
    if (known !== undefined) return known;
    const list = policy[direction];
    if (list === 'open') return { map: constant(answers.none), assumed: emptyBitset };
    const said = list.map((rule) => rules.of(direction, rule, subject));
    const map = said.length === 1 ? said[0]! : meetAll(said, answers.union, answers.none);
    const made: Said = { map, assumed: unionAllBits(list.map(rules.assumed)) };
    if (!looksUpPorts(policy, direction)) ofPolicies[direction].set(policy, made);
    return made;
  }

  function earlier(direction: Direction, policy: NetworkPolicy): Said | undefined {
    return before === 'nothing' || before.changed.has(policy) ? undefined : before.maker.known(direction, policy);
  }

  function judgement(
    direction: Direction,
    { certain, perhaps }: Signature,
    subject: Endpoint,
    stretches: readonly Stretch[] = [{ end: 'itself', policies: certain }],
  ): { readonly judged: Judgement; readonly assumed: readonly Bitset[] } {
    const may = perhaps.map((policy) => ofPolicy(direction, policy, subject));
    const maps = may.map(({ map }) => map);
    const hanging = may.map(({ assumed }) => assumed);
    if (certain.length > 0) {
      const sure = united(direction, stretches, subject);
      const assumed = [sure.assumed, ...hanging];
      if (maps.length === 0) return { judged: { kind: 'final', map: sure.map }, assumed };
      const loose = maps.map((map) => mapped(map, answers.perhaps));
      return { judged: { kind: 'final', map: meetAll([sure.map, ...loose], answers.union, answers.none) }, assumed };
    }
    const [alone, ...more] = maps;
    if (alone === undefined) return { judged: { kind: 'none' }, assumed: [] };
    // Certain is what each policy alone leaves open, possible what any of them does.
    return {
      judged: { kind: 'perhaps', map: more.reduce((a, b) => meet(a, b, answers.either), alone) },
      assumed: hanging,
    };
  }

  /** Policies add up. */
  function united(direction: Direction, stretches: readonly Stretch[], subject: Endpoint): Said {
    let sum: Said = { map: constant(answers.none), assumed: emptyBitset };
    let shared = true;
    stretches.forEach((stretch, i) => {
      const known = shared ? beginnings[direction].get(stretch) : undefined;
      if (known !== undefined) {
        sum = known;
        return;
      }
      const said = stretch.policies.map((policy) => ofPolicy(direction, policy, subject));
      sum = together(i === 0 ? said : [sum, ...said]);
      if (i === stretches.length - 1) return;
      shared &&= !stretch.policies.some((policy) => looksUpPorts(policy, direction));
      if (shared) beginnings[direction].set(stretch, sum);
    });
    return sum;
  }

  function together(said: readonly Said[]): Said {
    if (said.length === 1) return said[0]!;
    const hanging: Bitset[] = [];
    for (const { assumed } of said) if (!isEmptyBitset(assumed)) hanging.push(assumed);
    const maps = said.map(({ map }) => map);
    return { map: meetAll(maps, answers.union, answers.none), assumed: unionAllBits(hanging) };
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

  function tiers(direction: Direction, { admin, baseline }: Signature): readonly Bitset[] {
    return [...admin, ...baseline].flatMap(({ policy }) => policy[direction].map(rules.assumed));
  }

  const known: RowMaker['known'] = (direction, policy) =>
    ofPolicies[direction].get(policy) ?? earlier(direction, policy);

  return { row, openRow, known, maps, opens, ofPolicy };
}

function beginningsMemo() {
  const byEnd = new Map<number, Said>();
  const byValue = new WeakMap<Stretch, Said>();
  return {
    get: (stretch: Stretch) => (stretch.end === 'itself' ? byValue.get(stretch) : byEnd.get(stretch.end)),
    set: (stretch: Stretch, said: Said) => {
      if (stretch.end === 'itself') byValue.set(stretch, said);
      else byEnd.set(stretch.end, said);
    },
  };
}

/** Where something else than a peer is assumed (a tie, another vendor, which policies select), everyone is asked why. */
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
