// Which policies have a rule about a pod: peers are filed by what they ask of its namespace and its labels, or by the
// addresses that they hold, so that only those are held against a pod that it could fit.

import type { Pod } from '../model/cluster.ts';
import type { LabelSelector, LabelSet } from '../model/labels.ts';
import type { AllowRule, Direction, NetworkPolicy, Peer, PodScope } from '../model/policy.ts';
import { entry } from '../sets/entry.ts';
import type { AddressRanges } from './address-ranges.ts';
import { isNamed } from './port-names.ts';

export interface PeerIndex {
  readonly fitting: (pod: Pod, ranges: AddressRanges) => Iterable<Asked>;
  /** Those that open a port by its name to anyone: what they open is looked up on each pod. */
  readonly namedToAnyone: readonly RuleOf[];
}

/** A peer, and the rules that are about it. */
export interface Asked {
  readonly peer: Peer;
  readonly rules: RuleOf[];
}

export interface RuleOf {
  readonly policy: NetworkPolicy;
  readonly rule: AllowRule;
}

export function peerIndex(policies: readonly NetworkPolicy[], direction: Direction): PeerIndex {
  const byPeer = new Map<Peer, Asked>();
  const namedToAnyone: RuleOf[] = [];
  for (const policy of policies) {
    const rules = policy[direction];
    if (rules === 'open') continue;
    for (const rule of rules) {
      const { peers, ports } = rule;
      if (peers !== 'anyone') {
        for (const peer of peers) entry(byPeer, peer, () => ({ peer, rules: [] })).rules.push({ policy, rule });
      } else if (ports !== 'every-port' && ports.some(isNamed)) namedToAnyone.push({ policy, rule });
    }
  }
  const scopesAt = scopeFiles(byPeer.values());
  const blocksAt = blockRuns([...byPeer.values()].filter(({ peer }) => peer.kind === 'ip-block'));
  function* fitting(pod: Pod, ranges: AddressRanges): Generator<Asked> {
    yield* scopesAt(pod);
    yield* blocksAt(ranges.touching(pod.addresses).bounds, ranges);
  }
  return { fitting, namedToAnyone };
}

/** Under a word that the namespace must have, and then one that the pod must have. */
function scopeFiles(all: Iterable<Asked>): (pod: Pod) => Generator<Asked> {
  const files = new Map<string, Map<string, Asked[]>>();
  for (const asked of all) {
    if (asked.peer.kind !== 'pods') continue;
    for (const place of placesOf(asked.peer)) {
      const file = entry(files, place, () => new Map<string, Asked[]>());
      for (const word of wordsOf(asked.peer.pods)) entry(file, word, () => []).push(asked);
    }
  }
  return function* ({ namespace, labels }) {
    const places = having(files, labelWords(namespace.labels));
    for (const file of [...places, files.get(named(namespace.name)) ?? new Map<string, Asked[]>()]) {
      for (const list of having(file, labelWords(labels))) yield* list;
    }
  };
}

const anything = '';

function placesOf({ namespaces }: PodScope): readonly string[] {
  return namespaces.kind === 'named' ? [named(namespaces.name)] : wordsOf(namespaces.selector);
}

function named(namespace: string): string {
  return `/${namespace}`; // no label key begins so
}

/** Of these words whoever the selector holds has one for certain, or may have it. */
function wordsOf(selector: LabelSelector): readonly string[] {
  const wanted = selector.find(({ op }) => op === 'In');
  return wanted?.op === 'In' ? [...new Set(wanted.values)].map((value) => `${wanted.key}=${value}`) : [anything];
}

function labelWords({ values, open }: LabelSet): readonly string[] | 'unknown' {
  return open === 'none' ? [...values].map(([key, value]) => `${key}=${value}`) : 'unknown';
}

function having<T extends object>(files: ReadonlyMap<string, T>, words: readonly string[] | 'unknown'): readonly T[] {
  if (words === 'unknown') return [...files.values()];
  return [anything, ...words].map((word) => files.get(word)).filter((file) => file !== undefined);
}

/** Blocks by the run of ranges that they hold, or some of it: there are very many of them. */
function blockRuns(blocks: readonly Asked[]) {
  const runs = new Map<AddressRanges, Int32Array>();
  const runsOf = (ranges: AddressRanges): Int32Array =>
    Int32Array.from(
      blocks.flatMap(({ peer }) => {
        const bounds = peer.kind === 'ip-block' ? ranges.touching(peer.addresses).bounds : [];
        return [bounds[0] ?? 0, bounds.at(-1) ?? 0];
      }),
    );
  return function* (bounds: readonly number[], ranges: AddressRanges): Generator<Asked> {
    if (bounds.length === 0) return;
    const known = entry(runs, ranges, () => runsOf(ranges));
    const [first, end] = [bounds[0]!, bounds.at(-1)!];
    for (let at = 0; at < blocks.length; at++) {
      if (known[at * 2]! < end && known[at * 2 + 1]! > first) yield blocks[at]!;
    }
  };
}
