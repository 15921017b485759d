// Which classes a selector or block matches: an inverted index label → classes, so that a selector is
// a few intersections inside its namespaces, and a memo by meaning, since policies repeat each other.

import type { Assumptions } from '../model/assumptions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { LabelSelector, Requirement } from '../model/labels.ts';
import { matchesPeer } from '../model/match-peer.ts';
import type { NamespaceScope, Peer, PodScope } from '../model/policy.ts';
import { metadataName, selectorHolds } from '../model/select.ts';
import { unreachable } from '../model/unreachable.ts';
import {
  type Bitset,
  bitset,
  bitsetRange,
  emptyBitset,
  intersectBits,
  subtractBits,
  unionAllBits,
  unionBits,
} from '../sets/bitset.ts';
import type { Classes } from './classes.ts';
import { blockKey } from './relevance.ts';

/** certain ⊆ possible; `assumed` has every class whose match, either way, hung on an assumption. */
export interface Selection {
  readonly certain: Bitset;
  readonly possible: Bitset;
  readonly assumed: Bitset;
}

export interface Selector {
  readonly scope: (scope: PodScope) => Selection;
  readonly peer: (peer: Peer) => Selection;
}

interface LabelIndex {
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Bitset>>;
  readonly present: ReadonlyMap<string, Bitset>;
  /** Classes for which the key's value is not known. */
  readonly open: (key: string) => Bitset;
}

export function selectorOf(cluster: Cluster, classes: Classes): Selector {
  const index = labelIndex(classes);
  const namespaces = namespaceClasses(cluster, classes);
  const host = bitset(members(classes, (pod) => pod.network === 'host'));
  const memo = new Map<string, Selection>();

  function remember(key: string, make: () => Selection): Selection {
    const known = memo.get(key);
    if (known !== undefined) return known;
    const made = make();
    memo.set(key, made);
    return made;
  }
  function scope(wanted: PodScope): Selection {
    return remember(JSON.stringify(wanted), () => {
      const base = namespaces(wanted.namespaces);
      const chosen = wanted.pods.reduce((left, requirement) => narrow(left, requirement, index), base);
      return hostNetwork(chosen, host, cluster.assumptions);
    });
  }
  function peer(wanted: Peer): Selection {
    return wanted.kind === 'pods'
      ? scope(wanted)
      : remember(blockKey(wanted), () => blockSelection(wanted, cluster, classes));
  }
  return { scope, peer };
}

function* members(
  classes: Classes,
  holds: (pod: Classes['list'][number]['pods'][number]) => boolean,
): Generator<number> {
  for (let i = 0; i < classes.firstExternal; i++) {
    const end = classes.list[i]!.representative;
    if (end.kind === 'pod' && holds(end.pod)) yield i;
  }
}

