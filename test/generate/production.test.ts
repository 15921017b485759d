// The generated production cluster has the statistics that were published of a real one, counted on its raw objects.
import { describe, expect, test } from 'vitest';
import { selects } from '../oracle/labels.ts';
import { objectsOf } from './cluster.ts';
import { grouped } from './grouped.ts';

interface Peer {
  readonly podSelector?: object;
  readonly namespaceSelector?: object;
  readonly ipBlock?: { readonly cidr: string };
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly endPort?: number }[];
}
interface Spec {
  readonly podSelector: object;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface Raw {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec?: Spec & { readonly hostNetwork?: boolean };
}

const PODS = 5413;
const objects: readonly Raw[] = [...objectsOf({ profile: 'production', pods: PODS, seed: 1 })] as never;
const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
const pods = ofKind('Pod').filter(({ spec }) => spec?.hostNetwork !== true);
const podsIn = grouped(pods, ({ metadata }) => metadata.namespace);
const namespaces = ofKind('Namespace');
const policies = ofKind('NetworkPolicy');
const rules = policies.flatMap(({ metadata, spec }) =>
  [...(spec?.ingress ?? []), ...(spec?.egress ?? [])].map((rule) => ({ rule, namespace: metadata.namespace ?? '' })),
);
const peersOf = ({ from, to }: Rule): readonly Peer[] => from ?? to ?? [];
const counted = new Map<string, number>();

function has(selector: object, { metadata }: Raw): boolean {
  return selects(selector, { raw: metadata.labels, mayHave: () => false }) === 'yes';
}

function selectedIn(namespace: string, selector: object): number {
  const key = `${namespace} ${JSON.stringify(selector)}`;
  const known = counted.get(key) ?? (podsIn.get(namespace) ?? []).filter((pod) => has(selector, pod)).length;
  counted.set(key, known);
  return known;
}

function selectedBy({ podSelector = {}, namespaceSelector }: Peer, namespace: string): number {
  const among = namespaces.filter((each) =>
    namespaceSelector === undefined ? each.metadata.name === namespace : has(namespaceSelector, each),
  );
  return among.reduce((sum, each) => sum + selectedIn(each.metadata.name, podSelector), 0);
}

const share = <T>(list: readonly T[], test: (one: T) => boolean) => list.filter(test).length / list.length;
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;

const selected = policies.map(({ metadata, spec }) => selectedIn(metadata.namespace ?? '', spec?.podSelector ?? {}));
const some = selected.filter((pods) => pods > 0);
const podRules = rules.filter(({ rule }) => peersOf(rule)[0]?.ipBlock === undefined);
const blockRules = rules.filter(({ rule }) => peersOf(rule)[0]?.ipBlock !== undefined);
const peers = podRules.flatMap(({ rule, namespace }) => peersOf(rule).map((peer) => selectedBy(peer, namespace)));
const between = (least: number, most: number) => (pods: number) => pods >= least && pods <= most;
const ports = (count: number) => (one: { readonly rule: Rule }) => (one.rule.ports ?? []).length === count;
const length = (count: number) => (one: { readonly rule: Rule }) => peersOf(one.rule).length === count;

test('there are as many pods and policies as were asked for, and about as many namespaces', () => {
  expect(ofKind('Pod')).toHaveLength(PODS);
  expect(policies).toHaveLength(13_678);
  expect(namespaces.length).toBeGreaterThan(560);
  expect(namespaces.length).toBeLessThan(650);
});

describe('near the published figure is', () => {
  const figures: readonly (readonly [what: string, generated: number, published: number, off: number])[] = [
    ['the share of policies that select no pod', share(selected, (pods) => pods === 0), 0.26, 0.02],
    ['the share of policies that only deny', share(policies, denies), 0.036, 0.006],
    ['the mean of the pods that a policy selects', mean(some), 13.1, 1.3],
    ['their median', median(some), 6, 1],
    ['the share of policies with one pod', share(some, between(1, 1)), 0.15, 0.02],
    ['with 2 to 5', share(some, between(2, 5)), 0.35, 0.03],
    ['with 6 to 12', share(some, between(6, 12)), 0.32, 0.03],
    ['with 13 to 38', share(some, between(13, 38)), 0.13, 0.02],
    ['with 127 or more', share(some, between(127, PODS)), 0.05, 0.01],
    ['the number of rules with peers', rules.length, 15_423, 400],
    ['the share of rules with one pod peer', podRules.filter(length(1)).length / rules.length, 0.57, 0.02],
    ['with two', podRules.filter(length(2)).length / rules.length, 0.03, 0.006],
    ['with one CIDR', blockRules.filter(length(1)).length / rules.length, 0.36, 0.02],
    ['with three', blockRules.filter(length(3)).length / rules.length, 0.02, 0.005],
    ['with six', blockRules.filter(length(6)).length / rules.length, 0.02, 0.005],
    ['the mean of the pods that a pod peer selects', mean(peers), 35, 6],
    ['the median', median(peers), 2, 0],
    ['the share of pod peers with exactly 2 pods', share(peers, between(2, 2)), 0.5, 0.03],
    ['with at most 13', share(peers, between(0, 13)), 0.9, 0.02],
    ['with 127', share(peers, between(127, 127)), 0.03, 0.006],
    ['with nearly every pod', share(peers, between(PODS / 2, PODS)), 0.008, 0.003],
    ['the share of CIDR rules without ports', share(blockRules, ports(0)), 0.18, 0.02],
    ['with one port', share(blockRules, ports(1)), 0.76, 0.02],
    ['with two', share(blockRules, ports(2)), 0.055, 0.01],
    ['with a range', share(blockRules, ({ rule }) => rule.ports?.[0]?.endPort !== undefined), 0.003, 0.002],
    ['the share of pod rules without ports', share(podRules, ports(0)), 0.69, 0.02],
    ['with one port (pods)', share(podRules, ports(1)), 0.26, 0.02],
    ['with two ports (pods)', share(podRules, ports(2)), 0.045, 0.01],
  ];
  test.each(figures)('%s', (_, generated, published, off) => {
    expect(Math.abs(generated - published), `${generated} and not ${published}`).toBeLessThanOrEqual(off);
  });

  test('the longest lists of CIDRs', () => {
    const lengths = blockRules.map(({ rule }) => peersOf(rule).length).filter((count) => count > 6);
    expect(lengths.every((count) => count === 14 || count === 21)).toBe(true);
  });
});

function denies({ spec }: Raw): boolean {
  return spec?.ingress === undefined && spec?.egress === undefined;
}
