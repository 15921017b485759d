// A signature through all tiers: Admin, the NetworkPolicies, Baseline, and what is left is open. What only the
// cluster-wide policies say is the same for many signatures, and is worked out once for each list of them.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { ClusterNetworkPolicy, Direction, TieredRule } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import type { AnswerTable } from './answer-table.ts';
import type { PeerMap, PeerMaps } from './peer-map.ts';
import { isNamed, portNamesOf } from './port-names.ts';
import type { Signature } from './rows.ts';
import type { RuleMaps, RuleText } from './rule-map.ts';
import { type Selecting, stateTable, type TierContext, throughTier } from './tier-states.ts';

/** What the NetworkPolicy tier says of every peer; `perhaps`: it may also say nothing. */
export type Judgement =
  | { readonly kind: 'none' }
  | { readonly kind: 'final'; readonly map: PeerMap }
  | { readonly kind: 'perhaps'; readonly map: PeerMap };

export interface Walked {
  readonly judged: PeerMap;
  /** Without the NetworkPolicy tier. */
  readonly lifted: PeerMap;
}

export type TierWalk = (direction: Direction, signature: Signature, judged: Judgement, subject: Endpoint) => Walked;

export function tierWalk(rules: RuleMaps, answers: AnswerTable, maps: PeerMaps, assumptions: Assumptions): TierWalk {
  const { ports } = answers;
  const { constant, mapped, meet } = maps;
  const states = stateTable(answers);
  const ties = assumptions['equal-priority'];
  const numbers = new Map<ClusterNetworkPolicy, number>();
  const known = new Map<string, { readonly first: PeerMap; readonly lifted: PeerMap }>();
  const said = { egress: new Map<TieredRule, PeerMap>(), ingress: new Map<TieredRule, PeerMap>() };

  function walk(direction: Direction, signature: Signature, judged: Judgement, subject: Endpoint): Walked {
    const saidOf = (rule: TieredRule): PeerMap => saidBy(direction, rule, subject);
    const context: TierContext = { direction, answers, maps, states, saidOf, ties };
    const { first, lifted } = entry(known, keyOf(direction, signature, subject), () => {
      const admin = throughTier(constant(states.start), signature.admin, context);
      return { first: admin, lifted: finished(afterwards(admin, signature, context), signature) };
    });
    if (judged.kind === 'none') return { judged: lifted, lifted };
    const then = throughNetworkPolicies(first, judged);
    return { judged: finished(afterwards(then, signature, context), signature), lifted };
  }

  /** What a rule says hangs on the subject only where it looks port names up there. */
  function saidBy(direction: Direction, rule: TieredRule, subject: Endpoint): PeerMap {
    const make = (): PeerMap =>
      alternatives(rule)
        .map((each) => rules.of(direction, each, subject))
        .reduce((a, b) => meet(a, b, answers.union));
    return direction === 'ingress' && looksUpPorts(rule) ? make() : entry(said[direction], rule, make);
  }

  /** All that the walk hangs on beside the NetworkPolicies. */
  function keyOf(direction: Direction, signature: Signature, subject: Endpoint): string {
    const { admin, baseline, skipsBaseline, foreign } = signature;
    const list = (tier: readonly Selecting[]): string =>
      tier.map(({ policy, selects }) => `${entry(numbers, policy, () => numbers.size)}${selects}`).join();
    const tiered = [...admin, ...baseline];
    const named = direction === 'ingress' && tiered.some(({ policy }) => policy.ingress.some(looksUpPorts));
    return `${direction} ${list(admin)}|${list(baseline)} ${skipsBaseline} ${foreign} ${named ? portNamesOf(subject) : ''}`;
  }

  function throughNetworkPolicies(map: PeerMap, judged: Judgement & { readonly map: PeerMap }): PeerMap {
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

  return walk;
}

function looksUpPorts({ ports }: TieredRule): boolean {
  return ports !== 'every-port' && ports.some(isNamed);
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
