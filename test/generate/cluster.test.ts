// Every profile: the objects are those of a real cluster in kind and bulk, and the same for the same seed.
import { describe, expect, test } from 'vitest';
import { read } from '../../src/snapshot/read.ts';
import { selects } from '../oracle/labels.ts';
import { listText, objectsOf, type Profile, profiles } from './cluster.ts';

const PODS = 400;

interface Raw {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly labels?: object };
  readonly spec?: { readonly podSelector?: object; readonly tier?: string };
}

function textOf(profile: Profile, seed: number): string {
  return [...listText(objectsOf({ profile, pods: PODS, seed }))].join('');
}

function rawOf(profile: Profile): readonly Raw[] {
  return JSON.parse(textOf(profile, 1)).items;
}

describe.each(profiles)('%s', (profile) => {
  test('is the same text for the same seed, and another for another', () => {
    expect(textOf(profile, 1)).toBe(textOf(profile, 1));
    expect(textOf(profile, 1)).not.toBe(textOf(profile, 2));
  });

  test('is accepted as the API server would: nothing is refused, defaulted or unknown', () => {
    const { objects, diagnostics, ignored } = read([{ file: 'cluster.json', text: textOf(profile, 1) }], {
      lenient: false,
    });
    expect(diagnostics).toEqual([]);
    expect(ignored.size).toBe(0);
    expect(objects.filter(({ kind }) => kind === 'Pod')).toHaveLength(PODS);
  });

  test('lists each kind as the API server does, by namespace and name', () => {
    const keys = rawOf(profile).map(({ kind, metadata: { namespace = '', name } }) => ({
      kind,
      key: `${namespace}/${name}`,
    }));
    for (const kind of new Set(keys.map((each) => each.kind))) {
      const own = keys.filter((each) => each.kind === kind).map(({ key }) => key);
      expect(own).toEqual(own.toSorted());
    }
  });

  test('has pods of two to four kilobytes, on nodes of thirty', () => {
    const pods = rawOf(profile).filter(({ kind }) => kind === 'Pod');
    const bytes = pods.map((pod) => JSON.stringify(pod).length);
    expect(Math.min(...bytes)).toBeGreaterThan(2000);
    expect(Math.max(...bytes)).toBeLessThan(4096);
    expect(rawOf(profile).filter(({ kind }) => kind === 'Node')).toHaveLength(Math.ceil(PODS / 30));
  });
});

test('the tiers stand over the same microservices', () => {
  const plain = rawOf('microservices');
  const tiers = rawOf('microservices-tiers');
  expect(tiers.slice(0, plain.length)).toEqual(plain);
  const ofTier = tiers.slice(plain.length).map(({ spec }) => spec?.tier);
  expect(ofTier.toSorted()).toEqual([...Array(10).fill('Admin'), 'Baseline']);
});

test('half of the adversarial policies select one and the same pod', () => {
  const objects = rawOf('adversarial');
  const victim = objects.find(({ metadata }) => JSON.stringify(metadata.labels).includes('"app":"victim"'));
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const own = policies.filter(({ metadata }) => metadata.namespace === victim?.metadata.namespace);
  const labels = { raw: victim?.metadata.labels, mayHave: () => false };
  const selecting = own.filter(({ spec }) => selects(spec?.podSelector, labels) === 'yes');
  expect(policies).toHaveLength(PODS / 10);
  expect(selecting.length).toBeGreaterThanOrEqual(PODS / 20);
});

test('adversarial labels are mostly those of a single pod', () => {
  const pods = rawOf('adversarial').filter(({ kind }) => kind === 'Pod');
  expect(new Set(pods.map(({ metadata }) => JSON.stringify(metadata.labels))).size).toBeGreaterThan(PODS / 2);
});
