// Which classes a selector or block means: worked out once for each value, since policies repeat each other and reading
// makes equal selectors one value. One that names its namespace looks only there; others are a few intersections.

import type { Assumptions } from '../model/assumptions.ts';
import type { Cluster, Pod } from '../model/cluster.ts';
import type { LabelSelector, LabelSet } from '../model/labels.ts';
import { matchesPeer } from '../model/match-peer.ts';
import type { ClusterPeer, NamespaceScope, Peer, PodScope } from '../model/policy.ts';
import { unreachable } from '../model/unreachable.ts';
import {
  type Bitset,
  bitset,
  bitsetRange,
  bitsetRanges,
  eachBit,
  emptyBitset,
  intersectBits,
  subtractBits,
  unionBits,
} from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { type BlockSelection, blockSelection } from './block-selection.ts';
import type { Classes } from './classes.ts';
import { type LabelIndex, labelIndex, type Selection, selected, selectedOfAll } from './label-index.ts';
import type { NamespaceScopes } from './namespace-scopes.ts';

export interface Selector {
  readonly scope: (scope: PodScope) => Selection;
  readonly subject: (subject: PodScope | 'unreadable') => Selection;
  readonly peer: (peer: Peer | ClusterPeer) => Selection;
}

export function selectorOf(cluster: Cluster, classes: Classes, namespaces: NamespaceScopes): Selector {
  const { assumptions } = cluster;
  const places = placesOf(classes, namespaces);
  const host = bitset(podsThat(classes, (pod) => pod.network === 'host'));
  const memo = new Map<PodScope | Peer | ClusterPeer, Selection>();
  const ofBlock: BlockSelection = blockSelection(classes, assumptions);

  function scope(wanted: PodScope): Selection {
    const known = memo.get(wanted);
    if (known !== undefined) return known;
    const chosen = places.selected(wanted.namespaces, wanted.pods);
    const made = wanted.hostNetwork === 'never' ? without(chosen, host) : hostNetwork(chosen, host, assumptions);
    memo.set(wanted, made);
    return made;
  }
  function subject(wanted: PodScope | 'unreadable'): Selection {
    if (wanted !== 'unreadable') return scope(wanted);
    const any = subtractBits(bitsetRange(0, classes.firstVacant), host);
    return { certain: emptyBitset, possible: any, assumed: any };
  }
  function peer(wanted: Peer | ClusterPeer): Selection {
    if (wanted.kind === 'pods') return scope(wanted);
    return entry(memo, wanted, () =>
      wanted.kind === 'ip-block' || wanted.kind === 'networks'
        ? ofBlock(wanted)
        : addressSelection(wanted, cluster, classes),
    );
  }
  return { scope, subject, peer };
}

function* podsThat({ list, firstVacant }: Classes, holds: (pod: Pod) => boolean): Generator<number> {
  for (let i = 0; i < firstVacant; i++) {
    const end = list[i]!.representative;
    if (end.kind === 'pod' && holds(end.pod)) yield i;
  }
}

interface Places {
  readonly selected: (where: NamespaceScope, pods: LabelSelector) => Selection;
}

function placesOf(classes: Classes, namespaces: NamespaceScopes): Places {
  const { list, firstVacant } = classes;
  /** Namespace number → bounds of its classes; a namespace without pods is empty. */
  const bounds = new Uint32Array(namespaces.names.length * 2);
  for (let i = 0; i < firstVacant; i++) {
    const end = list[i]!.representative;
    if (end.kind === 'external') continue;
    const at = namespaces.numberOf.get(end.pod.namespace.name)! * 2;
    if (bounds[at + 1] === 0) bounds[at] = i;
    bounds[at + 1] = i + 1;
  }
  const everyPod = exactly(bitsetRange(0, firstVacant));
  let whole: LabelIndex | undefined;
  const local = new Map<number, LabelIndex>();

  function* labelled(first: number, end: number): Generator<readonly [number, LabelSet]> {
    for (let i = first; i < end; i++) {
      const { representative } = list[i]!;
      if (representative.kind === 'pod') yield [i, representative.pod.labels];
    }
  }
  function inNamespace(name: string, pods: LabelSelector): Selection {
    const number = namespaces.numberOf.get(name);
    if (number === undefined) return exactly(emptyBitset);
    const [first, end] = [bounds[number * 2]!, bounds[number * 2 + 1]!];
    const all = bitsetRange(first, end);
    if (pods.length === 0 || first === end) return exactly(all);
    const index = entry(local, number, () => labelIndex(labelled(first, end)));
    return selectedOfAll(all, pods, index);
  }
  function classesIn(set: Bitset): Bitset {
    const runs: number[] = [];
    eachBit(set, (number) => {
      const [first, end] = [bounds[number * 2]!, bounds[number * 2 + 1]!];
      if (first === end) return;
      if (runs[runs.length - 1] === first) runs[runs.length - 1] = end;
      else runs.push(first, end);
    });
    return bitsetRanges(runs);
  }
  return {
    selected: (where, pods) => {
      if (where.kind === 'named') return inNamespace(where.name, pods);
      if (where.selector.length === 0 && pods.length === 0) return everyPod;
      const { certain, possible, assumed } = where.selector.length === 0 ? every : namespaces.matching(where.selector);
      const sure = where.selector.length === 0 ? everyPod.certain : classesIn(certain);
      const base: Selection = {
        certain: sure,
        possible: certain === possible ? sure : classesIn(possible),
        assumed: classesIn(assumed),
      };
      whole ??= labelIndex(labelled(0, firstVacant));
      return selected(base, pods, whole);
    },
  };
}

const every: Selection = exactly(emptyBitset);

function exactly(bits: Bitset): Selection {
  return { certain: bits, possible: bits, assumed: emptyBitset };
}

/** The cluster-wide kinds never select a pod on the host network (R84). */
function without({ certain, possible, assumed }: Selection, host: Bitset): Selection {
  const sure = subtractBits(certain, host);
  return { certain: sure, possible: certain === possible ? sure : subtractBits(possible, host), assumed };
}

function hostNetwork(selection: Selection, host: Bitset, assumptions: Assumptions): Selection {
  const touched = intersectBits(selection.possible, host);
  if (touched === emptyBitset) return selection;
  const assumed = unionBits(selection.assumed, touched);
  switch (assumptions['host-network-pods']) {
    case 'as-pods':
      return { ...selection, assumed };
    case 'as-nodes':
      return { ...without(selection, host), assumed };
    case 'unknown':
      return { certain: subtractBits(selection.certain, host), possible: selection.possible, assumed };
    default:
      return unreachable(assumptions['host-network-pods']);
  }
}

/** Nodes and domain names are few and asked once each: every class is held against them by its representative. */
function addressSelection(peer: ClusterPeer, cluster: Cluster, { list, family }: Classes): Selection {
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