function labelIndex(classes: Classes): LabelIndex {
  const numbers = new Map<string, Map<string, number[]>>();
  const openTo = new Map<string, number[]>();
  const openToAll: number[] = [];
  for (let i = 0; i < classes.firstExternal; i++) {
    const end = classes.list[i]!.representative;
    if (end.kind === 'external') continue;
    const { values, open } = end.pod.labels;
    for (const [key, value] of values) {
      const ofKey = entry(numbers, key, () => new Map<string, number[]>());
      entry(ofKey, value, () => []).push(i);
    }
    if (open === 'every-other-key') openToAll.push(i);
    else if (open !== 'none') for (const key of open) if (!values.has(key)) entry(openTo, key, () => []).push(i);
  }
  const values = new Map(
    [...numbers].map(([key, of]) => [key, new Map([...of].map(([v, list]) => [v, bitset(list)]))]),
  );
  const present = new Map([...values].map(([key, of]) => [key, unionAllBits([...of.values()])]));
  const everywhere = bitset(openToAll);
  const open = new Map([...openTo].map(([key, list]) => [key, bitset(list)]));
  return {
    values,
    present,
    open: (key) => unionBits(open.get(key) ?? emptyBitset, subtractBits(everywhere, present.get(key) ?? emptyBitset)),
  };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function namespaceClasses(cluster: Cluster, classes: Classes): (scope: NamespaceScope) => Selection {
  const ranges = new Map<string, { first: number; end: number }>();
  for (let i = 0; i < classes.firstExternal; i++) {
    const end = classes.list[i]!.representative;
    if (end.kind === 'pod') entry(ranges, end.pod.namespace.name, () => ({ first: i, end: i })).end = i + 1;
  }
  const bitsOf = new Map([...ranges].map(([name, { first, end }]) => [name, bitsetRange(first, end)]));
  const everyPod = bitsetRange(0, classes.firstExternal);
  return (scope) => {
    if (scope.kind === 'named') return exactly(bitsOf.get(scope.name) ?? emptyBitset);
    if (scope.selector.length === 0) return exactly(everyPod);
    const held = cluster.namespaces.map((namespace) => ({
      bits: bitsOf.get(namespace.name) ?? emptyBitset,
      holds: selectorHolds(scope.selector, namespace.labels),
      assumed: namespace.origin === 'not-given' && asksBeyondName(scope.selector),
    }));
    return {
      certain: unionAllBits(held.filter(({ holds }) => holds === 'yes').map(({ bits }) => bits)),
      possible: unionAllBits(held.filter(({ holds }) => holds !== 'no').map(({ bits }) => bits)),
      assumed: unionAllBits(held.filter(({ assumed }) => assumed).map(({ bits }) => bits)),
    };
  };
}

function asksBeyondName(selector: LabelSelector): boolean {
  return selector.some(({ key }) => key !== metadataName);
}

function exactly(bits: Bitset): Selection {
  return { certain: bits, possible: bits, assumed: emptyBitset };
}

function narrow(left: Selection, requirement: Requirement, index: LabelIndex): Selection {
  const open = index.open(requirement.key);
  const present = index.present.get(requirement.key) ?? emptyBitset;
  const assumed = unionBits(left.assumed, intersectBits(left.possible, open));
  switch (requirement.op) {
    case 'In':
    case 'Exists': {
      const holding = requirement.op === 'Exists' ? present : withValue(requirement.values, requirement.key, index);
      return {
        certain: intersectBits(left.certain, holding),
        possible: intersectBits(left.possible, unionBits(holding, open)),
        assumed,
      };
    }
    case 'NotIn':
    case 'DoesNotExist': {
      const refused = requirement.op === 'NotIn' ? withValue(requirement.values, requirement.key, index) : present;
      return {
        certain: subtractBits(left.certain, unionBits(refused, open)),
        possible: subtractBits(left.possible, refused),
        assumed,
      };
    }
    default:
      return unreachable(requirement);
  }
}

function withValue(values: readonly string[], key: string, index: LabelIndex): Bitset {
  return unionAllBits(values.map((value) => index.values.get(key)?.get(value) ?? emptyBitset));
}

function hostNetwork(selection: Selection, host: Bitset, assumptions: Assumptions): Selection {
  const touched = intersectBits(selection.possible, host);
  const assumed = unionBits(selection.assumed, touched);
  switch (assumptions['host-network-pods']) {
    case 'as-pods':
      return { ...selection, assumed };
    case 'as-nodes':
      return {
        certain: subtractBits(selection.certain, host),
        possible: subtractBits(selection.possible, host),
        assumed,
      };
    case 'unknown':
      return { certain: subtractBits(selection.certain, host), possible: selection.possible, assumed };
    default:
      return unreachable(assumptions['host-network-pods']);
  }
}

/** Blocks are few and asked once each: every class is held against the block by its representative. */
function blockSelection(peer: Peer, cluster: Cluster, { list, family }: Classes): Selection {
  const certain: number[] = [];
  const possible: number[] = [];
  const assumed: number[] = [];
  list.forEach(({ representative }, i) => {
    const { holds, because } = matchesPeer(peer, representative, family, cluster.assumptions);
    if (holds === 'yes') certain.push(i);
    if (holds !== 'no') possible.push(i);
    if (because.length > 0) assumed.push(i);
  });
  return { certain: bitset(certain), possible: bitset(possible), assumed: bitset(assumed) };
}
