// Small manifests to assemble, and what comes of them.

import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { readText, shown } from './reading.ts';

export const given = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: s}\n';

export function owned(by: string): string {
  const [kind, name] = by.split('/');
  return by === '' ? '' : `, ownerReferences: [{kind: ${kind}, name: ${name}, controller: true}]`;
}

export function pod(name: string, by = '', more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: s, labels: {app: web}${owned(by)}}\n${more}`;
}

export function workload(kind: string, name: string, by = '', spec = ''): string {
  const template = '{metadata: {labels: {app: web}}}';
  const apiVersion = kind === 'Job' ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1';
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: s${owned(by)}}\nspec: {${spec}template: ${template}}\n`;
}

export function policy(spec: string, name = 'p'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: s}\nspec: ${spec}\n`;
}

export function build(documents: readonly string[], assumptions: Partial<Assumptions> = {}) {
  const snapshot = readText([given, ...documents].join('---\n'));
  const assembled = assemble(snapshot, { ...defaultAssumptions, ...assumptions });
  const { cluster } = assembled;
  const diagnostics = assembled.diagnostics();
  return { cluster, said: diagnostics.map((one) => shown(one, snapshot.sources)), diagnostics, snapshot };
}

export function podsOf(documents: readonly string[], assumptions: Partial<Assumptions> = {}): readonly string[] {
  return build(documents, assumptions).cluster.pods.map(
    ({ kind, name, workload: { kind: owner, name: ownerName } }) => `${kind}/${name} of ${owner}/${ownerName}`,
  );
}
