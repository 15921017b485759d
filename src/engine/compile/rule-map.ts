// One rule as a function of the peer: on which ports it is about it, for certain and perhaps.

import { type Endpoint, nobody } from '../model/cluster.ts';
import type { ClusterPeer, Direction, Peer, PortMatch } from '../model/policy.ts';
import { type Bitset, emptyBitset, subtractBits, unionAllBits } from '../sets/bitset.ts';
import type { AnswerTable } from './answer-table.ts';
import type { Classes } from './classes.ts';
import type { PeerMap, PeerMaps } from './peer-map.ts';
import type { PortAnswers } from './port-answers.ts';
import { namedPortHolders } from './port-names.ts';
import type { Selector } from './selection.ts';

/** What a rule of any kind says: whom it is about, on which ports. */
export interface RuleText {
  readonly peers: 'anyone' | readonly (Peer | ClusterPeer)[];
  readonly ports: 'every-port' | readonly PortMatch[];
}

export interface RuleMaps {
  /** `subject` matters to ingress alone: port names are looked up on the destination. Values are answers. */
  readonly of: (direction: Direction, rule: RuleText, subject: Endpoint) => PeerMap;
  /** Peers whose match, either way, hung on an assumption. */
  readonly assumed: (rule: RuleText) => Bitset;
}

export function ruleMaps(
  classes: Classes,
  selector: Selector,
  answers: AnswerTable,
  maps: PeerMaps,
  opens: PortAnswers,
): RuleMaps {
  const { constant, inSet, mapped, meet, meetAll } = maps;
  const holders = namedPortHolders(classes);
  const destinations = new Map<string, PeerMap>();

  function of(direction: Direction, rule: RuleText, subject: Endpoint): PeerMap {
    const opened = direction === 'ingress' ? constant(opens(rule.ports, subject)) : byDestination(rule.ports);
    const about = peersOf(rule);
    if (opened.parts.length === 0 && opened.rest.uniform)
      return mapped(about, (match) => narrowed(match, opened.rest.by[0]!));
    return meet(about, opened, narrowed);
  }

  function narrowed(match: number, answer: number): number {
    return match === certainly ? answer : match === perhaps ? answers.perhaps(answer) : answers.none;
  }

  /** A port name is looked up on each destination by itself; the many that lack it are the rest. */
  function byDestination(list: RuleText['ports']): PeerMap {
    const names = list === 'every-port' ? [] : list.flatMap((port) => (port.kind === 'named' ? [port] : []));
    if (names.length === 0) return constant(opens(list, nobody));
    const key = JSON.stringify(list);
    const known = destinations.get(key);
    if (known !== undefined) return known;
    const rest = opens(list, nobody);
    const having = holders().filter((each) =>
      names.some(({ protocol, name }) => each.names.has(`${protocol}/${name}`)),
    );
    const groups = having.map(({ peers, representative }) => inSet(peers, opens(list, representative), answers.none));
    const made = meetAll([constant(rest), ...groups], answers.union, answers.none);
    destinations.set(key, made);
    return made;
  }

  function peersOf({ peers }: RuleText): PeerMap {
    if (peers === 'anyone') return constant(certainly);
    const chosen = peers.map(selector.peer);
    const certain = unionAllBits(chosen.map((each) => each.certain));
    const possible = unionAllBits(chosen.map((each) => each.possible));
    const sure = inSet(certain, certainly, not);
    return certain === possible ? sure : meet(sure, inSet(subtractBits(possible, certain), perhaps, not), Math.max);
  }

  function assumed({ peers }: RuleText): Bitset {
    return peers === 'anyone' ? emptyBitset : unionAllBits(peers.map((peer) => selector.peer(peer).assumed));
  }

  return { of, assumed };
}

/** Whether a rule is about a peer. */
const [not, perhaps, certainly] = [0, 1, 2];
