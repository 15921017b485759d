// One rule as cells: which peers it is about, for certain and perhaps, on which ports.

import type { Assumptions } from '../model/assumptions.ts';
import type { Endpoint } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import type { ClusterPeer, Direction, Peer, PortMatch } from '../model/policy.ts';
import {
  type Bitset,
  bitset,
  bitsOf,
  emptyBitset,
  intersectBits,
  isEmptyBitset,
  subtractBits,
  unionAllBits,
  unionBits,
} from '../sets/bitset.ts';
import type { Cell } from './cells.ts';
import type { Classes } from './classes.ts';
import type { PortTable } from './port-table.ts';
import type { Selector } from './selection.ts';

/** What a rule of any kind says: whom it is about, on which ports. */
export interface RuleText {
  readonly peers: 'anyone' | readonly (Peer | ClusterPeer)[];
  readonly ports: 'every-port' | readonly PortMatch[];
}

export interface RuleCells {
  /** `subject` matters to ingress alone: port names are looked up on the destination. */
  readonly of: (direction: Direction, rule: RuleText, subject: Endpoint) => readonly Cell[];
  /** Peers whose match, either way, hung on an assumption. */
  readonly assumed: (rule: RuleText) => Bitset;
}

export function ruleCells(
  classes: Classes,
  selector: Selector,
  ports: PortTable,
  assumptions: Assumptions,
  everyone: Bitset,
): RuleCells {
  const named = namedPortHolders(classes);

  function of(direction: Direction, rule: RuleText, subject: Endpoint): readonly Cell[] {
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

  function peersOf({ peers }: RuleText): { readonly certain: Bitset; readonly possible: Bitset } {
    if (peers === 'anyone') return { certain: everyone, possible: everyone };
    const chosen = peers.map(selector.peer);
    return {
      certain: unionAllBits(chosen.map(({ certain }) => certain)),
      possible: unionAllBits(chosen.map(({ possible }) => possible)),
    };
  }

  /** A named port is looked up on each destination by itself; the many that lack the name are one part. */
  function byDestination(rule: RuleText, peers: Bitset): readonly { readonly peers: Bitset; readonly at: Endpoint }[] {
    const names =
      rule.ports === 'every-port' ? [] : rule.ports.flatMap((port) => (port.kind === 'named' ? [port] : []));
    const holders = unionAllBits(names.map(({ protocol, name }) => named.get(`${protocol}/${name}`) ?? emptyBitset));
    const single = bitsOf(intersectBits(peers, holders)).flatMap((i) => {
      const end = classes.list[i]?.representative;
      return end === undefined ? [] : [{ peers: bitset([i]), at: end }];
    });
    return [{ peers: subtractBits(everyone, holders), at: nowhere }, ...single];
  }

  function assumed({ peers }: RuleText): Bitset {
    return peers === 'anyone'
      ? emptyBitset
      : peers.map((peer) => selector.peer(peer).assumed).reduce(unionBits, emptyBitset);
  }

  return { of, assumed };
}

/** An end that has no port names. */
const nowhere: Endpoint = { kind: 'external', addresses: { v4: [], v6: [] } };

/** By protocol and name, and by name alone ('any/http'). */
function namedPortHolders({ list }: Classes): ReadonlyMap<string, Bitset> {
  const holders = new Map<string, number[]>();
  list.forEach(({ representative }, i) => {
    const ports = representative.kind === 'pod' ? representative.pod.ports : [];
    const names = ports.flatMap(({ protocol, name }) => [`${protocol}/${name}`, `any/${name}`]);
    for (const name of new Set(names)) holders.set(name, [...(holders.get(name) ?? []), i]);
  });
  return new Map([...holders].map(([name, members]) => [name, bitset(members)]));
}
