// A policy that is told as removable is removed, and no flow changes: over generated clusters, scenarios and real
// manifests, pod by pod, the open answers too. So are all of them at once, and each rule that others cover.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes } from '../../../src/engine/answer/changes.ts';
import { flows } from '../../../src/engine/answer/flows.ts';
import { compile } from '../../../src/engine/compile/recompile.ts';
import type { Finding } from '../../../src/engine/lint/finding.ts';
import { lint } from '../../../src/engine/lint/lint.ts';
import { type Assumptions, defaultAssumptions } from '../../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../../src/engine/model/cluster.ts';
import { assemble } from '../../../src/snapshot/assemble.ts';
import { read } from '../../../src/snapshot/read.ts';
import type { Source } from '../../../src/snapshot/snapshot.ts';
import { cluster as generated } from '../../arbitrary/cluster.ts';
import { show } from '../../arbitrary/show.ts';
import { listText, objectsOf } from '../../generate/cluster.ts';

const cases = 50;

function clusterOf(sources: readonly Source[], assume: Partial<Assumptions> = {}): Cluster {
  return assemble(read(sources, { lenient: false }), { ...defaultAssumptions, ...assume }).cluster;
}

/** What changes when these findings are acted on: [] is nothing. */
function changedBy(cluster: Cluster, found: readonly Finding[]): readonly string[] {
  const after = found.reduce(without, cluster);
  const list = changes(flows(compile(cluster), 'pod'), flows(compile(after), 'pod'));
  return list.map(({ change, from, to }) => `${change} ${JSON.stringify([from, to], plain)}`);
}

function without(cluster: Cluster, { code, about, path }: Finding): Cluster {
  const isMeant = (policy: { readonly kind: string; readonly name: string; readonly origin: object }) =>
    policy.kind === about.kind &&
    policy.name === about.name &&
    JSON.stringify(policy.origin) === JSON.stringify(about.origin);
  if (code !== 'rule-covered') {
    return {
      ...cluster,
      policies: cluster.policies.filter((policy) => !isMeant(policy)),
      clusterPolicies: cluster.clusterPolicies.filter((policy) => !isMeant(policy)),
    };
  }
  const [, direction, index] = path;
  if (direction !== 'ingress' && direction !== 'egress') throw new Error(`no rule at ${path.join('.')}`);
  const cut = <R extends { readonly index: number }>(rules: readonly R[]) =>
    rules.filter((rule) => rule.index !== index);
  return {
    ...cluster,
    policies: cluster.policies.map((policy) => {
      const rules = policy[direction];
      return isMeant(policy) && rules !== 'open' ? { ...policy, [direction]: cut(rules) } : policy;
    }),
    clusterPolicies: cluster.clusterPolicies.map((policy) =>
      isMeant(policy) ? { ...policy, [direction]: cut(policy[direction]) } : policy,
    ),
  };
}

function plain(key: string, value: unknown): unknown {
  if (key === 'origin' || key === 'labels') return undefined;
  return typeof value === 'bigint' ? `${value}` : value;
}

const removing = ['policy-removable', 'duplicate-policy', 'rule-covered', 'policy-selects-nothing'];

function check(cluster: Cluster): number {
  const told = lint(cluster, compile(cluster)).filter(({ code }) => removing.includes(code));
  for (const finding of told) expect(changedBy(cluster, [finding]), finding.message).toEqual([]);
  for (const code of ['policy-removable', 'rule-covered']) {
    const alike = told.filter((finding) => finding.code === code);
    if (alike.length > 1) expect(changedBy(cluster, alike), `all of ${code}`).toEqual([]);
  }
  return told.length;
}

test.each([
  ['as by default', {}],
  ['with host-network pods either way', { 'host-network-pods': 'unknown', 'own-node-egress': 'unknown' }],
  ['with blocks that may match pods', { 'ip-block-matches-pods': 'unknown', 'namespace-labels': 'unknown' }],
] as const)('in generated clusters, %s', (_, assume) => {
  let told = 0;
  fc.assert(
    fc.property(generated(), (objects) => {
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
      try {
        told += check(clusterOf([{ file: 'cluster.json', text }], assume));
      } catch (thrown) {
        throw new Error(`${thrown instanceof Error ? thrown.message : thrown}\n${show(objects)}`);
      }
    }),
    { numRuns: cases, seed: 4711 },
  );
  expect(told).toBeGreaterThan(cases / 5);
});

test.each(readdirSync('scenarios').sort())('in scenario %s', (name) => {
  const file = `scenarios/${name}/cluster.yaml`;
  check(clusterOf([{ file, text: readFileSync(file, 'utf8') }]));
});

test('in a cluster as big companies have it, cut small', () => {
  const objects = objectsOf({ profile: 'microservices', pods: 120, seed: 1 });
  const cluster = clusterOf([{ file: 'cluster.json', text: [...listText(objects)].join('') }]);
  const found = lint(cluster, compile(cluster)).filter(({ code }) => code === 'policy-removable');
  expect(found.length).toBeGreaterThan(0);
  expect(changedBy(cluster, found)).toEqual([]);
  for (const finding of found.slice(0, 3)) expect(changedBy(cluster, [finding])).toEqual([]);
});

describe.each(['online-boutique', 'kube-prometheus'])('in the real manifests of %s', (name) => {
  const folder = `../shared/data/${name}`;
  test.skipIf(!existsSync(folder))('nothing changes', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    const sources = files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
    check(clusterOf(sources));
  });
});
