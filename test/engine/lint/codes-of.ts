// Manifests in few words, and the codes that lint finds in them; those about unisolated workloads are left out, since
// nearly every row is about something else.

import { expect } from 'vitest';
import { compile } from '../../../src/engine/compile/recompile.ts';
import { lint } from '../../../src/engine/lint/lint.ts';
import { type Assumptions, defaultAssumptions } from '../../../src/engine/model/assumptions.ts';
import { assemble } from '../../../src/snapshot/assemble.ts';
import { read } from '../../../src/snapshot/read.ts';

export const pod = (where: string, spec = '') => {
  const [namespace, name] = where.split('/');
  return `kind: Pod\napiVersion: v1\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }\nspec: { ${spec} }`;
};
const namespaces = ['s', 't'].map((name) => `kind: Namespace\napiVersion: v1\nmetadata: { name: ${name} }`);
export const policy = (spec: string, name = 'p') =>
  `kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: ${name}, namespace: s }\nspec: { ${spec} }`;
export const tiered = (name: string, spec: string, kind = 'ClusterNetworkPolicy') =>
  `kind: ${kind}\napiVersion: policy.networking.k8s.io/${kind.startsWith('C') ? 'v1alpha2' : 'v1alpha1'}\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
export const port = (name: string, number: number, protocol = 'TCP') =>
  `containers: [{ name: c, image: i, ports: [{ name: ${name}, containerPort: ${number}, protocol: ${protocol} }] }]`;
export const deployment = `kind: Deployment\napiVersion: apps/v1\nmetadata: { name: d, namespace: s }
spec: { selector: { matchLabels: { app: d } }, template: { metadata: { labels: { app: d } }, spec: {} } }`;
export const all = 'subject: { namespaces: {} }';
export const everyone = '[{ namespaces: {} }]';

export function codesOf(documents: readonly string[], assume: Partial<Assumptions> = {}): readonly string[] {
  return everyCodeOf(documents, assume).filter((code) => !code.startsWith('unisolated'));
}

export function everyCodeOf(documents: readonly string[], assume: Partial<Assumptions> = {}): readonly string[] {
  const text = [...namespaces, ...documents].join('\n---\n');
  const snapshot = read([{ file: 'a.yaml', text }], { lenient: false });
  expect(snapshot.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { cluster } = assemble(snapshot, { ...defaultAssumptions, ...assume });
  const found = lint(cluster, compile(cluster)).map(({ code }) => code);
  return [...new Set<string>(found)].sort();
}

export type Row = readonly [
  says: string,
  codes: readonly string[],
  documents: readonly string[],
  assume?: Partial<Assumptions>,
];
