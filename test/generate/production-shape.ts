// The statistics of a real cluster that were published with npinaeva/k8s-netpol-scale, as chances to draw from: 5,413
// pods in 604 namespaces, under 13,678 policies with 15,423 rules that have peers.
import type { Random } from './random.ts';

export const published = { pods: 5413, namespaces: 604, policies: 13_678, rules: 15_423 };

/** Of all policies. */
export const selectsNone = 3559 / published.policies;
export const onlyDenies = 495 / published.policies;

/** The one namespace, or for a larger cluster the few, whose whole is selected by one in twenty policies. */
export const LARGE = 127;

/** A namespace has about nine pods; many have one or two, some forty. */
export function podsOfNamespace(chance: Random): number {
  return chance.weighted<() => number>([
    [0.1, () => 0],
    [0.16, () => chance.between(1, 2)],
    [0.28, () => chance.between(3, 6)],
    [0.28, () => chance.between(7, 12)],
    [0.18, () => 13 + Math.floor(28 * chance.next() ** 2)],
  ])();
}

export function podsOfWorkload(chance: Random): number {
  return chance.weighted<() => number>([
    [0.35, () => 1],
    [0.35, () => 2],
    [0.12, () => 3],
    [0.13, () => chance.between(4, 6)],
    [0.05, () => chance.between(7, 12)],
  ])();
}

/** Pods selected by a policy, of those that select some: mean 13.1, median 6. */
export function podsSelected(chance: Random): number {
  return chance.weighted<() => number>([
    [0.15, () => 1],
    [0.35, () => chance.between(2, 5)],
    [0.32, () => chance.between(6, 12)],
    [0.13, () => 13 + Math.floor(26 * chance.next() ** 2)],
    [0.05, () => LARGE],
  ])();
}

/** Pods selected by a pod peer: mean 35, median 2. 'most' is two thirds of the cluster. */
export function podsOfPeer(chance: Random): number | 'most' {
  return chance.weighted<() => number | 'most'>([
    [0.5, () => 2],
    [0.14, () => 1],
    [0.262, () => 3 + Math.floor(11 * chance.next() ** 2)],
    [0.06, () => 14 + Math.floor(25 * chance.next() ** 2)],
    [0.03, () => LARGE],
    [0.008, () => 'most'],
  ])();
}

export const share = { ofMost: 3578 / published.pods };

/** What a rule's list of peers is made of. */
export type Peers = { readonly kind: 'pods' | 'blocks'; readonly count: number };

export function peersOfRule(chance: Random): Peers {
  return chance.weighted<Peers>([
    [57, { kind: 'pods', count: 1 }],
    [3, { kind: 'pods', count: 2 }],
    [36, { kind: 'blocks', count: 1 }],
    [2, { kind: 'blocks', count: 3 }],
    [2, { kind: 'blocks', count: 6 }],
    [0.0065, { kind: 'blocks', count: 14 }],
    [0.0065, { kind: 'blocks', count: 21 }],
  ]);
}

/** Of the policies that allow something: 15,423 rules by 13,183 policies. */
export function rulesOfPolicy(chance: Random): number {
  return chance.weighted([
    [0.86, 1],
    [0.11, 2],
    [0.03, 3],
  ]);
}

export function portsOfRule(kind: Peers['kind'], chance: Random): number | 'range' {
  return kind === 'blocks'
    ? chance.weighted<number | 'range'>([
        [76, 1],
        [18, 0],
        [5.5, 2],
        [0.3, 'range'],
        [0.2, 3],
      ])
    : chance.weighted<number | 'range'>([
        [69, 0],
        [26, 1],
        [4.5, 2],
        [0.45, 3],
        [0.02, 'range'],
      ]);
}
