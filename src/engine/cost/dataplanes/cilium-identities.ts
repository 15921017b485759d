// Cilium gives a number to each distinct set of labels that matter, namespace labels included, and its
// maps hold numbers: pods with equal labels share entries. A pod's service account is part of its
// identity too; the model lacks it, so the count is a lower bound.

import type { Kind } from '../kinds.ts';
import { compare } from '../placement.ts';
import { hasEndpoint, type Site } from '../site.ts';

export interface PodIdentities {
  /** Numbered from 0 up to here. */
  readonly count: number;
  readonly namespaceOf: (identity: number) => string;
  /** A kind without running pods, or on the host network, has none. */
  readonly ofKind: (kind: number) => number | undefined;
  /** Of all these kinds, each once. */
  readonly ofKinds: (kinds: readonly number[]) => readonly number[];
}

/** Keys that Cilium leaves out by default (its documentation: "Limiting Identity-Relevant Labels"). */
const irrelevant = [
  /^io\.kubernetes/,
  /^kubernetes\.io/,
  /^k8s\.io/,
  /^.*beta\.kubernetes\.io/,
  /^statefulset\.kubernetes\.io\/pod-name/,
  /^apps\.kubernetes\.io\/pod-index/,
  /^batch\.kubernetes\.io\/(job-completion-index|controller-uid)/,
  /^pod-template-(generation|hash)/,
  /^controller-(revision-hash|uid)/,
  /^annotation/,
  /^etcd_node/,
];

export function podIdentities({ kinds, cluster }: Site): PodIdentities {
  const numbers = new Map<string, number>();
  const ofKind = new Map<number, number>();
  const namespaces: string[] = [];
  for (const kind of kinds.filter(({ pod, count }) => count > 0 && hasEndpoint(pod, cluster))) {
    const key = identityKey(kind);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    namespaces[number] = kind.pod.namespace.name;
    ofKind.set(kind.index, number);
  }
  return {
    count: numbers.size,
    namespaceOf: (identity) => namespaces[identity] ?? '',
    ofKind: (kind) => ofKind.get(kind),
    ofKinds: (asked) => [...new Set(asked.flatMap((kind) => ofKind.get(kind) ?? []))],
  };
}

/** Namespaces are told apart by name; their labels come with it. */
function identityKey({ pod }: Kind): string {
  const relevant = [...pod.labels.values].filter(([key]) => !irrelevant.some((pattern) => pattern.test(key)));
  return JSON.stringify([pod.namespace.name, relevant.sort(([a], [b]) => compare(a, b))]);
}
