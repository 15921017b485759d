// Which classes a selector or block matches: an inverted index label → classes, so that a selector is
// a few intersections inside its namespaces, and a memo by meaning, since policies repeat each other.

import type { Assumptions } from '../model/assumptions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { LabelSelector, Requirement } from '../model/labels.ts';
import { matchesPeer } from '../model/match-peer.ts';
import type { ClusterPeer, NamespaceScope, Peer, PodScope } from '../model/policy.ts';
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
import { entry, type LabelIndex, labelIndex } from './label-index.ts';
import { blockKey } from './relevance.ts';

/** certain ⊆ possible; `assumed` has every class whose match, either way, hung on an assumption. */
export interface Selection {
  readonly certain: Bitset;
  readonly possible: Bitset;
  readonly assumed: Bitset;
}

export interface Selector {
  readonly scope: (scope: PodScope) => Selection;
  readonly subject: (subject: PodScope | 'unreadable') => Selection;
  readonly peer: (peer: Peer | ClusterPeer) => Selection;
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
      return wanted.hostNetwork === 'never' ? without(chosen, host) : hostNetwork(chosen, host, cluster.assumptions);
    });
  }
  function subject(wanted: PodScope | 'unreadable'): Selection {
    if (wanted !== 'unreadable') return scope(wanted);
    const any = subtractBits(bitsetRange(0, classes.firstExternal), host);
    return { certain: emptyBitset, possible: any, assumed: any };
  }
  function peer(wanted: Peer | ClusterPeer): Selection {
    return wanted.kind === 'pods'
      ? scope(wanted)
      : remember(addressKey(wanted), () => addressSelection(wanted, cluster, classes));
  }
  return { scope, subject, peer };
}

/** What an address peer means, so that two that mean the same are asked once. */
function addressKey(peer: Exclude<Peer | ClusterPeer, PodScope>): string {
  switch (peer.kind) {
    case 'ip-block':
    case 'networks':
      return `${peer.kind} ${blockKey(peer.addresses)}`;
    case 'nodes':
      return `nodes ${blockKey(peer.certain)} ${blockKey(peer.possible)}`;
    case 'domain-names':
      return 'domain-names';
    default:
      return unreachable(peer);
  }
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

/** The cluster-wide kinds never select a pod on the host network (R84). */
function without({ certain, possible, assumed }: Selection, host: Bitset): Selection {
  return { certain: subtractBits(certain, host), possible: subtractBits(possible, host), assumed };
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
function addressSelection(peer: Peer | ClusterPeer, cluster: Cluster, { list, family }: Classes): Selection {
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
